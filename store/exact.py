"""The dense search by scanning every embedding: no index to damage, any filter, nothing slow to import.

It answers while Chroma is not loaded or not in step, and for every filtered search: at 40,000 passages a scan takes
about as long as Chroma's index, which slows down twentyfold under a filter.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.catalogue import Connection
from store.filter import Filter

_NEWER = """
SELECT p.number, p.id, p.article_id, a.outlet, a.published, p.words, e.vector
FROM passages p JOIN articles a ON a.id = p.article_id JOIN embeddings e ON e.number = p.embedding
WHERE p.number > ? ORDER BY p.number"""
_UNDATED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The embeddings of a generation, one row a passage in the order of their numbers, with what filters look at."""

    numbers: NDArray[np.int64]
    rows: NDArray[np.float32]
    lengths: NDArray[np.float32]
    """Words of each passage and its title."""
    labels: NDArray[Any]
    """Columns: passage id, article id, outlet (case folded)."""
    days: NDArray[np.int32]
    """Publication dates as proleptic ordinals."""


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
        old = Matrix(**{name: getattr(old, name)[kept] for name in _COLUMNS})
    return _joined(old, newer) if newer else old


def scan(matrix: Matrix, vector: NDArray[np.float32], k: int, where: Filter | None = None) -> list[tuple[str, float]]:
    """Return the ids of the `k` nearest allowed passages with their cosine, best first."""
    places = np.arange(len(matrix.numbers)) if where is None else np.flatnonzero(allowed(matrix, where))
    if not len(places) or k < 1:
        return []
    # Copying the rows of many places takes longer than multiplying all rows.
    few = len(places) * 4 < len(matrix.rows)
    scores = matrix.rows[places] @ vector if few else (matrix.rows @ vector)[places]
    if k < len(scores):
        best = np.argpartition(-scores, k)[:k]
        places, scores = places[best], scores[best]
    order = np.lexsort((places, -scores))
    return [(matrix.labels[places[i], 0], float(scores[i])) for i in order]


def allowed(matrix: Matrix, where: Filter) -> NDArray[np.bool_]:
    """Return which passages pass the filter."""
    passes = np.ones(len(matrix.numbers), dtype=bool)
    if where.outlets:
        passes &= _among(matrix.labels[:, 2], [outlet.casefold() for outlet in where.outlets])
    if where.articles is not None:
        passes &= _among(matrix.labels[:, 1], where.articles)
    if where.since:
        passes &= matrix.days >= where.since.toordinal()
    if where.until:
        passes &= (matrix.days <= where.until.toordinal()) & ((matrix.days != _UNDATED) | where.undated)
    return passes


def _among(values: NDArray[Any], wanted: Collection[str]) -> NDArray[np.bool_]:
    chosen = frozenset(wanted)
    return np.fromiter((value in chosen for value in values), bool, len(values))


def _joined(old: Matrix, newer: Sequence[tuple[Any, ...]]) -> Matrix:
    labels = np.empty((len(newer), 3), dtype=object)
    days = np.full(len(newer), _UNDATED, np.int32)
    for place, (_, passage_id, article_id, outlet, published, _, _) in enumerate(newer):
        labels[place] = passage_id, article_id, (outlet or "").casefold()
        days[place] = date.fromisoformat(published).toordinal() if published else _UNDATED
    vectors = np.frombuffer(b"".join(row[6] for row in newer), np.float32).reshape(len(newer), -1)
    return Matrix(
        numbers=np.concatenate([old.numbers, np.array([row[0] for row in newer], np.int64)]),
        rows=np.concatenate([old.rows, vectors]) if len(old.rows) else vectors,
        lengths=np.concatenate([old.lengths, np.array([row[5] for row in newer], np.float32)]),
        labels=np.concatenate([old.labels, labels]),
        days=np.concatenate([old.days, days]),
    )


_COLUMNS = tuple(column.name for column in fields(Matrix))
_EMPTY = Matrix(
    numbers=np.zeros(0, np.int64),
    rows=np.zeros((0, 0), np.float32),
    lengths=np.zeros(0, np.float32),
    labels=np.zeros((0, 3), object),
    days=np.zeros(0, np.int32),
)
