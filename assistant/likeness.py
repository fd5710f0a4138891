"""How near each sentence of the passages found is to the question.

The store keeps the vectors of sentences where its embedder can tell the parts of a text, and then nothing is embedded
here. With an embedder that gives a text one vector only, or in an older store, it is done while the question waits.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.answer import Hit
from store.article import Passage
from store.contents import vectored
from store.embed import Embedder, Vectors
from store.store import Store


def compared(vector: Vectors, hits: Sequence[Hit], store: Store, embedder: Embedder) -> list[Hit]:
    """Return the hits, each with the cosine between the question's `vector` and every sentence of its passage."""
    if not hits:
        return []
    kept = store.sentence_vectors([hit.passage.id for hit in hits])
    rows = {hit.passage.id: kept[hit.passage.id] for hit in hits if _fit(hit.passage, kept)}
    bare = [hit.passage for hit in hits if hit.passage.id not in rows]
    if bare:
        rows |= dict(zip([passage.id for passage in bare], _embedded(bare, embedder), strict=True))
    return [replace(hit, likenesses=tuple(map(float, rows[hit.passage.id] @ vector))) for hit in hits]


def _fit(passage: Passage, kept: dict[str, Vectors]) -> bool:
    return len(kept.get(passage.id, ())) == len(passage.sentences)


def _embedded(passages: Sequence[Passage], embedder: Embedder) -> list[Vectors]:
    """Return the vectors of the sentences of each passage; where it can't be told from the rest, of each by itself."""
    _, parts = vectored(embedder, list(passages))
    if parts:
        return parts
    texts = [[f"{one.title or ''}. {text}" for text in _texts(one)] for one in passages]
    rows = iter(embedder.embed([text for group in texts for text in group]))
    return [np.array([next(rows) for _ in group]) for group in texts]


def _texts(passage: Passage) -> list[str]:
    return [passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences]
