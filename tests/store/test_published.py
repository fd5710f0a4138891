"""Only a whole, possible date is a publication date."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.published import find, parse

DAY = date(2022, 1, 18)


@pytest.mark.parametrize(
    "value",
    [
        "2022-01-18",
        "2022/1/18",
        "20220118",
        20220118,
        DAY,
        datetime(2022, 1, 18, 23, 59),
        "2022-01-18T23:30:00-05:00",
        "2022-01-18 07:00:00",
        "2022-01-18T07:00:00Z",
        "Tue, 18 Jan 2022 07:00:00 +0100",
        "18 January 2022",
        "18th of January, 2022",
        "January 18, 2022",
        "Jan. 18, 2022, 5:18 p.m. ET",
        "Tuesday, 18 January 2022",
    ],
)
def test_a_whole_date_is_read_in_each_form(value: object) -> None:
    assert parse(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        *("2022-02-30", "2022-13-01", "0001-01-01", "9999-01-01", "3022-01-18", "18/01/2022", "January 2022", "2022"),
        *("18 January", "yesterday", "", "None", "Maybe 18, 2022", "war of January 18, 2022 and after", "1-2022-01-18"),
        *(None, True, 1.5, 10**50, [], {}, 1642464000, "1" * 10_000),
    ],
)
def test_anything_else_is_none(value: object) -> None:
    assert parse(value) is None


def test_a_date_in_a_line_is_found_with_its_place() -> None:
    assert find("Posted on 18 January 2022 by Ann Lee") == (DAY, 10, 25)
    assert find("No date, only 17 of May") is None


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d"]))
def test_every_day_comes_back_from_every_form(day: date, form: str) -> None:
    assert parse(day.strftime(form)) == day


@given(st.text() | st.integers() | st.floats() | st.none() | st.dates() | st.datetimes() | st.lists(st.text()))
def test_any_value_gives_a_date_or_none(value: object) -> None:
    assert parse(value) is None or isinstance(parse(value), date)
