"""Values of several sentences are set against each other: what agrees is one position, what differs is shown."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from assistant.evidence import Evidence, fitted
from assistant.positions import pick, positions
from assistant.verdict import corroborating, differences, headline
from store.article import Span
from tests.assistant.making import asked, hit, offered

WHEN = "When are the drills off Ness Point?"
MANY = "How many sailors take part in the drills?"
DAYS = "The drills run on 10-20 February."
MONTH = "The drills run in February 2022."
WHOLE = "The drills run from 10 to 20 February 2022."
BEGIN = "The drills begin on 10 February 2022."
MARCH = "The drills run in March 2022."


def found(
    question: str, text: str, *, outlet: str, published: date | None = None, probability: float = 0.8
) -> Evidence:
    """Return a sentence of an outlet as evidence, with the values that it offers."""
    return Evidence(
        hit=hit(text, article_id=outlet, outlet=outlet, published=published),
        span=Span(0, len(text)),
        text=text,
        values=tuple(offered(question, text, published)),
        features={},
        probability=probability,
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_date_without_a_year_takes_it_from_a_source_that_agrees(turned: bool) -> None:
    sources = [found(WHEN, DAYS, outlet="Ledger"), found(WHEN, MONTH, outlet="Gazette")]
    first = headline(asked(WHEN), sources[::-1] if turned else sources)
    assert first is not None and first.text.startswith("10–20 February")
    assert {quote.passage.outlet for quote in first.quotes} == {"Ledger", "Gazette"}
    [difference] = differences(asked(WHEN), sources)
    assert difference.kind == "less specific" and not difference.open
    assert [side.text for side in difference.sides] == ["10–20 February", "February 2022"]


def test_the_value_that_more_sources_give_heads_the_answer() -> None:
    sources = [
        found(MANY, "About 900 sailors take part.", outlet="Star", probability=0.5),
        found(MANY, "The drills have 1,400 sailors.", outlet="Ledger", probability=0.5),
        found(MANY, "In the drills 1,400 sailors take part.", outlet="Gazette", probability=0.5),
    ]
    first = headline(asked(MANY), sources)
    assert first is not None and "1,400" in first.text and len(first.quotes) == 2


def test_open_differences_show_every_side() -> None:
    day = date(2031, 6, 2)
    sources = [
        found(MANY, f"In the drills {count} sailors take part.", outlet=outlet, published=day)
        for count, outlet in (("1,400", "Ledger"), ("2,100", "Gazette"))
    ]
    [difference] = differences(asked(MANY), sources)
    assert difference.open
    assert [side.quote.passage.outlet for side in difference.sides] == ["Ledger", "Gazette"]


def test_the_newest_of_differing_reports_heads_the_answer() -> None:
    old, new = (
        found(MANY, f"In the drills {count} sailors take part.", outlet=outlet, published=date(2031, 6, day))
        for count, outlet, day in (("1,400", "Ledger", 2), ("2,100", "Gazette", 9))
    )
    for sources in ([old, new], [new, old]):
        first = headline(asked(MANY), sources)
        assert first is not None and first.text == "2,100 sailors"
        [difference] = differences(asked(MANY), sources)
        assert not difference.open and len(difference.sides) == 2


def test_an_unlikely_sentence_contradicts_nobody() -> None:
    low = fitted()["threshold"] / 4
    sources = [
        found(MANY, "In the drills 1,400 sailors take part.", outlet="Ledger"),
        found(MANY, "In the drills 2,100 sailors take part.", outlet="Gazette", probability=low),
    ]
    assert differences(asked(MANY), sources) == ()


def test_a_source_that_says_the_same_corroborates() -> None:
    likely = [found(WHEN, WHOLE, outlet="Ledger")]
    same, other, unlikely = (
        found(WHEN, text, outlet=outlet, probability=probability)
        for text, outlet, probability in ((MONTH, "Gazette", 0.2), (MARCH, "Star", 0.2), (BEGIN, "Echo", 0.01))
    )
    assert corroborating(asked(WHEN), likely, [*likely, same, other, unlikely], least=0.1) == [same]
    assert corroborating(asked(WHEN), [], [same], least=0.1) == []


def test_what_is_no_question_for_a_value_has_no_headline() -> None:
    why = asked("Why are there drills?")
    source = found("Why are there drills?", WHOLE, outlet="Ledger")
    assert pick(why, source) is None and positions(why, [source]) == [] and headline(why, [source]) is None


def test_no_sentence_no_headline() -> None:
    for question, chosen in product((WHEN, MANY), ([], [found(WHEN, "Gulls cried.", outlet="Star")])):
        assert headline(asked(question), chosen) is None and differences(asked(question), chosen) == ()


def relations(*sources: Evidence, question: str = MANY) -> dict[str, list[str]]:
    """Return the ways in which sentences differ, each with the values of its sides."""
    return {str(point.kind): [side.text for side in point.sides] for point in differences(asked(question), sources)}


def test_a_bound_is_brought_up_to_date_by_a_number() -> None:
    sources = [
        found("How many died?", "At least four people died.", outlet="Ledger", published=date(2031, 6, 2)),
        found("How many died?", "Nine people died.", outlet="Gazette", published=date(2031, 6, 4)),
    ]
    first = headline(asked("How many died?"), sources)
    assert first is not None and first.text == "Nine people"
    assert relations(*sources, question="How many died?") == {"updates": ["Nine people", "At least four people"]}


def test_two_speakers_with_two_numbers_leave_it_open() -> None:
    sources = [
        found(
            MANY, "In the drills 1,400 sailors take part, the ministry said.", outlet="Star", published=date(2031, 6, 2)
        ),
        found(MANY, "In the drills 2,100 sailors take part, Ms Venn said.", outlet="Echo", published=date(2031, 6, 4)),
    ]
    assert list(relations(*sources)) == ["another speaker"] and differences(asked(MANY), sources)[0].open


def test_ships_do_not_contradict_sailors() -> None:
    many = "How many took part in the drills?"
    sources = [
        found(many, "In the drills 1,400 sailors took part.", outlet="Star"),
        found(many, "In the drills 22 ships took part.", outlet="Echo"),
    ]
    assert set(relations(*sources, question=many)) <= {"another thing"}


def test_a_range_says_more_than_its_first_day_unless_that_is_asked_for() -> None:
    sources = [found(WHEN, BEGIN, outlet="Echo"), found(WHEN, WHOLE, outlet="Star", probability=0.5)]
    whole, start = headline(asked(WHEN), sources), headline(asked("When do the drills off Ness Point begin?"), sources)
    assert whole is not None and whole.text == "10–20 February 2022"
    assert start is not None and start.text == "10 February 2022"


def test_the_first_day_of_a_time_is_no_rival_of_it() -> None:
    question, day = "When were the manoeuvres?", date(2031, 6, 9)
    both = "The manoeuvres start today and will last until Friday of next week, 20 June."
    whole = "The manoeuvres will run from 9 to 20 June."
    sources = [
        found(question, both, outlet="Radio", published=day, probability=0.3),
        found(question, whole, outlet="Post", published=day, probability=0.2),
    ]
    first = headline(asked(question), sources)
    assert first is not None and first.text == "9–20 June 2031"


def test_a_report_that_names_both_places_leaves_no_contradiction() -> None:
    question, answer = "Where will the next summit be held?", "The next summit will be held in Noumar."
    other = found(question, "The next summit will be held in Calwe Bay.", outlet="Mail")
    alone = found(question, answer, outlet="Press")
    longer = replace(
        alone, hit=hit(f"{answer} The ministers had met in Calwe Bay.", article_id="Press", outlet="Press")
    )
    assert [one.kind for one in differences(asked(question), [alone, other])] == ["contradicts"]
    assert differences(asked(question), [longer, other]) == ()
