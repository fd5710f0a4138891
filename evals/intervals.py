"""How far a mean can be trusted: percentile bootstrap over the cases, 95 %; and whether a difference may be chance.

The same values give the same interval, in whatever order they come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

ROUNDS = 10_000
LEVEL = 95.0
_AT_ONCE = 2_000_000
"""Values drawn at once, so that large suites do not fill the memory."""
_REPEATED = 8
"""So many cases a distinct value, and drawing how often each value comes is faster than drawing cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean of `n` values and where it lies in 95 of 100 redrawn sets of cases."""

    mean: float
    low: float
    high: float
    n: int


def interval(values: Sequence[float], *, seed: int = 0) -> Interval | None:
    """Return the mean of `values` with its interval, None where there is nothing to score."""
    if not values:
        return None
    ordered = np.sort(np.asarray(values, dtype=float))
    low, high = np.percentile(_means(ordered, seed), [50 - LEVEL / 2, 50 + LEVEL / 2])
    return Interval(mean=float(np.mean(ordered)), low=float(low), high=float(high), n=len(values))


def difference(pairs: Sequence[tuple[float, float]], *, seed: int = 0) -> Interval | None:
    """Return by how much the first of each pair is more than the second, with its interval; None without pairs."""
    return interval([one - other for one, other in pairs], seed=seed)


def sign_test(more: int, less: int) -> float:
    """Return how likely so uneven a split of the changed cases is by chance: two-sided, exact; 1 without a change.

    For scores that are 0 or 1 it is McNemar's exact test.
    """
    changed = more + less
    tail = sum(comb(changed, count) for count in range(min(more, less) + 1))
    return min(1.0, float(2 * tail / 2**changed))


def _means(values: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    draw = np.random.default_rng(seed)
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) * _REPEATED <= len(values):
        return draw.multinomial(len(values), counts / len(values), size=ROUNDS) @ distinct / len(values)
    rounds = max(1, _AT_ONCE // len(values))
    parts = [
        values[draw.integers(len(values), size=(min(rounds, ROUNDS - done), len(values)))].mean(axis=1)
        for done in range(0, ROUNDS, rounds)
    ]
    return np.concatenate(parts)
