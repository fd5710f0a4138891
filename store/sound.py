"""Are passages what was embedded? The name of an embedding is the hash of what it was made of, so a damaged text shows.

SQLite notices a damaged page where its structure is; a page of text may be damaged without a word. Mending is left to
`rebuild`.
"""

from collections.abc import Iterator, Sequence

from store import rows
from store.article import Passage
from store.catalogue import Connection
from store.contents import content, embedded
from store.embed import Embedder, is_unit
from store.ingest import RECIPE


def unsound(db: Connection, passages: Sequence[Passage], embedder: Embedder) -> list[str]:
    """Return the ids of the passages that are not what was embedded for them.

    What another version of Dateline kept is not judged: it may have embedded something else of the same text.
    """
    names = _names(db, [passage.id for passage in passages])
    return [
        passage.id
        for passage in passages
        if passage.id in names and names[passage.id] != content(embedded(passage), embedder)
    ]


def all_unsound(db: Connection, embedder: Embedder) -> Iterator[str]:
    """Yield the ids of all passages of a catalogue that are not what was embedded, or whose embedding is none."""
    ids = [row[0] for row in db.execute("SELECT id FROM passages ORDER BY number")]
    for group in rows.groups(ids):
        wrong = set(unsound(db, rows.passages(db, group), embedder))
        wrong |= {name for name, vector in rows.vectors(db, group).items() if not is_unit(vector)}
        yield from sorted(wrong)


def _names(db: Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """Return the name of the embedding of each passage that this version of Dateline made."""
    return {
        row[0]: row[1]
        for group in rows.groups(ids)
        for row in db.execute(
            "SELECT p.id, e.content FROM passages p JOIN embeddings e ON e.number = p.embedding "
            f"JOIN articles a ON a.id = p.article_id WHERE a.recipe = ? AND p.id IN ({','.join('?' * len(group))})",
            (RECIPE, *group),
        )
    }
