"""The chunking evaluation: its scores at the ends of their range, and a whole run on a made-up folder."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.chunking import Score, evaluate, read, score
from store.article import Span
from store.embed import WordEmbedder

spans = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair))), max_size=4
)


def test_perfect_hopeless_and_nothing_to_score() -> None:
    assert score([Span(10, 20)], [Span(10, 20)]) == Score(1, 1, 1)
    assert score([Span(20, 30)], [Span(10, 20)]) == Score(0, 0, 0)
    assert score([], [Span(10, 20)]) == Score(0, 0, 0)
    assert score([Span(10, 20)], []) is None


def test_a_passage_twice_as_long_has_half_the_precision() -> None:
    assert score([Span(0, 20)], [Span(10, 20)]) == Score(1, 0.5, 0.5)
    assert score([Span(0, 15)], [Span(10, 20)]) == Score(0.5, 5 / 15, 5 / 20)


def test_what_passages_share_counts_twice_below_the_line() -> None:
    assert score([Span(10, 20), Span(10, 20)], [Span(10, 20)]) == Score(1, 0.5, 0.5)


@given(spans, spans)
def test_scores_are_shares(found: list[Span], gold: list[Span]) -> None:
    scored = score(found, gold)
    assert scored is None or all(0 <= share <= 1 for share in scored)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published folder in small: one corpus of three paragraphs, a question on the second."""
    lines = ["Norrvik has a harbour. " * 20, "The ferry to Tollan leaves at noon. ", "Bakers rise early there. " * 20]
    text = "\n\n".join(lines)
    start = text.index("The ferry")
    gold = [{"content": "The ferry to Tollan leaves at noon.", "start_index": start, "end_index": start + 35}]
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "island.md").write_text(text, "utf-8")
    with (tmp_path / "questions_df.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["question", "references", "corpus_id"])
        rows.writerow(["When does the ferry to Tollan leave?", json.dumps(gold), "island"])
    return tmp_path


def test_a_whole_run(folder: Path) -> None:
    corpora, questions = read(folder)
    assert corpora["island"][slice(*questions[0].gold[0])] == "The ferry to Tollan leaves at noon."
    scores = evaluate(corpora, questions, WordEmbedder(), size=40)
    assert set(scores) == {"dense", "lexical", "fused"}
    assert scores["fused"].recall == 1
    assert scores["fused"].precision < 1
