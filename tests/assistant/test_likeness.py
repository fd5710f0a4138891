"""How near each sentence is to the question: from the store where it is kept there, else embedded for the question."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.answer import Hit
from assistant.likeness import compared
from assistant.pipeline import Desk, answer
from assistant.quotes import QuoteReader
from store.embed import Embedder, Vectors, WordEmbedder
from store.store import Filter, Store
from tests.store.test_sentence_vectors import InParts
from tests.store.town import write

QUESTION = "When did the council of Ostby meet?"


class Counting(InParts):
    """Counts the texts it embeds."""

    embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return super().embed(texts)


def hits(store: Store) -> list[Hit]:
    found = store.passages([name for name, _ in store.lexical("Ostby council bridge", 5)])
    return [Hit(passage=passage, score=1.0) for passage in found]


@pytest.mark.parametrize("embedder", [WordEmbedder(), InParts()])
def test_every_sentence_has_its_likeness(tmp_path: Path, embedder: Embedder) -> None:
    write(tmp_path / "news", "Ostby", "Quellin")
    with Store.open(tmp_path / "store", embedder) as store:
        store.ingest([tmp_path / "news"])
        found = compared(embedder.embed_question(QUESTION), hits(store), store, embedder)
    assert found
    for hit in found:
        assert len(hit.likenesses) == len(hit.passage.sentences)
        assert np.isfinite(hit.likenesses).all() and max(map(abs, hit.likenesses)) <= 1.001


def test_what_is_kept_is_not_embedded_again(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby")
    embedder = Counting()
    with Store.open(tmp_path / "store", embedder) as store:
        store.ingest([tmp_path / "news"])
        before = embedder.embedded
        compared(embedder.embed_question(QUESTION), hits(store), store, embedder)
    assert embedder.embedded == before + 1, "the question"


def test_nothing_found_is_nothing_compared(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert compared(WordEmbedder().embed_question(QUESTION), [], store, WordEmbedder()) == []


def test_a_question_is_embedded_once(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby")
    embedder = Counting()
    with Store.open(tmp_path / "store", embedder) as store:
        store.ingest([tmp_path / "news"])
        before = embedder.embedded
        list(answer(QUESTION, Desk(store=store, embedder=embedder, reader=QuoteReader(), k=5), where=Filter()))
    assert embedder.embedded == before + 1
