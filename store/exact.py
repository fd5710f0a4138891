"""The dense search by scanning every embedding: no index to damage, any filter, nothing slow to import.

It answers while Chroma is not loaded or not in step, and for every filtered search: at 40,000 passages a scan takes
about as long as Chroma's index, which slows down twentyfold under a filter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.catalogue import Connection
from store.filter import Filter

_NEWER = """
SELECT p.number, p.id, p.article_id, a.outlet, a.published, p.words, e.vector
FROM passages p JOIN articles a ON a.id = p.article_id JOIN embeddings e USING (content)
WHERE p.number > ? ORDER BY p.number"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The embeddings of a generation, one row a passage in the order of their numbers, with what filters look at."""

    numbers: NDArray[np.int64]
    rows: NDArray[np.float32]
    lengths: NDArray[np.float32]
    """Words of each passage and its title."""
    labels: NDArray[Any]
    """Columns: passage id, article id, outlet (case folded), publication date as ISO text, empty where unknown."""


def read(db: Connection, before: Matrix | None = None) -> Matrix:
    """Return the matrix of what is in the catalogue now; rows that `before` has are not read again."""
    old = before or _EMPTY
    db.execute("BEGIN")
    try:
        numbers = np.fromiter((row[0] for row in db.execute("SELECT number FROM passages ORDER BY number")), np.int64)
        newer = db.execute(_NEWER, (int(old.numbers[-1]) if len(old.numbers) else 0,)).fetchall()
    finally:
        db.execute("COMMIT")
    kept = np.isin(old.numbers, numbers, assume_unique=True)
    if not kept.all():
        old = Matrix(numbers=old.numbers[kept], rows=old.rows[kept], lengths=old.lengths[kept], labels=old.labels[kept])
    return _joined(old, newer) if newer else old


def scan(matrix: Matrix, vector: NDArray[np.float32], k: int, where: Filter | None = None) -> list[tuple[str, float]]:
    """Return the ids of the `k` nearest allowed passages with their cosine, best first."""
    places = np.arange(len(matrix.numbers)) if where is None else np.flatnonzero(allowed(matrix, where))
    if not len(places) or k < 1:
        return []
    scores = matrix.rows @ vector if where is None else matrix.rows[places] @ vector
    if k < len(scores):
        best = np.argpartition(-scores, k)[:k]
        places, scores = places[best], scores[best]
    order = np.lexsort((places, -scores))
    return [(matrix.labels[places[i], 0], float(scores[i])) for i in order]


def allowed(matrix: Matrix, where: Filter) -> NDArray[np.bool_]:
    """Return which passages pass the filter."""
    _, articles, outlets, published = matrix.labels.T
    passes = np.ones(len(matrix.numbers), dtype=bool)
    if where.outlets:
        passes &= _among(outlets, [outlet.casefold() for outlet in where.outlets])
    if where.articles is not None:
        passes &= _among(articles, list(where.articles))
    if where.since:
        passes &= (published >= where.since.isoformat()).astype(bool)
    if where.until:
        dated = (published != "").astype(bool)
        passes &= np.where(dated, (published <= where.until.isoformat()).astype(bool), where.undated)
    return passes


def _among(values: NDArray[Any], wanted: Sequence[str]) -> NDArray[np.bool_]:
    chosen = frozenset(wanted)
    return np.fromiter((value in chosen for value in values), bool, len(values))


def _joined(old: Matrix, newer: Sequence[tuple[Any, ...]]) -> Matrix:
    vectors = np.frombuffer(b"".join(row[6] for row in newer), np.float32).reshape(len(newer), -1)
    labels = np.empty((len(newer), 4), dtype=object)
    for place, (_, passage_id, article_id, outlet, published, _, _) in enumerate(newer):
        labels[place] = passage_id, article_id, (outlet or "").casefold(), published or ""
    return Matrix(
        numbers=np.concatenate([old.numbers, np.array([row[0] for row in newer], np.int64)]),
        rows=np.concatenate([old.rows, vectors]) if len(old.rows) else vectors,
        lengths=np.concatenate([old.lengths, np.array([row[5] for row in newer], np.float32)]),
        labels=np.concatenate([old.labels, labels]),
    )


_EMPTY = Matrix(
    numbers=np.zeros(0, np.int64),
    rows=np.zeros((0, 0), np.float32),
    lengths=np.zeros(0, np.float32),
    labels=np.zeros((0, 4), object),
)
