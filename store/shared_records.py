"""An article with its passages and vectors as records of a shared store, and back.

The text is the document of one record, what is known of it is beside it as JSON; each passage is a record with its
vector. All are named by a reference that belongs to one publication of the article, and are never changed, so whoever
reads them reads a whole article or knows that it is not there.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store import rows, sentence_vectors
from store.article import Article, Passage, Skipped, Span
from store.catalogue import Catalogue
from store.chroma_server import ChromaServer

_LARGE = 4_000_000
"""Characters of text that go together in one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An article as it is shared: `vectors[i]` is that of `passages[i]`, `sentences[i]` those of its sentences, packed.

    Where the embedder sees no sentences there is None for them.
    """

    article: Article
    recipe: int
    passages: tuple[Passage, ...]
    vectors: tuple[NDArray[np.float32], ...]
    sentences: tuple[bytes | None, ...]


class Records:
    """The two collections that hold articles and passages."""

    def __init__(self, server: ChromaServer, articles: str, passages: str) -> None:
        """Read nothing yet."""
        self._server, self._articles, self._passages = server, articles, passages

    def put(self, published: dict[str, Published]) -> None:
        """Keep articles under their references: the texts first, for they say which passages belong to them."""
        for some in _batches(published):
            self._server.add(
                self._articles,
                ids=list(some),
                embeddings=[[1.0]] * len(some),
                documents=[one.article.text for one in some.values()],
                metadatas=[{"record": _record(one)} for one in some.values()],
            )
        pairs = [(ref, one, place) for ref, one in published.items() for place in range(len(one.passages))]
        self._server.add(
            self._passages,
            ids=[_passage_name(ref, one.passages[place]) for ref, one, place in pairs],
            embeddings=[one.vectors[place].tolist() for _, one, place in pairs],
            metadatas=[_beside(one.passages[place], one.sentences[place]) for _, one, place in pairs],
        )

    def get(self, refs: Sequence[str]) -> dict[str, Published]:
        """Return the articles that are there whole, by their references."""
        texts = self._server.get(self._articles, refs, "documents")
        known = self._server.get(self._articles, refs, "metadatas")
        read = {ref: _read(texts[ref], json.loads(known[ref]["record"])) for ref in texts if ref in known}
        named = {ref: [_passage_name(ref, one) for one in found[2]] for ref, found in read.items() if found}
        every = [name for names in named.values() for name in names]
        held, beside = (self._server.get(self._passages, every, kind) for kind in ("embeddings", "metadatas"))
        return {
            ref: _published(read[ref], [held[name] for name in names], [beside[name] for name in names])
            for ref, names in named.items()
            if all(name in held and name in beside for name in names)
        }

    def delete(self, refs: Sequence[str]) -> None:
        """Take out what is kept under references, the articles last: until then it is known what belongs to them."""
        known = self._server.get(self._articles, refs, "metadatas")
        spans = {ref: json.loads(known[ref]["record"])["passages"] for ref in known}
        self._server.delete(self._passages, [f"{ref}:{one[0]}-{one[1]}" for ref in spans for one in spans[ref]])
        self._server.delete(self._articles, refs)


def kept(catalogue: Catalogue, article_id: str) -> Published | None:
    """Return an article of the catalogue as it is shared, or None where it is not there."""
    with catalogue.reading() as db:
        article, recipe = rows.article(db, article_id), rows.recipe(db, article_id)
        ids = [
            row[0] for row in db.execute("SELECT id FROM passages WHERE article_id = ? ORDER BY start", (article_id,))
        ]
        passages, vectors, sentences = rows.passages(db, ids), rows.vectors(db, ids), sentence_vectors.packed(db, ids)
    if article is None or recipe is None:
        return None
    read = tuple(np.frombuffer(vectors[one.id], np.float32) for one in passages)
    return Published(
        article=article,
        recipe=recipe,
        passages=tuple(passages),
        vectors=read,
        sentences=tuple(sentences.get(one.id) for one in passages),
    )


def _batches(published: dict[str, Published]) -> Iterator[dict[str, Published]]:
    """Yield the articles, as many at a time as one request takes."""
    some: dict[str, Published] = {}
    size = 0
    for ref, one in published.items():
        if some and size + len(one.article.text) > _LARGE:
            yield some
            some, size = {}, 0
        some[ref] = one
        size += len(one.article.text)
    if some:
        yield some


def _passage_name(ref: str, passage: Passage) -> str:
    return f"{ref}:{passage.start}-{passage.end}"


def _beside(passage: Passage, sentences: bytes | None) -> dict[str, Any]:
    known = {"article": passage.article_id, "start": passage.start, "end": passage.end}
    return known if sentences is None else known | {"sentences": b64encode(sentences).decode()}


def _record(one: Published) -> str:
    """Return all that is known of an article beside its text; escaped, for names of files may be no valid text."""
    article = one.article
    names = ("id", "path", "title", "outlet", "author", "published_from", "url", "skipped")
    known: dict[str, Any] = {name: getattr(article, name) for name in names}
    known["published"] = article.published and article.published.isoformat()
    known |= {"recipe": one.recipe, "digest": _digest(article.text)}
    known["passages"] = [(passage.start, passage.end, passage.sentences) for passage in one.passages]
    return json.dumps(known)


def _read(text: str, known: dict[str, Any]) -> tuple[Article, int, tuple[Passage, ...]] | None:
    """Return what a record says, None where the text is not the one that was published."""
    if _digest(text) != known.pop("digest"):
        return None
    recipe, spans = known.pop("recipe"), known.pop("passages")
    known["published"] = known["published"] and date.fromisoformat(known["published"])
    known["skipped"] = tuple(Skipped(*item) for item in known["skipped"])
    article = Article(**known, text=text)
    return article, recipe, tuple(_passage(article, *one) for one in spans)


def _passage(article: Article, start: int, end: int, sentences: list[list[int]]) -> Passage:
    return Passage(
        article_id=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        sentences=tuple(Span(*item) for item in sentences),
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        published_from=article.published_from,
    )


def _published(
    found: tuple[Article, int, tuple[Passage, ...]] | None, vectors: list[list[float]], beside: list[dict[str, Any]]
) -> Published:
    assert found is not None
    article, recipe, passages = found
    packed = (one.get("sentences") for one in beside)
    return Published(
        article=article,
        recipe=recipe,
        passages=passages,
        vectors=tuple(np.array(vector, np.float32) for vector in vectors),
        sentences=tuple(None if one is None else b64decode(one) for one in packed),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
