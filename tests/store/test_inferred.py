"""A story that fixes itself gives its article a date, with the reason; any other gives none."""

from datetime import date

import pytest

from store.inferred import infer

BEGINS = "On Tuesday the fleet will begin eight days of trials off Ness Point. "
ENDS = "The admiral said that the boats would sail home once the trials concluded on 12 March. "
YEAR = "The last trials were held in 2029. "


def test_weekday_length_and_end_fix_the_year() -> None:
    found = infer(BEGINS + ENDS + YEAR)
    assert found is not None
    first = date(found.day.year, 3, 4)
    assert first.weekday() == 1 and found.day == date(2031, 3, 3)
    assert "Tuesday" in found.reason and "12 March" in found.reason and "4 March 2031" in found.reason


def test_a_past_weekday_before_it_is_the_day_of_the_report() -> None:
    found = infer(BEGINS + "The admiral arrived on Sunday. " + ENDS + YEAR)
    assert found is not None and found.day == date(2031, 3, 2)


def test_what_has_begun_was_reported_that_day() -> None:
    found = infer(BEGINS.replace("will begin", "began") + ENDS + YEAR)
    assert found is not None and found.day == date(2031, 3, 4)


@pytest.mark.parametrize("text", ["", BEGINS + ENDS, BEGINS + YEAR, ENDS + YEAR, YEAR, "On Tuesday it rained in 2031."])
def test_nothing_is_inferred_where_a_part_is_missing(text: str) -> None:
    assert infer(text) is None
