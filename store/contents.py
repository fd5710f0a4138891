"""What of a passage is embedded, what its embedding is called, and the embeddings themselves, checked."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np

from store import rows, sentence_vectors
from store.article import Passage, Span
from store.catalogue import Catalogue, Connection
from store.chunk import header
from store.embed import Embedder, PartEmbedder, Vectors
from store.errors import StoreError
from store.index import require_space


class Vectored(NamedTuple):
    """By the names of contents: the vectors of passages as float32 bytes, and those of their sentences, packed."""

    passages: dict[bytes, bytes]
    sentences: dict[bytes, bytes]

    def keep(self, db: Connection, names: Iterable[bytes]) -> None:
        """Keep those of `names`."""
        wanted = set(names)
        rows.add_vectors(db, {name: row for name, row in self.passages.items() if name in wanted})
        sentence_vectors.keep(db, {name: row for name, row in self.sentences.items() if name in wanted})


def embedded(passage: Passage) -> str:
    """Return the text that is embedded for a passage."""
    return header(passage) + passage.text


def content(text: str, embedder: Embedder) -> bytes:
    """Return the name of an embedding: the text and who embeds it."""
    return hashlib.sha256(f"{embedder.name}\0{text}".encode("utf-8", "surrogatepass")).digest()


def lacking(db: Connection, embedder: Embedder, names: Collection[bytes]) -> set[bytes]:
    """Return those of `names` that are still to be embedded: also where only the sentences' vectors are not kept."""
    known = sentence_vectors.known if isinstance(embedder, PartEmbedder) else rows.known
    return set(names) - known(db, names)


def embed(catalogue: Catalogue, embedder: Embedder, passages: Mapping[bytes, Passage]) -> Vectored:
    """Return the vectors of `passages`, checked: one finite row each, as wide as those in the store."""
    if not passages:
        return Vectored({}, {})
    vectors, parts = vectored(embedder, list(passages.values()))
    if vectors.ndim != 2 or len(vectors) != len(passages) or not np.isfinite(vectors).all():
        raise StoreError(f"the embedder {embedder.name} gave unusable vectors; choose another with --embeddings")
    require_space(catalogue.folder, 3 * vectors.nbytes)
    return Vectored(
        dict(zip(passages, (row.tobytes() for row in vectors), strict=True)),
        dict(zip(passages, map(sentence_vectors.pack, parts), strict=True)) if parts else {},
    )


def vectored(embedder: Embedder, passages: list[Passage]) -> tuple[Vectors, list[Vectors]]:
    """Return the vector of each passage, and of each of its sentences where the embedder can tell them apart."""
    texts = [embedded(passage) for passage in passages]
    if not isinstance(embedder, PartEmbedder):
        return np.ascontiguousarray(embedder.embed(texts), np.float32), []
    vectors, parts = embedder.embed_parts(texts, [_sentences(passage) for passage in passages])
    return np.ascontiguousarray(vectors, np.float32), parts


def _sentences(passage: Passage) -> list[Span]:
    """Return where the sentences stand in the text that is embedded."""
    ahead = len(header(passage)) - passage.start
    return [Span(start + ahead, end + ahead) for start, end in passage.sentences]
