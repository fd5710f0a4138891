"""An engine that never comes back costs one bounded wait: the scan answers instead, and nothing hangs at the end."""

import threading
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from store.catalogue import Catalogue
from store.dense import Dense
from store.store import Store
from store.vectors import Index
from store.watch import HungError, Watch
from tests.faults.stores import EMBEDDER, make


def test_what_comes_back_is_handed_on() -> None:
    watch = Watch("Chroma")
    assert watch.call(lambda: 3, 5) == 3
    with pytest.raises(KeyError):
        watch.call(lambda: {}["x"], 5)
    watch.end()


def test_what_does_not_is_waited_for_once() -> None:
    watch, never = Watch("Chroma"), threading.Event()
    with pytest.raises(HungError, match="Chroma does not answer"):
        watch.call(never.wait, 0.05)
    assert watch.hung
    with pytest.raises(HungError):
        watch.call(lambda: 3, 5)
    never.set()
    watch.end()


def test_a_time_limit_of_the_work_itself_is_its_own() -> None:
    def late() -> None:
        raise TimeoutError("mine")

    watch = Watch("Chroma")
    with pytest.raises(TimeoutError, match="mine"):
        watch.call(late, 5)
    assert not watch.hung
    watch.end()


class Hanging:
    """An index whose first query never ends."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self.watch, self.never, self.asked = Watch("Chroma"), threading.Event(), 0

    def nearest(self, _vector: NDArray[np.float32], _k: int) -> list[tuple[str, float]]:
        """Wait for ever, as far as it is let."""
        self.asked += 1
        self.watch.call(self.never.wait, 0.05)
        return []

    def close(self) -> None:
        """Let the thread go."""
        self.never.set()


@pytest.mark.slow
def test_the_scan_answers_for_a_hanging_index_from_then_on(tmp_path: Path) -> None:
    work = make(tmp_path / "work")
    hanging = Hanging()
    with Store.open(work / "store", EMBEDDER) as store:
        generation = store.generation()
    catalogue = Catalogue(work / "store")
    dense = Dense(catalogue, opened=lambda _: cast(Index, hanging))
    thread = dense.warm(generation)
    assert thread is not None
    thread.join()
    vector = EMBEDDER.embed_question("Town3")
    assert dense.nearest(vector, 3, generation) is None and dense.hung
    assert dense.nearest(vector, 3, generation) is None and dense.warm(generation) is None
    assert hanging.asked == 1
    dense.close()
    catalogue.close()
