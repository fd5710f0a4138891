"""What a reader keeps in memory of one generation of the catalogue, so that a question reads little from the disk."""

from dataclasses import dataclass

from store.catalogue import Connection, get
from store.exact import Matrix, read
from store.lexical import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One generation. It stays right for what it shows; another generation needs another view."""

    generation: int
    born: int
    embedder: str | None
    matrix: Matrix
    lexicon: Lexicon
    outlets: tuple[str, ...]
    places: dict[str, int]
    """The row of each passage in the matrix."""


def generation(db: Connection) -> int:
    """Return the generation of the catalogue: it grows with every change of its passages, 0 before the first.

    No other catalogue has it, so that one put in the place of another is not taken for it.
    """
    count = int(get(db, "generation") or 0)
    return count and count + _born(db)


def view(db: Connection, before: View | None) -> View:
    """Return the view of the generation there is now; what `before` holds already is not read again."""
    now, born, embedder = generation(db), _born(db), get(db, "embedder")
    # A store that was embedded anew has other numbers, so no row of the old matrix is kept by mistake; another
    # catalogue may have the same.
    matrix = read(db, before.matrix if before and (before.born, before.embedder) == (born, embedder) else None)
    named = db.execute("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet")
    outlets = tuple(row[0] for row in named)
    return View(
        generation=now,
        born=born,
        embedder=embedder,
        matrix=matrix,
        lexicon=Lexicon(matrix),
        outlets=outlets,
        places={name: place for place, name in enumerate(matrix.labels[:, 0])},
    )


def _born(db: Connection) -> int:
    return int(get(db, "born") or 0)
