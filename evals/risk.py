"""The risk–coverage curve: how often an assistant is wrong when it says only what it is surest of.

Answers are taken in the order of their confidence, the surest first. Coverage is the share of all cases that is then
answered, risk the share of those answers that is wrong; AURC (Geifman and El-Yaniv 2017; lower is better) is the mean
risk over all places where one could stop. Answers of the same confidence come in at once: none is ahead by luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from statistics import fmean
from typing import NamedTuple

from evals.figures import Line


class Judged(NamedTuple):
    """An answer's confidence, and how wrong it is: 0 right, 1 wrong."""

    confidence: float
    wrong: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is answered, and how much of it is wrong, when everything below `threshold` is refused."""

    threshold: float
    coverage: float
    risk: float


def curve(answered: Sequence[Judged], *, cases: int | None = None) -> list[Point]:
    """Return a point for every confidence, the highest first; coverage is of `cases`, by default of those answered."""
    ordered = sorted(answered, reverse=True)
    risks, done, points = _risks(answered), 0, []
    for threshold, group in groupby(ordered, key=lambda one: one.confidence):
        done += len(list(group))
        coverage = done / (len(answered) if cases is None else cases)
        points.append(Point(threshold=threshold, coverage=coverage, risk=risks[done - 1]))
    return points


def aurc(answered: Sequence[Judged]) -> float | None:
    """Return the area under the curve: 0 where nothing is wrong, 1 where all is; None where nothing was answered."""
    return fmean(_risks(answered)) if answered else None


def judged(lines: Sequence[Line], score: str) -> list[Judged]:
    """Return the answers among `lines` that have a confidence and that `score` could judge."""
    return [
        Judged(line["answer"]["confidence"], 1 - line["scores"][score])
        for line in lines
        if is_answered(line) and line["answer"].get("confidence") is not None and is_graded(line, score)
    ]


def is_answered(line: Line) -> bool:
    """Return whether something was said in a case."""
    return bool(line.get("answer")) and line["answer"].get("outcome") != "not_found"


def is_graded(line: Line, score: str) -> bool:
    """Return whether `score` applies to a case and could be told."""
    return line["scores"].get(score) is not None


def _risks(answered: Sequence[Judged]) -> list[float]:
    """Return the risk after each answer, those of one confidence taken as equally wrong."""
    ordered = sorted(answered, reverse=True)
    levelled: list[float] = []
    for _, group in groupby(ordered, key=lambda one: one.confidence):
        wrong = [one.wrong for one in group]
        levelled += [fmean(wrong)] * len(wrong)
    return [min(1.0, total / count) for count, total in enumerate(accumulate(levelled), 1)]
