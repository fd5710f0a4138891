"""RAMDocs: the scorer's three tests, and whole runs over questions made up in the published form."""

import json
from pathlib import Path

import pytest

from assistant.model.chat import ScriptedModel
from evals.contenders import contenders
from evals.kept import Kept
from evals.options import Chosen
from evals.passages import shelve_all
from evals.ramdocs import SUITE, articles, grade, read, tasks
from evals.replies import Remembered
from evals.run import run
from evals.scoring import shown
from evals.suite import located
from store.embed import WordEmbedder
from store.errors import SettingsError
from tests.evals.answers import REFUSED, said

ROW = {
    "question": "When was the Dunmere Hall built?",
    "documents": [
        {"text": "The Dunmere Hall in Corvale was built in 1866.", "type": "correct", "answer": "1866"},
        {"text": "The Dunmere Hall in Averin was built in 2004.", "type": "correct", "answer": "2004"},
        {"text": "The Dunmere Hall in Corvale was built in 1920.", "type": "misinfo", "answer": "1920"},
        {"text": "Geese cross the Varn each autumn.", "type": "noise", "answer": "unknown"},
    ],
    "disambig_entity": ["Dunmere Hall (Corvale)", "Dunmere Hall (Averin)"],
    "gold_answers": ["1866", "2004"],
    "wrong_answers": ["1920"],
}
OTHER = ROW | {"question": "Who owns the mill?", "documents": [], "gold_answers": ["Orla Venn"], "wrong_answers": []}


def right(text: str, sides: list[str] | None = None) -> float | None:
    return grade(ROW, said((text, [1]), quotes=["x"], sides=sides or [])).scores["right"]


def test_perfect_hopeless_and_nothing_to_score() -> None:
    assert right("In 1866, and the other in 2004.") == 1
    assert right("In 1920.") == 0 and grade(ROW, REFUSED).scores["right"] == 0
    assert grade(ROW | {"gold_answers": []}, REFUSED).scores == {"right": None}


@pytest.mark.parametrize("text", ["In 1866.", "In 1866 or 2004 or 1920.", "In 1866, in 2004, or in “1920”."])
def test_all_gold_answers_and_no_wrong_one(text: str) -> None:
    assert right(text) == 0


def test_what_a_person_sees_counts_the_sides_of_a_disagreement() -> None:
    assert right("In 1866.", ["1866", "2004"]) == 1 and right("In 1866.", ["2004", "1920"]) == 0
    assert shown(said(("In 1866.", [1]), sides=["2004"])) == "In 1866. [1]\n2004"


def test_halves_are_told_apart() -> None:
    found = grade(ROW, said(("In 1866 or 2004 or 1920.", []))).scores
    assert (found["all gold answers"], found["a wrong answer"], found["refused"]) == (1, 1, 0)
    other = grade(OTHER, REFUSED)
    assert "a wrong answer" not in other.scores and other.scores["refused"] == 1
    assert grade(ROW, said(("In 1866 or 1920.", []))).reasons["right"] == "not said: 2004, wrong, but said: 1920"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A published folder in small."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "RAMDocs_dev.jsonl").write_text("\n".join(json.dumps(row) for row in (ROW, OTHER)), "utf-8")
    return folder


def test_each_question_is_answered_from_its_own_documents(data: Path, tmp_path: Path) -> None:
    rows, embedder = read(data), WordEmbedder()
    asked = tasks(rows)
    shelf = [article for number, row in enumerate(rows, 1) for article in articles(number, row)]
    model = Remembered(ScriptedModel(lambda _: "One in 1866 [1], the other in 2004 [2]."), tmp_path / "replies")
    with shelve_all(shelf, tmp_path / "store", embedder, size=200) as store:
        readers = contenders(["plain"], store, embedder, model=model, k=10)
        lines = run(asked, readers, Kept("ramdocs", {}, root=tmp_path / "runs"))
    assert [line["scores"]["right"] for line in lines] == [1, 0]
    assert len(lines[0]["answer"]["hits"]) == 4 and lines[1]["answer"]["hits"] == []
    assert lines[1]["answer"]["outcome"] == "not_found"


def test_a_whole_run_is_kept(data: Path, tmp_path: Path) -> None:
    ran = SUITE.run(Chosen(data=data, settings={"embeddings": "words"}, runs=tmp_path / "runs"))
    assert [line["id"] for line in ran.lines] == ["001", "002"] and ran.kept.lines()
    assert ran.lines[0]["tags"] == ("several gold answers", "with misinfo", "with noise")
    limited = SUITE.run(Chosen(data=data, settings={"embeddings": "words"}, limit=1, runs=tmp_path / "runs"))
    assert len(limited.lines) == 1 and limited.kept.folder != ran.kept.folder


def test_a_folder_without_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no RAMDocs\*\.jsonl"):
        located(SUITE, tmp_path)
