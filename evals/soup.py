"""Average what two trainings of a cross-encoder learned (model soups, Wortsman et al. 2022): what both know remains.

    python -m evals.soup ONE.npz OTHER.npz MEAN.npz

Both start from the same model, so that the mean of their weights is as good a model, and steadier than either.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np

Learned = Mapping[str, np.ndarray]
"""Of each layer "NAME.down" and "NAME.up", whose product is its change, and "parts", as `evals.train` writes them."""


def main() -> None:
    """Write the mean of two files to a third one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("one", "other", "mean"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    with np.load(options.one) as one, np.load(options.other) as other:
        averaged = mean(dict(one), dict(other))
    with options.mean.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **averaged)


def mean(one: Learned, other: Learned) -> dict[str, np.ndarray]:
    """Return the mean of two changes: its rank is the sum of theirs, since the mean of two products is one product."""
    return {name: _mean(name, one[name], other[name]) for name in one}


def _mean(name: str, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    if name.endswith(".down"):
        return np.concatenate([one, other], axis=1)
    if name.endswith(".up"):
        return np.concatenate([one / 2, other / 2], axis=0)
    return np.asarray((one + other) / 2)
