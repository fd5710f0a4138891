"""Two values agree or they do not, whichever comes first, and the more precise of two says all that both say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare import agree, finer, one_position
from assistant.positions import shown
from assistant.values import Value
from tests.assistant.making import offered

WHEN = "When are the drills off Ness Point?"
MANY = "How many sailors take part in the drills?"
DATES = [
    "The drills run on 10-20 February.",
    "The drills run in February 2022.",
    "The drills run from 10 to 20 February 2022.",
    "The drills begin on 10 February 2022.",
    "The drills run in February.",
    "The drills run in March 2022.",
    "The drills run on 11 February.",
    "The drills run in 2022.",
    "The drills run from 28 January to 3 March 2022.",
    "The drills run on 29 February.",
    "The drills run on Thursday.",
]
COUNTS = ["1,400 sailors came.", "Some 2,000 sailors came.", "Between 1,000 and 2,000 sailors came.", "9 km away."]
NAMES = ["Orla Venn won.", "Ms Venn won.", "Pell Isker won."]


KNOWN = [
    *(value for text in DATES for day in (None, date(2022, 1, 18)) for value in offered(WHEN, text, day)),
    *(value for text in COUNTS for value in offered(MANY, text)),
    *(value for text in NAMES for value in offered("Who won?", text)),
]


def test_there_are_values_to_compare() -> None:
    assert len(KNOWN) > 20


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_agreeing_is_mutual_and_a_value_agrees_with_itself(one: Value, other: Value) -> None:
    assert agree(one, other) == agree(other, one)
    if one.when is None or one.when.start or one.when.month:  # "Thursday" without a week may be any other Thursday
        assert agree(one, one)


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_the_finer_of_two_does_not_depend_on_their_order(one: Value, other: Value) -> None:
    if agree(one, other):
        best = finer(one, other)
        assert shown(finer(one, one)) == shown(one)
        assert shown(finer(best, best)) == shown(best)
        if one.when and one.when.granularity != (other.when and other.when.granularity):
            assert shown(best) == shown(finer(other, one))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (0, 1, True), (0, 2, True), (1, 2, True), (2, 3, True), (0, 4, True), (1, 4, True), (1, 5, False),
        (4, 5, False), (0, 6, True), (3, 6, False), (2, 7, True), (2, 5, False),
    ],
)  # fmt: skip
def test_dates_agree_when_one_is_the_less_precise(one: int, other: int, same: bool) -> None:
    first, second = (offered(WHEN, DATES[index])[0] for index in (one, other))
    assert agree(first, second) is same


def test_numbers_agree_when_their_ranges_meet() -> None:
    exact, about, between, _ = (next(iter(offered(MANY, text)), None) for text in COUNTS)
    assert exact and about and between
    assert agree(exact, between) and agree(about, between) and not agree(exact, about)


def test_a_day_that_the_year_does_not_have_stays_as_it_is() -> None:
    leap, year = (offered(WHEN, DATES[index])[0] for index in (9, 7))
    completed = finer(leap, year)
    assert completed.when is not None and completed.when.start in (None, date(2022, 1, 1))


def test_a_day_within_a_range_agrees_but_is_another_position() -> None:
    first, whole = (offered(WHEN, DATES[index])[0] for index in (3, 2))
    assert agree(first, whole) and not one_position(first, whole) and one_position(whole, whole)


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_one_position_is_mutual_and_agrees(one: Value, other: Value) -> None:
    assert one_position(one, other) == one_position(other, one) <= agree(one, other)
