"""Bootstrap intervals: they hold the mean, shrink with the number of cases, and are always the same."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.intervals import difference, interval, sign_test

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


@given(values, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_the_cases_is_nothing(found: list[float], draw: random.Random) -> None:
    assert interval(draw.sample(found, len(found))) == interval(found)


def test_many_cases_of_few_values_are_drawn_as_others_are() -> None:
    few = interval([0.0] * 30 + [1.0] * 70)
    many = interval([1e-9 * n for n in range(30)] + [1 - 1e-9 * n for n in range(70)])
    assert few and many and abs(few.low - many.low) < 0.015 and abs(few.high - many.high) < 0.015


def test_the_sign_test_by_hand() -> None:
    assert sign_test(0, 0) == sign_test(3, 3) == 1
    assert sign_test(5, 0) == sign_test(0, 5) == 2 / 32
    assert sign_test(1, 8) == 2 * (1 + 9) / 512


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_more_uneven_split_is_less_likely(more: int, less: int) -> None:
    p = sign_test(more, less)
    assert 0 < p <= 1 and p == sign_test(less, more)
    assert more < less or sign_test(more + 1, less) <= p + 1e-12
