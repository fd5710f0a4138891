"""CLAP NQ: the scorer's three tests, and a whole run over questions made up in the published form."""

import json
from pathlib import Path

from assistant.answer import Answer
from evals.clapnq import SUITE, read, tasks
from evals.clapnq import grade as graded
from evals.figures import Scores, figures
from evals.options import Chosen
from evals.published_files import Row
from tests.evals.answers import REFUSED, said

MILL = "The mill at Dunmere burned down in 2019. It was never rebuilt."
GOLD = "It was never rebuilt."
ROW = {
    "id": "1",
    "input": "Was the mill at Dunmere rebuilt?",
    "passages": [{"title": "The mill", "text": MILL, "sentences": MILL.split(". ")}],
    "output": [{"answer": "The mill was never rebuilt", "selected_sentences": [GOLD]}],
}
OTHER = ROW | {"id": "2", "input": "Who counts the geese?", "output": [{"answer": "", "selected_sentences": []}]}


def grade(answerable: bool, row: Row, answer: Answer) -> Scores:
    return graded(answerable, row, answer).scores


def test_perfect_hopeless_and_nothing_to_score() -> None:
    perfect = grade(True, ROW, said(("The mill was never rebuilt", [1]), quotes=[GOLD]))
    assert perfect["ROUGE-L recall"] == perfect["right"] == perfect["claims on a gold sentence"] == 1
    assert (perfect["ROUGE-L"] or 0) > 0.9 and perfect["answerable, refused"] == 0
    hopeless = grade(True, ROW, said(("Geese", [1]), quotes=["Geese cross the Varn."]))
    assert hopeless["ROUGE-L"] == hopeless["ROUGE-L recall"] == hopeless["right"] == 0
    nothing = grade(True, ROW | {"output": []}, said(("Geese", [1]), quotes=["Geese cross the Varn."]))
    assert nothing["ROUGE-L"] is None and nothing["right"] is None


def test_a_refusal_is_right_where_nothing_answers_and_says_nothing_elsewhere() -> None:
    assert grade(False, OTHER, REFUSED) == {"right": 1, "unanswerable, refused": 1}
    assert grade(False, OTHER, said(("Geese", [1]), quotes=[GOLD]))["right"] == 0
    refused = grade(True, ROW, REFUSED)
    assert refused["ROUGE-L"] == refused["right"] == 0 and refused["answerable, refused"] == 1


def test_a_whole_run(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    (data / "answerable_dev.jsonl").write_text(json.dumps(ROW) + "\n", "utf-8")
    (data / "unanswerable_dev.jsonl").write_text(json.dumps(OTHER) + "\n", "utf-8")
    assert [task.stratum for task in tasks(read(data))] == ["answerable", "unanswerable"]
    ran = SUITE.run(Chosen(data=data, settings={"embeddings": "words"}, runs=folder / "runs"))
    found = {one.score: one.interval for one in figures(ran.lines)}
    assert (right := found["right"]) and (refused := found["unanswerable, refused"])
    assert right.n == 2 and refused.mean == 1 and not ran.stopped
    assert [line["tags"] for line in ran.lines] == [("answerable",), ("unanswerable",)]
    assert all(line["reasons"]["right"] for line in ran.lines)
