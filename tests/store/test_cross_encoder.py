"""The cross-encoder: what it reads, that its graph is the embedder's where nothing was learned, and what it prefers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import cross_encoder
from store.cross_encoder import ANSWERS, LONGEST, Texts, tokens
from store.minilm_graph import Change, cross_encoder_graph, fast_graph, float_weights
from store.minilm_session import open_session
from store.minilm_weights import kept, kept_path, shipped

QUESTION = "How many people were hurt when the ferry hit the pier?"
READ = [
    Texts(QUESTION, "The ferry hit the pier at noon.", "Fourteen passengers were taken to hospital."),
    Texts(
        QUESTION,
        "Ferry hits pier. Fourteen were hurt.",
        "The ferry was built in 1994 and carries 300.",
    ),
    Texts(QUESTION, "Bridge opens. The minister cut the ribbon.", "It took nine years to build."),
]


def test_what_answers_comes_before_what_is_only_near() -> None:
    scores = ANSWERS.cosines(READ)
    assert int(np.argmax(scores)) == 0
    assert all(-1 <= score <= 1 for score in scores)
    assert ANSWERS.cosines([]) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.builds(Texts, *[st.text(max_size=60)] * 3), max_size=3))
def test_a_score_does_not_depend_on_what_else_is_read(others: list[Texts]) -> None:
    assert ANSWERS.cosines([*others, READ[0]])[-1:] == ANSWERS.cosines(READ[:1])


def test_each_text_is_cut_by_itself() -> None:
    [(ids, parts)] = tokens([Texts("when " * 300, "before " * 300, "bridge " * 300)])
    assert len(ids) == len(parts) and ids[0] == 101 and ids.count(102) == 3
    # The texts after the first have no [CLS] of their own.
    assert [parts.count(part) for part in range(3)] == [LONGEST[0], LONGEST[1] - 1, LONGEST[2] - 1]


def test_a_change_of_nought_is_the_embedder() -> None:
    model = shipped()
    weights = float_weights(model)
    names = {name[: -len(".weight")] for name, one in weights.items() if name.startswith("encoder.") and one.ndim == 2}
    nought = Change(
        down={name: np.zeros((weights[f"{name}.weight"].shape[0], 2), np.float32) for name in names},
        up={name: np.zeros((2, weights[f"{name}.weight"].shape[1]), np.float32) for name in names},
        parts=weights["embeddings.token_type_embeddings.weight"][[0, 0, 0]],
    )
    ids = np.array([[101, 2043, 2515, 1996, 6853, 2681, 102]])
    [plain] = open_session(fast_graph(model)).run(None, {"input_ids": ids})
    for exact in (False, True):
        session = open_session(cross_encoder_graph(model, nought, exact=exact))
        [same] = session.run(None, {"input_ids": ids, "parts": np.zeros_like(ids)})
        np.testing.assert_allclose(same, plain, atol=1e-3 if not exact else 0.3)


def test_the_form_in_8_bits_says_what_the_exact_one_says() -> None:
    written = ANSWERS.weights.read_bytes()
    change = Change(**cross_encoder.halves(written))
    exact = open_session(cross_encoder_graph(shipped(), change, exact=True))
    measured = cross_encoder._cosines(exact, READ)
    assert ANSWERS.cosines(READ) == pytest.approx(measured, abs=cross_encoder._MOST_APART)


def test_where_8_bits_overflow_the_exact_form_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_encoder, "_agree", lambda *_: False)
    model, session = cross_encoder._made(ANSWERS.weights.read_bytes())
    assert len(model) > 50_000_000
    assert int(np.argmax(cross_encoder._cosines(session, READ))) == 0


def test_it_is_kept_beside_the_embedder_under_a_name_of_its_own() -> None:
    ANSWERS.cosines(READ[:1])
    assert kept_path("-1") != kept_path() and kept_path("-1").parent == kept_path().parent
    assert kept(kept_path("-no such")) is None
