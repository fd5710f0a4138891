"""A store of one article, cut and embedded as `ingest` does but not judged: what benchmarks of retrieval search in.

Their texts are no news: cleaning would take out what a question asks for, and they have no date and no outlet.
"""

from pathlib import Path

from store import rows
from store.article import Article
from store.catalogue import Catalogue, changed, put
from store.chunk import chunk
from store.contents import content, embed, embedded
from store.embed import Embedder
from store.store import Store


def shelve(text: str, folder: Path, embedder: Embedder, *, size: int) -> Store:
    """Return a store in `folder` with `text` as its one article, in passages of `size` tokens."""
    article = Article(
        id="text",
        path="text",
        text=text,
        title=None,
        outlet=None,
        author=None,
        published=None,
        published_from=None,
        url=None,
        skipped=(),
    )
    catalogue = Catalogue(folder)
    passages = chunk(article, embedder, size=size)
    names = [content(embedded(passage), embedder) for passage in passages]
    vectors = embed(catalogue, embedder, dict(zip(names, map(embedded, passages), strict=True)))
    with catalogue.writing() as db:
        put(db, "embedder", embedder.name)
        rows.add_vectors(db, vectors)
        rows.insert(db, rows.Entry(article=article, recipe=0, passages=passages, contents=names))
        changed(db)
    catalogue.close()
    return Store.open(folder, embedder)
