"""The mean of two changes of low rank is the mean of what they change."""

import sys
from pathlib import Path

import numpy as np
import pytest

from evals.soup import main, mean


def change(seed: int) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)
    shapes = {"a.down": (6, 2), "a.up": (2, 5), "parts": (3, 4)}
    return {name: chance.normal(size=shape) for name, shape in shapes.items()}


def test_the_mean_changes_a_layer_by_the_mean_of_both() -> None:
    one, other = change(0), change(1)
    both = mean(one, other)
    changed = (one["a.down"] @ one["a.up"] + other["a.down"] @ other["a.up"]) / 2
    np.testing.assert_allclose(both["a.down"] @ both["a.up"], changed)
    np.testing.assert_allclose(both["parts"], (one["parts"] + other["parts"]) / 2)


def test_files_are_averaged_into_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{name}.npz" for name in ("one", "other", "mean")]
    for seed, path in enumerate(paths[:2]):
        np.savez_compressed(path, **change(seed))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "argv", ["soup", *map(str, paths)])
    main()
    with np.load(paths[2]) as found:
        assert {name: array.shape for name, array in found.items()} == {
            "a.down": (6, 4),
            "a.up": (4, 5),
            "parts": (3, 4),
        }
