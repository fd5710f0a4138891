"""Chroma, the engine of the dense search. The only file that imports chromadb.

An index is a folder that is written once and then only read: nobody who reads it sees it change, and a process that is
killed while it writes leaves a folder that nothing points to. Chroma appends to its index files only when
`sync_threshold` changes have come together, so that number is set to the number of changes: then the files are complete
when the last change is in, and opening them replays nothing. What is in an index, and which one counts, is left to
index.py.

Every call is made through a watch: Chroma has no time limit of its own, and a torn or locked index hangs for ever.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.errors import StoreError
from store.watch import Watch

BATCH = 5000
"""Most records in one call; Chroma's own limit is 5,461."""

_COLLECTION = "passages"
_HNSW = {"space": "cosine", "max_neighbors": 16, "ef_construction": 100}
_SEARCHED = 400
_TOGETHER = 100
"""Questions in one call."""
WHOLE = 1000
"""Up to here the graph is searched whole: among alike passages a narrower search loses its way, and it costs little."""

READ, WRITE = 10.0, 120.0
"""Seconds that a question, and everything else, waits for one call."""
Rows = tuple[Sequence[str], NDArray[np.float32]]


class Index:
    """An open index. One call at a time."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`."""
        self._watch = Watch("Chroma")
        try:
            with _translated():
                self._client, self._collection = self._watch.call(lambda: _open(folder), WRITE)
        except BaseException:
            self._watch.end()
            raise

    def nearest(self, vector: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return the ids of the `k` nearest passages with their cosine, best first."""
        return next(self.nearest_each(vector[np.newaxis], k))

    def nearest_each(self, vectors: NDArray[np.float32], k: int) -> Iterator[list[tuple[str, float]]]:
        """Yield what `nearest` returns for each row; many in one call take a quarter of the time."""
        for start in range(0, len(vectors), _TOGETHER):
            group = list(vectors[start : start + _TOGETHER])
            asked: Any = partial(self._collection.query, query_embeddings=group, n_results=k, include=["distances"])
            with _translated():
                found = self._watch.call(asked, READ)
            for ids, distances in zip(found["ids"], found["distances"], strict=True):
                yield [(passage_id, 1 - far) for passage_id, far in zip(ids, distances, strict=True)]

    def ids(self) -> list[str]:
        """Return every id in the index."""
        with _translated():
            return list(self._watch.call(lambda: self._collection.get(include=[]), WRITE)["ids"])

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that the index holds, which it keeps apart from the ids."""
        with _translated():
            found = self._watch.call(lambda: self._collection.get(ids=list(ids), include=["embeddings"]), WRITE)
        return {name: np.asarray(row, np.float32) for name, row in zip(found["ids"], found["embeddings"], strict=True)}

    def change(self, drop: Sequence[str], rows: Iterable[Rows], *, count: int, places: int) -> None:
        """Take out the ids in `drop` and add `count` rows, after which there are `places`, dead ones too.

        For a copy that nobody reads yet, before its first query.
        """
        with _translated():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # Chroma's, for a collection without an embedder
                changed = {"hnsw": _synced(count + len(drop)) | _searched(places)}
                self._watch.call(partial(self._collection.modify, configuration=changed), WRITE)
            for start in range(0, len(drop), BATCH):
                self._watch.call(partial(self._collection.delete, ids=list(drop[start : start + BATCH])), WRITE)
            for ids, vectors in rows:
                self._watch.call(partial(self._collection.add, ids=list(ids), embeddings=vectors), WRITE)

    def close(self) -> None:
        """Free the index; one that hangs is left to the end of the process."""
        if self._watch.hung:
            return
        try:
            with _translated():
                self._watch.call(self._client.close, READ)
        finally:
            self._watch.end()


def preload() -> None:
    """Import chromadb, which takes a second or two; what is wrong with it shows when it is used."""
    with suppress(Exception):
        import chromadb  # noqa: F401


def build(folder: Path, rows: Iterable[Rows], count: int) -> None:
    """Write a new index of `count` rows into `folder`, which must not exist."""
    hnsw = {"hnsw": _HNSW | _synced(count) | _searched(count)}
    watch = Watch("Chroma")
    with _translated():
        client = watch.call(lambda: _client(folder), WRITE)
        made = partial(client.create_collection, _COLLECTION, embedding_function=None, configuration=hnsw)
        try:
            collection = watch.call(made, WRITE)
            for ids, vectors in rows:
                watch.call(partial(collection.add, ids=list(ids), embeddings=vectors), WRITE)
        finally:
            if not watch.hung:
                watch.call(client.close, WRITE)
            watch.end()


def _synced(changes: int) -> dict[str, int]:
    threshold = max(changes, 2)
    return {"sync_threshold": threshold, "batch_size": min(threshold, 1000)}


def _searched(places: int) -> dict[str, int]:
    return {"ef_search": max(places, _SEARCHED) if places <= WHOLE else _SEARCHED}


def _open(folder: Path) -> tuple[Any, Any]:
    if not (folder / "chroma.sqlite3").exists():  # Chroma would make an empty database
        raise StoreError(f"there is no Chroma index in {folder}")
    client = _client(folder)
    try:
        return client, client.get_collection(_COLLECTION, embedding_function=None)
    except BaseException:
        client.close()
        raise


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    # One spelling of a path is one client; Chroma's settings would else read the user's .env.
    settings: Any = Settings
    return chromadb.PersistentClient(str(folder.resolve()), settings(_env_file=None, anonymized_telemetry=False))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except StoreError:
        raise
    except Exception as error:  # Chroma raises its own errors, ValueError, KeyError and bare Rust ones alike
        raise StoreError(f"Chroma failed ({str(error)[:200]}); ingest again to rebuild its index") from error
