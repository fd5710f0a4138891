"""The local model: what it says, that texts do not disturb one another, and the cache of its fast form."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.embed import embedder
from store.minilm import MiniLM
from store.minilm_graph import fast_graph
from store.minilm_weights import keep, kept, shipped
from store.wordpiece import token_counts, token_ids

TEXTS = [
    "The harbour bridge of Norrvik will stay closed until March.",
    "Bakers in Tollan asked for cheaper flour.",
    "",
    "No ship may pass under the bridge before spring, the harbour office said.",
]


def test_like_texts_are_near() -> None:
    local = MiniLM()
    scores = local.embed(TEXTS) @ local.embed_question("When does the bridge open again?")
    assert {int(place) for place in np.argsort(-scores)[:2]} == {0, 3}
    assert scores[0] > 0.4 > scores[1]


def test_rows_are_unit_and_in_order() -> None:
    local = embedder("local")
    rows = local.embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert local.embed([]).shape == (0, 384)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=200))
def test_a_row_does_not_depend_on_the_other_texts(others: list[str], text: str) -> None:
    local = MiniLM()
    np.testing.assert_array_equal(local.embed([*others, text, "longer " * 90])[len(others)], local.embed_question(text))


def test_what_is_over_the_window_is_not_seen() -> None:
    local = MiniLM()
    full = "bridge " * local.window
    assert local.count([full]) == [local.window]
    np.testing.assert_array_equal(local.embed([full])[0], local.embed([full + "and much more"])[0])


def test_tokens_are_neither_padded_nor_cut_by_the_file() -> None:
    assert token_counts(["", "a bridge", "word " * 300, "\ud800"])[:3] == [0, 2, 300]
    assert [len(ids) for ids in token_ids(["", "a bridge", "word " * 300], limit=256)] == [2, 4, 256]
    (cut,) = token_ids(["word " * 300], limit=256)
    assert (cut[0], cut[-1]) == (101, 102)


def test_the_fast_graph_is_the_same_each_time() -> None:
    model = shipped()
    assert fast_graph(model) == fast_graph(model)


def test_a_kept_form_comes_back_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "model.bin"
    assert kept(path) is None
    keep(path, b"the model")
    assert kept(path) == b"the model"
    assert list(path.parent.iterdir()) == [path]
    path.write_bytes(path.read_bytes()[:-1])
    assert kept(path) is None
    path.write_bytes(b"")
    assert kept(path) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    keep(blocked / "cache" / "model.bin", b"the model")
    assert kept(blocked / "cache" / "model.bin") is None


def test_llama_index_speaks_to_it() -> None:
    pytest.importorskip("llama_index.core")
    from store.llama_embedding import LlamaEmbedding

    wrapped = LlamaEmbedding(embedder("words"))
    assert wrapped.model_name == "words"
    assert len(wrapped.get_text_embedding_batch(["a", "b"])) == 2
    assert wrapped.get_query_embedding("a") == wrapped.get_text_embedding("a")
