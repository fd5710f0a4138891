"""How far a mean can be trusted: percentile bootstrap over the cases, 95 %. The same values give the same interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROUNDS = 10_000
LEVEL = 95.0
_AT_ONCE = 2_000_000
"""Values drawn at once, so that large suites do not fill the memory."""


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
    low, high = np.percentile(_means(np.asarray(values, dtype=float), seed), [50 - LEVEL / 2, 50 + LEVEL / 2])
    return Interval(mean=float(np.mean(values)), low=float(low), high=float(high), n=len(values))


def difference(pairs: Sequence[tuple[float, float]], *, seed: int = 0) -> Interval | None:
    """Return by how much the first of each pair is more than the second, with its interval; None without pairs."""
    return interval([one - other for one, other in pairs], seed=seed)


def _means(values: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    draw = np.random.default_rng(seed)
    rounds = max(1, _AT_ONCE // len(values))
    parts = [
        values[draw.integers(len(values), size=(min(rounds, ROUNDS - done), len(values)))].mean(axis=1)
        for done in range(0, ROUNDS, rounds)
    ]
    return np.concatenate(parts)
