"""The vectors of the sentences of a passage, each read with the whole passage around it: kept beside its embedding.

One row a sentence and one byte a number: only the direction of a vector counts, so its length needs no place. Kept
where the embedder can tell the parts of a text; who reads does without where there is none.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from store.catalogue import Connection
from store.embed import Vectors, unit
from store.rows import groups

_MOST = 127


def keep(db: Connection, packed: Mapping[bytes, bytes]) -> None:
    """Keep the packed vectors under the embeddings of these contents, which are there."""
    db.executemany(
        "INSERT OR REPLACE INTO sentence_vectors SELECT number, ? FROM embeddings WHERE content = ?",
        [(vectors, content) for content, vectors in packed.items()],
    )


def known(db: Connection, contents: Collection[bytes]) -> set[bytes]:
    """Return those of `contents` whose sentences have their vectors kept."""
    return {
        row[0]
        for group in groups(list(contents))
        for row in db.execute(
            "SELECT e.content FROM embeddings e JOIN sentence_vectors s ON s.embedding = e.number "
            f"WHERE e.content IN ({','.join('?' * len(group))})",
            group,
        )
    }


def read(db: Connection, ids: Sequence[str], dimensions: int) -> dict[str, Vectors]:
    """Return the unit vectors of the sentences of each passage for which they are kept, one row a sentence."""
    return {name: unpack(vectors, dimensions) for name, vectors in packed(db, ids).items()}


def packed(db: Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """Return the vectors of the sentences of each passage for which they are kept, as they are kept."""
    return {
        row[0]: row[1]
        for group in groups(ids)
        for row in db.execute(
            "SELECT p.id, s.vectors FROM passages p JOIN sentence_vectors s ON s.embedding = p.embedding "
            f"WHERE p.id IN ({','.join('?' * len(group))})",
            group,
        )
    }


def pack(vectors: Vectors) -> bytes:
    """Return the rows as bytes, each scaled so that its largest number takes the whole range."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0.0)
    return np.rint(vectors * (_MOST / np.where(largest == 0, 1, largest))).astype(np.int8).tobytes()


def unpack(packed: bytes, dimensions: int) -> Vectors:
    """Return the rows at length 1."""
    return unit(np.frombuffer(packed, np.int8).astype(np.float32).reshape(-1, dimensions))
