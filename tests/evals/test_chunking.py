"""The chunking evaluation: its scores at the ends of their range, and a whole run on a made-up folder."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.chunking import SUITE, read
from evals.options import Chosen
from evals.spans import Place, Score, met, score, score_places
from store.article import Span
from store.errors import SettingsError

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


def test_a_whole_run(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    corpora, questions = read(folder)
    assert corpora["island"][slice(*questions[0].gold[0])] == "The ferry to Tollan leaves at noon."
    chosen = Chosen(data=folder, readers=SUITE.usual, settings={"embeddings": "words"}, parameters={"size": "40"})
    ran = SUITE.run(replace(chosen, runs=tmp_path_factory.mktemp("runs")))
    scores = {line["reader"]: line["scores"] for line in ran.lines}
    assert set(scores) == {"dense", "lexical", "fused"}
    assert scores["fused"]["recall"] == 1 and scores["fused"]["precision"] < 1
    with pytest.raises(SettingsError, match="from 16"):
        SUITE.run(replace(chosen, parameters={"size": "4"}))


def test_another_folder_is_said_to_be_one(folder: Path) -> None:
    (folder / "corpora" / "island.md").unlink()
    with pytest.raises(SettingsError, match=r"corpora/island\.md"):
        read(folder)
    (folder / "questions_df.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(SettingsError, match="not as published"):
        read(folder)


def test_spans_of_several_articles_do_not_meet() -> None:
    found = [Place("a", Span(0, 10)), Place("b", Span(10, 20))]
    assert score_places(found, [Place("a", Span(0, 10)), Place("b", Span(10, 20))]) == Score(1, 1, 1)
    assert score_places(found, [Place("b", Span(0, 10))]) == Score(0, 0, 0)
    assert score_places(found, []) is None


def test_a_gold_span_is_met_where_half_of_it_first_stands() -> None:
    gold = [Place("a", Span(0, 10)), Place("a", Span(100, 110))]
    found = [Place("b", Span(0, 10)), Place("a", Span(5, 105)), Place("a", Span(0, 50)), Place("a", Span(6, 50))]
    assert met(found, gold) == ["other 0", "gold 0", "gold 1", "other 3"] and met([], gold) == []
