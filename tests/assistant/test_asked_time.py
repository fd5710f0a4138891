"""What questions say of time, and which sentences can be of the time they name."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.asked_time import left_out, newest, notices, of_its_time, published_within, sense, wants_newest
from assistant.question import Asked, ask_for
from store.filter import Filter
from tests.assistant.making import passage


def ask(question: str, today: date | None = None) -> Asked:
    """Return a question taken apart, as of a day."""
    return ask_for(question, today=today, frequencies={}, total=50)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What did the papers report in January 2031?", "published"),
        ("What was published in January 2031?", "published"),
        ("What happened in January 2031?", "happened"),
        ("How many boats sank in January 2031?", "happened"),
        ("Which ferry line reported a fault in January 2031?", "happened"),
        ("Whose cookbook is to be published in January 2031?", "happened"),
        ("Which baker made headlines in January 2031?", "happened"),
    ],
)
def test_when_it_was_reported_or_when_it_happened(question: str, meant: str) -> None:
    assert sense(ask(question)) == meant
    [line] = notices(ask(question))
    assert "January 2031" in line and ("published" in line) is (meant == "published")


def test_a_day_without_a_calendar_is_said() -> None:
    assert "as-of" in notices(ask("Who spoke on Thursday?"))[0]
    assert "2 June 2031" not in notices(ask("Who spoke last week?", date(2031, 6, 12)))[0]
    assert notices(ask("Who spoke?")) == ()


def test_a_question_for_reports_of_a_time_narrows_to_it() -> None:
    where = published_within(ask("What did the papers report in January 2031?"), Filter())
    assert (where.since, where.until, where.undated) == (date(2031, 1, 1), date(2031, 1, 31), False)
    assert published_within(ask("How many boats sank in January 2031?"), Filter()) == Filter()


@pytest.mark.parametrize(
    ("text", "published", "fits"),
    [
        ("Six boats sank off Ness Point.", date(2031, 5, 1), True),
        ("Six boats sank off Ness Point.", date(2033, 5, 1), False),
        ("Six boats sank in 2031.", date(2033, 5, 1), True),
        ("Six boats sank last year.", date(2032, 5, 1), True),
    ],
)
def test_a_sentence_of_another_year(text: str, published: date, fits: bool) -> None:
    assert of_its_time(ask("How many boats sank in 2031?"), passage(text, published=published), 0) is fits


def test_a_question_without_a_year_fits_any() -> None:
    assert of_its_time(ask("How many boats sank?"), passage("Six boats sank."), 0)


def test_a_year_to_come_must_be_named_in_the_sentence_itself() -> None:
    report = passage("The next fair is in 2034. The bill came to six crowns.", published=date(2031, 5, 2))
    assert of_its_time(ask("What will the fair of 2034 cost?"), report, 0)
    assert not of_its_time(ask("What will the fair of 2034 cost?"), report, 1)


def test_when_is_told_by_days_of_the_year_asked_for() -> None:
    last = passage("The fair was on 3 May 2030.", published=date(2031, 5, 1))
    assert not of_its_time(ask("When was the fair of 2031?"), last, 0)


def test_undated_articles_left_out_are_said() -> None:
    bounded = Filter(until=date(2031, 5, 1), undated=False)
    assert "3 articles" in left_out(bounded, 3)[0] and "1 article has" in left_out(bounded, 1)[0]
    assert left_out(Filter(), 3) == left_out(bounded, 0) == ()
    assert left_out(replace(bounded, since=date(2031, 1, 1)), 2)


def test_the_latest() -> None:
    assert wants_newest(ask("What is the latest toll?")) and not wants_newest(ask("What was the toll?"))
    assert newest([date(2031, 1, 1), None, date(2031, 5, 1)]) == date(2031, 5, 1) and newest([None]) is None
