"""Serve the dense search from Chroma in a process that lives long enough to load it.

Loading happens in a thread of its own, as it takes seconds; until it is done, while the index is not in step with the
catalogue, when it is busy and when it fails, the answer is None and the caller scans instead. Nothing here writes.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from store.catalogue import Catalogue
from store.errors import StoreError
from store.index import current
from store.vectors import Index
from store.watch import HungError

_PATIENCE = 2.0


class Dense:
    """The open Chroma index of one generation, once it is wanted."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        opened: Callable[[Path], Index] = Index,
        beside: Callable[[Callable[[], bool]], None] = lambda _: None,
    ) -> None:
        """Load nothing yet; `opened` opens the index in a folder.

        `beside` reads what else is wanted ahead, in the thread that loads, once it has; it is given what tells whether
        that is still so.
        """
        self._catalogue, self._opened, self._beside = catalogue, opened, beside
        self._asking = threading.Lock()
        self._index: Index | None = None
        self._generation = -1
        self._loading: threading.Thread | None = None
        self._wanted = False
        self._tried = 0.0
        self._hung = -1

    @property
    def hung(self) -> bool:
        """Whether Chroma did not answer for what is in the store now: it is not asked again before that changes."""
        return self._hung == self._generation >= 0

    def warm(self, generation: int) -> threading.Thread | None:
        """Start to load the index of a generation; return the thread that does, None where it was just tried."""
        self._wanted = True
        with self._asking:
            if self._generation == generation and not self._overdue():
                return None
            self._close()
            self._generation, self._tried = generation, monotonic()
            self._loading = threading.Thread(target=self._load, args=(generation,), daemon=True, name="dateline-chroma")
            self._loading.start()
            return self._loading

    def nearest(self, vector: NDArray[np.float32], k: int, generation: int) -> list[tuple[str, float]] | None:
        """Return the ids of the `k` nearest passages with their cosine, best first, or None where Chroma can't say."""
        if not self._wanted:
            return None
        if self._generation != generation or self._overdue():
            self.warm(generation)
            return None
        # While one call waits, for as long as a watch lets it, the others scan.
        if not self._asking.acquire(blocking=False):
            return None
        try:
            return None if self._index is None else self._index.nearest(vector, k)
        except HungError:
            self._hung = generation
            self._close()
            return None
        except StoreError:
            self._close()
            return None
        finally:
            self._asking.release()

    def close(self) -> None:
        """Close the index, waiting for a load under way."""
        self._wanted = False
        if self._loading is not None:
            self._loading.join()
        with self._asking:
            self._close()
            self._generation = -1

    def _overdue(self) -> bool:
        """Return whether loading failed a while ago, as when a writer had not yet brought the index up to date."""
        loading = self._loading is not None and self._loading.is_alive()
        return self._index is None and not loading and not self.hung and monotonic() - self._tried > _PATIENCE

    def _load(self, generation: int) -> None:
        self._open(generation)
        self._beside(lambda: self._wanted and self._generation == generation)

    def _open(self, generation: int) -> None:
        try:
            folder = current(self._catalogue)
            index = self._opened(folder) if folder else None
        except HungError:
            self._hung = generation
            return
        except StoreError:
            return
        with self._asking:
            if self._generation == generation and self._wanted:
                self._index = index
            elif index is not None:
                index.close()

    def _close(self) -> None:
        if self._index is not None:
            with suppress(StoreError):
                self._index.close()
            self._index = None
