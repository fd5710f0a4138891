"""Questions that name nothing but a time, and what is told of that time."""

from datetime import date

import pytest

from assistant.answer import Hit
from assistant.asked_event import against_event
from assistant.asked_time import notices
from assistant.happened import of_that_time_first, period, told_of
from assistant.question import Asked, ask_for
from tests.assistant.making import hit

TODAY = date(2031, 5, 20)
FLOOD = "The river rose on Friday. Two days later the bridge at Ostrel closed."
FAIR = "The fair in Lorn opened on 4 March 2031. The fair of 2019 was wet."
VOTE = "The vote will be held on 9 May. Four posters fell on 2 May."


def ask(question: str, today: date | None = TODAY) -> Asked:
    return ask_for(question, today=today, frequencies={}, total=50)


def hits() -> list[Hit]:
    texts = ((FLOOD, date(2031, 5, 11)), (FAIR, date(2031, 3, 5)), (VOTE, date(2031, 5, 1)))
    return [
        hit(text, article_id=f"a{n}", outlet=f"Paper {n}", published=day)
        for n, (text, day) in enumerate(texts, start=1)
    ]


def answers(question: str, today: date | None = TODAY) -> list[str]:
    time = period(ask(question, today), hits())
    assert time is not None
    return [quote.text for one in told_of(ask(question, today), hits(), time) for quote in one.quotes]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened in May 2031?", ["Four posters fell on 2 May.", "The river rose on Friday."]),
        ("What happened in March?", ["The fair in Lorn opened on 4 March 2031."]),
        ("What happened on 11 May 2031?", ["Two days later the bridge at Ostrel closed."]),
        ("What happened in Lorn in March 2031?", ["The fair in Lorn opened on 4 March 2031."]),
        ("What happened in Ostrel in March 2031?", []),
        ("What did the papers report in March 2031?", ["The fair in Lorn opened on 4 March 2031."]),
        ("What happened before the vote?", ["Four posters fell on 2 May."]),
        ("What happened after the vote?", ["Two days later the bridge at Ostrel closed."]),
    ],
)
def test_what_is_told_of_a_time_in_its_order(question: str, told: list[str]) -> None:
    found = answers(question)
    assert found[: len(told)] == told if told else found == []


def test_a_month_without_a_year_is_that_month_of_any_year() -> None:
    assert answers("What happened in March?", None) == ["The fair in Lorn opened on 4 March 2031."]
    assert "any year" in notices(ask("What happened in March?", None))[0]


@pytest.mark.parametrize(
    "question", ["What happened to the bridge in May 2031?", "When was it?", "What happened?", "Who came in May 2031?"]
)
def test_a_question_for_more_than_a_time_is_none(question: str) -> None:
    assert period(ask(question), hits()) is None
    assert of_that_time_first(ask(question), hits()) == hits()


def test_the_passages_of_the_time_come_first() -> None:
    first = of_that_time_first(ask("What happened in March 2031?"), hits())[0]
    assert first.passage.text == FAIR


def test_a_time_against_an_event_is_worked_out_where_the_passages_give_it_one_day() -> None:
    asked = ask("Who fell ill before the vote?", None)
    time = against_event(asked, hits())
    assert time is not None and time.end == date(2031, 5, 8)
    assert notices(asked, hits()) == ("“before the vote” was read as when it happened: before 9 May 2031",)
    twice = [*hits(), hit("The vote begins on 23 May.", article_id="a9", published=TODAY)]
    assert against_event(asked, twice) is None and "not tied to a day" in notices(asked, twice)[0]
    after = ask("Who fell ill after the vote?", None)
    assert "after 9 May 2031" in notices(after, hits())[0]
