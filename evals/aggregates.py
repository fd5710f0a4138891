"""Figures that are no mean over cases, such as an F1 over all, each with its bootstrap interval.

Cases are drawn anew as often as there are, 2,000 times, always the same; the middle 95 % of what the figure then is.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from evals.figures import Figure, Line, readers_of
from evals.intervals import Interval
from evals.suite import Suite

DRAWN = 2000
Aggregate = Callable[[Sequence[Line]], Mapping[str, float | None]]


def aggregates(suite: Suite, lines: Sequence[Line]) -> list[Figure]:
    """Return the suite's own figures of every reader; none where the suite has none."""
    if suite.aggregate is None:
        return []
    return [one for reader in readers_of(lines) for one in of_reader(suite.aggregate, lines, reader)]


def of_reader(aggregate: Aggregate, lines: Sequence[Line], reader: str) -> Iterator[Figure]:
    """Yield the figures of one reader; `n` is the number of cases that were scored."""
    own = [line for line in lines if line["reader"] == reader and not line["error"]]
    whole, drawn = aggregate(own), list(_drawn(aggregate, own))
    for name, value in whole.items():
        found = sorted(one for each in drawn if (one := each.get(name)) is not None)
        low, high = (found[int(share * len(found))] for share in (0.025, 0.975)) if found else (value, value)
        known = None if value is None else Interval(mean=value, low=low or 0.0, high=high or 0.0, n=len(own))
        yield Figure(reader=reader, score=name, interval=known, unscored=0)


def _drawn(aggregate: Aggregate, lines: Sequence[Line]) -> Iterator[Mapping[str, float | None]]:
    draw = random.Random(0)
    for _ in range(DRAWN if lines else 0):
        yield aggregate(draw.choices(lines, k=len(lines)))
