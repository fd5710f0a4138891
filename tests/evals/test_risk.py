"""Risk and coverage: nothing wrong is 0, all wrong is 1, nothing answered is None; their order counts nothing."""

import random
from itertools import pairwise
from statistics import fmean

from hypothesis import given, settings
from hypothesis import strategies as st

from evals.risk import Judged, Point, aurc, curve, is_answered, is_graded, judged
from tests.evals.saving import line

share = st.floats(0, 1)
some = st.lists(st.builds(Judged, share, st.sampled_from([0.0, 0.5, 1.0])), min_size=1, max_size=30)
near = 1e-9


def test_perfect_hopeless_and_nothing() -> None:
    assert aurc([Judged(0.9, 0.0), Judged(0.1, 0.0)]) == 0
    assert aurc([Judged(0.9, 1.0), Judged(0.1, 1.0)]) == 1
    assert aurc([]) is None and curve([]) == []


def test_a_curve_by_hand() -> None:
    found = curve([Judged(0.5, 1.0), Judged(0.9, 0.0), Judged(0.7, 0.0), Judged(0.5, 0.0)], cases=8)
    assert found == [
        Point(threshold=0.9, coverage=1 / 8, risk=0.0),
        Point(threshold=0.7, coverage=2 / 8, risk=0.0),
        Point(threshold=0.5, coverage=4 / 8, risk=1 / 4),
    ]
    assert aurc([Judged(0.9, 1.0), Judged(0.1, 0.0)]) == fmean([1, 1 / 2])


@settings(max_examples=50)
@given(some, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_is_nothing(found: list[Judged], draw: random.Random) -> None:
    mixed = draw.sample(found, len(found))
    assert curve(mixed) == curve(found) and aurc(mixed) == aurc(found)


@settings(max_examples=50)
@given(some)
def test_a_curve_ends_at_all_answers(found: list[Judged]) -> None:
    points = curve(found)
    assert points[-1].coverage == 1 and abs(points[-1].risk - fmean(one.wrong for one in found)) < near
    assert all(a.coverage < b.coverage and a.threshold > b.threshold for a, b in pairwise(points))
    assert all(0 <= point.risk <= 1 for point in points)


@settings(max_examples=50)
@given(some)
def test_only_the_order_of_confidences_counts(found: list[Judged]) -> None:
    ranks = {value: rank for rank, value in enumerate(sorted({one.confidence for one in found}))}
    assert aurc([Judged(ranks[one.confidence], one.wrong) for one in found]) == aurc(found)


@settings(max_examples=50)
@given(some)
def test_no_order_beats_that_of_what_is_wrong(found: list[Judged]) -> None:
    best, worst = (aurc([Judged(sign * one.wrong, one.wrong) for one in found]) for sign in (-1, 1))
    area = aurc(found)
    assert area is not None and best is not None and worst is not None
    assert best - near <= area <= worst + near


def test_refusals_and_what_could_not_be_judged_are_no_answers() -> None:
    lines = [line(1, 1.0), line(2, 0.0), line(3, None), line(4, 1.0, answer=None, scores={}, error="no reply")]
    assert judged(lines, "right") == [Judged(0.01, 0.0), Judged(0.02, 1.0)]
    assert [is_answered(one) for one in lines] == [True, True, False, False]
    assert [is_graded(one, "right") for one in lines] == [True, True, False, False]


def test_an_answer_without_a_confidence_is_not_in_the_curve() -> None:
    sure, unsure = line(1, 1.0), line(2, 1.0)
    unsure["answer"]["confidence"] = None
    assert judged([sure, unsure], "right") == [Judged(0.01, 0.0)]
