"""Dates in the text: what is found, which days it means, and what stays open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import Resolved, find_dates, format_date

TUESDAY = date(2022, 1, 25)


def shown(text: str, published: date | None = TUESDAY) -> list[tuple[str, str]]:
    """Return each date's words and how it is written out."""
    found = find_dates(text, published=published)
    return [(text[one.span.start : one.span.end], written(one)) for one in found]


def written(one: Resolved) -> str:
    return format_date(one.start, one.end, one.granularity, partial=one)


def only(text: str, published: date | None = TUESDAY) -> Resolved:
    (one,) = find_dates(text, published=published)
    return one


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("It opened on 10 February 2022.", "10 February 2022", "10 February 2022"),
        ("It opened on February 10, 2022, at dawn.", "February 10, 2022", "10 February 2022"),
        ("It opened on Thursday, 10 February 2022.", "Thursday, 10 February 2022", "10 February 2022"),
        ("It opened on Feb. 10, 2022.", "Feb. 10, 2022", "10 February 2022"),
        ("It opened on the 10th of February 2022.", "the 10th of February 2022", "10 February 2022"),
        ("Log of 2022-02-10: calm.", "2022-02-10", "10 February 2022"),
        ("Log of 25/02/2022: calm.", "25/02/2022", "25 February 2022"),
        ("Log of 10.02.2022: calm.", "10.02.2022", "10 February 2022"),
        ("The mill closed in 1987.", "1987", "1987"),
        ("The mill closed in February 1987.", "February 1987", "February 1987"),
        ("The mill closed in the 1990s.", "the 1990s", "1990s"),
        ("They plan it for spring 2022.", "spring 2022", "spring 2022"),
        ("Sales in the second quarter of 2021 fell.", "the second quarter of 2021", "second quarter of 2021"),
        ("The fair runs 10-20 February 2022.", "10-20 February 2022", "10–20 February 2022"),
        ("The fair runs from February 10 to 20, 2022.", "February 10 to 20, 2022", "10–20 February 2022"),
        ("The fair runs between 3 and 7 May 2022.", "3 and 7 May 2022", "3–7 May 2022"),
        ("From February 28 to March 3, 2022.", "February 28 to March 3, 2022", "28 February – 3 March 2022"),
        ("From 28 December to 3 January 2022.", "28 December to 3 January 2022", "28 December 2021 – 3 January 2022"),
        ("It was built between 2014 and 2016.", "2014 and 2016", "2014–2016"),
        ("The season of 2014-15 was dry.", "2014-15", "2014–2015"),
        ("It shut for June-August 2022.", "June-August 2022", "June–August 2022"),
    ],
)
def test_dates_with_a_year_need_no_anchor(text: str, words: str, days: str) -> None:
    for published in (TUESDAY, None):
        assert shown(text, published) == [(words, days)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The guards left yesterday.", "24 January 2022"),
        ("The guards left last night.", "24 January 2022"),
        ("The guards left this morning.", "25 January 2022"),
        ("The guards leave the day after tomorrow.", "27 January 2022"),
        ("The drill starts next month.", "February 2022"),
        ("The drill ended last week.", "17–23 January 2022"),
        ("The drill ended two weeks ago.", "10–16 January 2022"),
        ("The drill ended three days ago.", "22 January 2022"),
        ("More guards arrive in the coming days.", "25 January – 1 February 2022"),
        ("It rained over the last two weeks.", "11–25 January 2022"),
        ("They met last summer.", "summer 2021"),
        ("They met in the winter.", "winter 2021"),
        ("They met over the weekend.", "22–23 January 2022"),
        ("It will be held in mid-February.", "February 2022"),
        ("It will be held at the end of March.", "March 2022"),
        ("The drill runs from 10 to 20 February.", "10–20 February 2022"),
        ("It was signed on 28 December.", "28 December 2021"),
        ("In 2014 the crews came in March.", "March 2014"),
    ],
)
def test_relative_dates_are_read_against_the_publication_date(text: str, days: str) -> None:
    assert shown(text)[-1][1] == days
    assert find_dates(text, published=TUESDAY)[-1].relative


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Dr Orla Venn arrived on Thursday.", "20 January 2022"),
        ("The crews will arrive on Thursday.", "27 January 2022"),
        ("The talks are due to open on Thursday.", "27 January 2022"),
        ("She said on Thursday that crews would arrive next month.", "20 January 2022"),
        ("Talks began on Tuesday.", "25 January 2022"),
        ("Talks will begin on Tuesday.", "25 January 2022"),
        ("Last Tuesday was calm.", "18 January 2022"),
        ("Next Tuesday may be calm.", "1 February 2022"),
        ("The fair ran from Monday to Friday.", "17–21 January 2022"),
        ("Monday's talks failed.", "24 January 2022"),
    ],
)
def test_weekdays_follow_the_tense(text: str, days: str) -> None:
    assert shown(text)[0][1] == days


