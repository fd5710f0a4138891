"""What numbers in news leave open: bounds meet where both can be true, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bounds import extent, leaps, meet, open_ended
from assistant.values import Value
from tests.assistant.making import offered

MANY = "How many sailors came?"


def sailors(amount: str) -> Value:
    """Return an amount of sailors as a value."""
    return offered(MANY, f"Reports say {amount} sailors came.")[0]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("at least 40", "90", True), ("at least 90", "40", False), ("about 1,200", "1,190", True),
        ("about 1,200", "1,100", False), ("up to 800", "700", True), ("up to 800", "300", False),
        ("nearly 500", "480", True), ("nearly 500", "510", False), ("more than 600", "720", True),
        ("1,400", "2,100", False), ("1,400", "1,400", True),
    ],
)  # fmt: skip
def test_bounds_meet_where_both_can_be_true(one: str, other: str, together: bool) -> None:
    assert meet(sailors(one), sailors(other)) is meet(sailors(other), sailors(one)) is together


@given(st.integers(2, 90_000), st.sampled_from(["", "about ", "up to ", "at least ", "nearly ", "fewer than "]))
def test_a_number_meets_itself(number: int, before: str) -> None:
    value = sailors(f"{before}{number:,}")
    assert meet(value, value) and extent(value).low <= extent(value).high


def test_only_a_bound_is_open_ended() -> None:
    assert open_ended(sailors("at least 40")) and not open_ended(sailors("about 40"))
    assert leaps(sailors("40"), sailors("4,000")) and not leaps(sailors("40"), sailors("60"))
