"""What of a passage is embedded, what its embedding is called, and the embeddings themselves, checked."""

import hashlib

import numpy as np

from store.article import Passage
from store.catalogue import Catalogue
from store.chunk import header
from store.embed import Embedder
from store.errors import StoreError
from store.index import require_space


def embedded(passage: Passage) -> str:
    """Return the text that is embedded for a passage."""
    return header(passage) + passage.text


def content(text: str, embedder: Embedder) -> bytes:
    """Return the name of an embedding: the text and who embeds it."""
    return hashlib.sha256(f"{embedder.name}\0{text}".encode("utf-8", "surrogatepass")).digest()


def embed(catalogue: Catalogue, embedder: Embedder, texts: dict[bytes, str]) -> dict[bytes, bytes]:
    """Return the vectors of `texts` as float32 bytes, checked: one finite row a text, as wide as those in the store."""
    if not texts:
        return {}
    vectors = np.ascontiguousarray(embedder.embed(list(texts.values())), np.float32)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise StoreError(f"the embedder {embedder.name} gave unusable vectors; choose another with --embeddings")
    require_space(catalogue.folder, 3 * vectors.nbytes)
    return dict(zip(texts, (row.tobytes() for row in vectors), strict=True))
