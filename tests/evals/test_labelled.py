"""Labelled questions: published files are read as they are, each text an article that can be ingested."""

import csv
import json
from pathlib import Path

from evals.labelled import OWN, STORIES, TAUGHT, UNKNOWN, Labelled, chunking, clapnq, fitted_on, own, squad, taught
from store.article import Loaded
from store.load import load

MILL = "The mill at Dunmere burned down in 2019. It was never rebuilt."
GEESE = "Geese cross the Varn each autumn. Nobody counts them."


def lines(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_squad_gold_stands_in_its_own_context(tmp_path: Path) -> None:
    rows = [
        {"question": "When did the mill burn?", "context": MILL, "answers": ["2019"], "is_impossible": False},
        {"question": "Who rebuilt the mill?", "context": MILL, "answers": [], "is_impossible": True},
        {"question": "When do geese cross?", "context": GEESE, "answers": ["autumn"], "is_impossible": False},
    ]
    lines(tmp_path / "squad2" / "squad2_dev_300.jsonl", *rows)
    source = squad(tmp_path / "squad2", tmp_path / "articles")
    first, second, _ = source.questions
    assert first.answered_by("The mill at Dunmere burned down in 2019.")
    assert not first.answered_by("It was never rebuilt.") and not first.answered_by("It rained in 2019.")
    assert second.gold == () and not second.answered_by("It was never rebuilt.")
    assert texts(source.articles) == [MILL, GEESE]


def test_clapnq_gold_is_the_marked_sentences(tmp_path: Path) -> None:
    passages = [{"title": "Mill", "text": MILL}]
    marked = [{"selected_sentences": ["It was never rebuilt."]}]
    lines(tmp_path / "answerable_dev.jsonl", {"input": "Was it rebuilt?", "passages": passages, "output": marked})
    other = {"input": "Who owned it?", "passages": [{"title": "Geese", "text": GEESE}], "output": []}
    lines(tmp_path / "unanswerable_dev.jsonl", other)
    source = clapnq(tmp_path, tmp_path / "articles")
    assert [question.gold for question in source.questions] == [("It was never rebuilt.",), ()]
    assert source.questions[0].answered_by("It was never rebuilt.")
    assert texts(source.articles) == [MILL, GEESE]


def test_our_own_questions_keep_the_options_they_are_asked_with(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MILL, "utf-8")
    evidence = [{"article": "a.txt", "quote": "It was never rebuilt."}]
    row = {"id": "1", "question": "Was it?", "tags": ["x"], "outcome": "answered", "facts": [["never"]]}
    lines(tmp_path / "fit.jsonl", row | {"evidence": evidence, "as_of": "2031-05-02"})
    [question] = own(tmp_path / "fit.jsonl", tmp_path).questions  # it names nothing that could be unknown
    assert question.source == OWN and str(question.options["as_of"]) == "2031-05-02"
    assert question.answered_by("It was never rebuilt.")


def test_what_is_asked_is_asked_of_the_unknown_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MILL, "utf-8")
    evidence = [{"article": "a.txt", "quote": "burned down in 2019"}]
    row = {"id": "1", "question": "When did the mill at Dunmere burn?", "tags": ["x"], "outcome": "answered"}
    lines(tmp_path / "fit.jsonl", row | {"facts": [["2019"]], "evidence": evidence})
    known, unknown = own(tmp_path / "fit.jsonl", tmp_path).questions
    assert (known.source, unknown.source) == (OWN, UNKNOWN) and known.gold and not unknown.gold
    assert unknown.question == "When did the mill at Eremnud burn?" and unknown.options == known.options
    lines(
        tmp_path / "fit.jsonl",
        row | {"question": "When did Hannah burn it?", "facts": [["2019"]], "evidence": evidence},
    )
    assert len(own(tmp_path / "fit.jsonl", tmp_path).questions) == 1


def test_chunking_questions_are_asked_of_whole_lines(tmp_path: Path) -> None:
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora" / "mill.md").write_text(f"{MILL}\n" * 100 + f"{GEESE}\n", "utf-8")
    row = json.dumps([{"content": "It was never rebuilt.", "start_index": 40, "end_index": 61}])
    with (tmp_path / "questions_df.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("question", "references", "corpus_id"), ("Was it rebuilt?", row, "mill")])
    source = chunking(tmp_path, tmp_path / "articles")
    [question] = source.questions
    assert question.answered_by("It was never rebuilt.") and not question.answered_by(GEESE)
    pieces = texts(source.articles)
    assert len(pieces) == 2 and [line for piece in pieces for line in piece.splitlines()] == [*[MILL] * 100, GEESE]


def test_what_is_fitted_on_was_not_taught_and_unseen_is_neither(tmp_path: Path) -> None:
    fitted, learned = list(fitted_on()), list(taught(None, tmp_path))
    assert (len(fitted), len(learned)) == (1 + len(STORIES), len(TAUGHT))
    assert not {"unseen", "sample", *STORIES} & set(TAUGHT) and "unseen" not in STORIES
    for sources, least in ((fitted, 1000), (learned, 1800)):
        assert all(source.articles.is_dir() for source in sources)
        assert sum(len(source.questions) for source in sources) >= least
        assert {question.source for source in sources for question in source.questions} == {OWN, UNKNOWN}


def test_nothing_to_find_is_found_in_nothing() -> None:
    assert not Labelled(source="x", question="?", gold=()).answered_by("Anything.")


def texts(folder: Path) -> list[str]:
    found = [item for path in sorted(folder.iterdir()) for item in load(path)]
    return [item.text for item in found if isinstance(item, Loaded)]
