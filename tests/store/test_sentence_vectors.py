"""The vectors of sentences: kept with the passage, in a byte a number, and made where an older store lacks them."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.article import Span
from store.catalogue import NAME
from store.embed import Vectors, WordEmbedder, unit
from store.minilm import MiniLM
from store.sentence_vectors import pack, unpack
from store.store import Store
from tests.store.town import write

TEXT = "Otto Brunn won the vote in Ostby. He will take office in May. The bakers were not asked."


class InParts(WordEmbedder):
    """Tells the parts of a text: each is as it would be by itself, so that it can be checked by eye."""

    def embed_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        cut = [[text[start:end] for start, end in spans] for text, spans in zip(texts, parts, strict=True)]
        return self.embed(texts), [self.embed(pieces) for pieces in cut]


@given(st.integers(1, 40), st.integers(0, 6), st.integers(0, 2**32 - 1))
def test_a_packed_vector_keeps_its_direction(width: int, count: int, seed: int) -> None:
    rows = unit(np.random.default_rng(seed).standard_normal((count, width)).astype(np.float32))
    again = unpack(pack(rows), width)
    assert again.shape == rows.shape
    assert all((again * rows).sum(axis=1) > 0.9995)


def test_no_direction_stays_none() -> None:
    assert not unpack(pack(np.zeros((2, 8), np.float32)), 8).any()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=4))
def test_a_text_in_parts_is_the_same_text(texts: list[str]) -> None:
    local = MiniLM()
    wholes, parts = local.embed_parts(texts, [[Span(0, len(text)), Span(len(text), len(text))] for text in texts])
    np.testing.assert_array_equal(wholes, local.embed(texts))
    assert [rows.shape for rows in parts] == [(2, 384)] * len(texts)
    np.testing.assert_allclose(np.linalg.norm(np.concatenate(parts), axis=1), 1, atol=1e-5)


def test_a_part_is_read_with_what_stands_around_it() -> None:
    local = MiniLM()
    spans = [Span(0, 33), Span(34, 61), Span(62, len(TEXT))]
    assert [TEXT[start:end][-5:] for start, end in spans] == ["stby.", " May.", "sked."]
    [rows] = local.embed_parts([TEXT], [spans])[1]
    asked = local.embed_question("When does Otto Brunn take office?")
    assert int(np.argmax(rows @ asked)) == 1
    assert rows[1] @ asked > local.embed([TEXT[34:61]])[0] @ asked


def test_a_part_beyond_the_window_is_as_the_whole() -> None:
    text = "bridge " * 400
    wholes, [parts] = MiniLM().embed_parts([text], [[Span(len(text) - 7, len(text) - 1)]])
    np.testing.assert_allclose(parts[0], wholes[0], atol=1e-6)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    write(tmp_path / "news", "Ostby", "Quellin")
    with Store.open(tmp_path / "store", InParts()) as store:
        store.ingest([tmp_path / "news"])
    return tmp_path


def ids(store: Store) -> list[str]:
    return [name for name, _ in store.lexical("bridge council Ostby Quellin", 10)]


def test_an_ingest_keeps_a_row_a_sentence(town: Path) -> None:
    with Store.open(town / "store", InParts()) as store:
        passages = store.passages(ids(store))
        rows = store.sentence_vectors([passage.id for passage in passages])
        assert passages
        for passage in passages:
            texts = [passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences]
            np.testing.assert_allclose(rows[passage.id], InParts().embed(texts), atol=0.01)


def test_a_store_without_them_gets_them_when_it_is_embedded_anew(town: Path) -> None:
    with sqlite3.connect(town / "store" / NAME) as db:
        db.execute("DELETE FROM sentence_vectors")
    db.close()
    with Store.open(town / "store", InParts()) as store:
        wanted = ids(store)
        assert wanted and store.sentence_vectors(wanted) == {}
        store.reembed()
        assert store.sentence_vectors(ids(store)).keys() == set(wanted)


def test_they_go_with_their_passage(town: Path) -> None:
    with Store.open(town / "store", InParts()) as store:
        for article in store.articles():
            store.remove(article.id)
    db = sqlite3.connect(town / "store" / NAME)
    assert db.execute("SELECT count(*) FROM sentence_vectors").fetchone() == (0,)
    db.close()
