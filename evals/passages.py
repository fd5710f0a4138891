"""A store of texts, cut and embedded as `ingest` does but not judged: what benchmarks search in and ask about.

Their texts are no news: cleaning would take out what a question asks for, and they have no date and no outlet.
"""

from collections.abc import Sequence
from pathlib import Path

from store import rows
from store.article import Article, Passage
from store.catalogue import Catalogue, changed, put
from store.chunk import chunk
from store.contents import content, embed, embedded
from store.embed import Embedder
from store.store import Store


def shelve(text: str, folder: Path, embedder: Embedder, *, size: int) -> Store:
    """Return a store in `folder` with `text` as its one article, in passages of `size` tokens."""
    return shelve_all([unjudged("text", text)], folder, embedder, size=size)


def unjudged(name: str, text: str, title: str | None = None) -> Article:
    """Return an article of which only its text and title are known. `name` is its id and its path."""
    return Article(
        id=name,
        path=name,
        text=text,
        title=title,
        outlet=None,
        author=None,
        published=None,
        published_from=None,
        url=None,
        skipped=(),
    )


def shelve_all(articles: Sequence[Article], folder: Path, embedder: Embedder, *, size: int) -> Store:
    """Return a store in `folder` with `articles`, in passages of `size` tokens."""
    catalogue = Catalogue(folder)
    cut = [chunk(article, embedder, size=size) for article in articles]
    named = {content(embedded(passage), embedder): passage for passages in cut for passage in passages}
    vectors = embed(catalogue, embedder, named)
    with catalogue.writing() as db:
        put(db, "embedder", embedder.name)
        vectors.keep(db, named)
        for article, passages in zip(articles, cut, strict=True):
            rows.insert(db, _entry(article, passages, embedder))
        changed(db)
    catalogue.close()
    return Store.open(folder, embedder)


def _entry(article: Article, passages: list[Passage], embedder: Embedder) -> rows.Entry:
    contents = [content(embedded(passage), embedder) for passage in passages]
    return rows.Entry(article=article, recipe=0, passages=passages, contents=contents)
