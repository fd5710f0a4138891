"""Bootstrap intervals: they hold the mean, shrink with the number of cases, and are always the same."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.intervals import difference, interval

values = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_nothing_has_no_interval() -> None:
    assert interval([]) is None and difference([]) is None


@given(values)
@settings(max_examples=20)
def test_the_mean_lies_within(found: list[float]) -> None:
    one = interval(found)
    assert one and one == interval(found) and one.n == len(found)
    assert min(found) - 1e-9 <= one.low <= one.mean + 1e-9 and one.mean - 1e-9 <= one.high <= max(found) + 1e-9


def test_it_is_as_wide_as_theory_says() -> None:
    one = interval([0.0, 1.0] * 200)
    assert one and abs((one.high - one.low) / 2 - 1.96 * 0.5 / np.sqrt(400)) < 0.005


def test_a_difference_is_of_the_same_cases() -> None:
    one = difference([(1.0, 0.0)] * 30)
    assert one and (one.mean, one.low, one.high, one.n) == (1, 1, 1, 30)
