"""Embed a store anew with another embedder, from the articles in the catalogue: the files are not needed.

The new embeddings are kept beside the old ones as they are made, so that a stopped run loses little; then all passages
are switched in one transaction, so that no reader ever sees two embedders at once.
"""

from collections.abc import Iterator

from store import rows
from store.article import Passage
from store.catalogue import Catalogue, changed, put
from store.chunk import chunk
from store.contents import content, embed, embedded, lacking
from store.embed import Embedder
from store.ingest import BATCH, MOST_PASSAGES, RECIPE


def reembed(catalogue: Catalogue, embedder: Embedder) -> None:
    """Replace every passage and embedding by those that `embedder` gives. The caller holds the writer's lock."""
    waiting: dict[bytes, Passage] = {}
    for entry in _entries(catalogue, embedder):
        with catalogue.reading() as db:
            unseen = lacking(db, embedder, entry.contents)
        waiting |= {name: one for name, one in zip(entry.contents, entry.passages, strict=True) if name in unseen}
        if len(waiting) >= BATCH:
            _keep(catalogue, embedder, waiting)
            waiting = {}
    _keep(catalogue, embedder, waiting)
    with catalogue.writing() as db:
        for entry in _entries(catalogue, embedder):
            rows.insert(db, entry)
        row = db.execute(
            "SELECT length(vector) / 4 FROM embeddings e JOIN passages p ON p.embedding = e.number LIMIT 1"
        ).fetchone()
        put(db, "embedder", embedder.name)
        put(db, "dimensions", row[0] if row else None)
        put(db, "index", None)
        changed(db)


def _entries(catalogue: Catalogue, embedder: Embedder) -> Iterator[rows.Entry]:
    with catalogue.reading() as db:
        ids = [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id")]
    for article_id in ids:
        with catalogue.reading() as db:
            article = rows.article(db, article_id)
        if article is not None:
            passages = chunk(article, embedder)[:MOST_PASSAGES]
            contents = [content(embedded(passage), embedder) for passage in passages]
            yield rows.Entry(article=article, recipe=RECIPE, passages=passages, contents=contents)


def _keep(catalogue: Catalogue, embedder: Embedder, passages: dict[bytes, Passage]) -> None:
    vectors = embed(catalogue, embedder, passages)
    with catalogue.writing() as db:
        vectors.keep(db, passages)