def test_a_date_may_lean_on_one_before_it() -> None:
    text = "The dam broke on 3 May 2019. The following day crews came; a day earlier none had."
    assert [days for _, days in shown(text)] == ["3 May 2019", "4 May 2019", "3 May 2019"]


def test_without_an_anchor_nothing_is_guessed() -> None:
    ranged = only("The drill runs 10-20 February.", None)
    assert (ranged.start, ranged.needs, ranged.month, ranged.day, ranged.last_day) == (None, "year", 2, 10, 20)
    assert written(ranged) == "10–20 February"
    for text in ("It began on Thursday.", "It begins next month.", "It began yesterday.", "The next day it rained."):
        assert (only(text, None).start, only(text, None).needs) == (None, "anchor")
    assert only("A day earlier it rained.").needs == "anchor"
    assert only("Log of 10/02/2022.").needs == "order"


def test_parts_and_edges_are_kept() -> None:
    middle = only("It will be in mid-February.")
    assert (middle.start, middle.end, middle.approximate) == (date(2022, 2, 10), date(2022, 2, 18), True)
    assert only("It is closed since 2014.").bound == "since"
    assert only("It is closed until the 20 February.").bound == "until"
    later = only("It opens later this month.")
    assert (later.start, later.end) == (TUESDAY, date(2022, 1, 31))


def test_a_postponement_is_two_dates() -> None:
    assert len(find_dates("It was postponed from 3 May to 10 May.", published=TUESDAY)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mira May may march on the hall.",
        "They march for bread, and June Halder sings.",
        "About 2,000 men and 1950 soldiers of the second brigade ran 24/7.",
        "Flight 2022-1 and the Su-35 landed; the price was $1999.",
        "The Sunday Times wrote of Black Friday.",
        "They meet every Monday and it took ten days.",
        "The minister is the last of three.",
    ],
)
def test_not_dates(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("start", "end", "granularity", "expected"),
    [
        (date(2022, 2, 10), date(2022, 2, 20), "day", "10–20 February 2022"),
        (date(2022, 2, 10), None, "day", "10 February 2022"),
        (date(2022, 2, 1), date(2022, 2, 28), "month", "February 2022"),
        (date(2022, 2, 28), date(2022, 3, 3), "day", "28 February – 3 March 2022"),
        (date(2021, 12, 28), date(2022, 1, 3), "day", "28 December 2021 – 3 January 2022"),
        (date(2022, 10, 1), date(2022, 12, 31), "quarter", "fourth quarter of 2022"),
        (None, None, "day", ""),
    ],
)
def test_format_date(start: date | None, end: date | None, granularity: str, expected: str) -> None:
    assert format_date(start, end, granularity) == expected  # type: ignore[arg-type]


_PIECES = st.sampled_from(
    [
        "10",
        "20",
        "31",
        "30",
        "1st",
        "third",
        "2022",
        "1990s",
        "'80s",
        "99",
        "0",
        "February",
        "Feb.",
        "May",
        "may",
        "March",
        "Monday",
        "Mon.",
        "last",
        "next",
        "this",
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "from",
        "to",
        "-",
        "–",
        ",",
        ".",
        "until",
        "since",
        "between",
        "and",
        "ago",
        "earlier",
        "later",
        "week",
        "weeks",
        "year",
        "day",
        "days",
        "night",
        "morning",
        "early",
        "mid-",
        "end",
        "late",
        "spring",
        "fall",
        "yesterday",
        "today",
        "tomorrow",
        "two",
        "several",
        "few",
        "quarter",
        "century",
        "10/02/2022",
        "2022-02-31",
        "29",
        "weekend",
        "every",
        "5pm",
        "17:00",
        "'",
        "’s",
        "decade",
        "following",
        "latest",
        "year-earlier",
        "\n",
    ]
)


@given(st.lists(_PIECES, max_size=14), st.one_of(st.none(), st.dates()))
def test_any_words_give_ordered_slices_and_whole_intervals(pieces: list[str], published: date | None) -> None:
    check(" ".join(pieces), published)


@given(st.text(max_size=80), st.one_of(st.none(), st.dates()))
def test_any_text_is_survived(text: str, published: date | None) -> None:
    check(text, published)


def check(text: str, published: date | None) -> None:
    at = 0
    for one in find_dates(text, published=published):
        assert at <= one.span.start < one.span.end <= len(text)
        at = one.span.end
        assert (one.start is None) == (one.end is None)
        assert (one.start is None) == (one.needs is not None)
        if one.start and one.end:
            assert one.start <= one.end
        written(one)


def test_figures_that_are_no_decimal_digits_are_survived() -> None:
    assert shown("0:² of ²², in 2022") == [("2022", "2022")]


@pytest.mark.parametrize(
    "text", ["Build 10.0.3.12 came out.", "Answers 1/2/3/4 were right.", "It cost 1.234.567.890 crowns."]
)
def test_more_figures_than_a_date_has_are_no_date(text: str) -> None:
    assert find_dates(text, published=date(2031, 5, 2)) == []
