"""CLAP NQ: the scorer's three tests, and a whole run over questions made up in the published form."""

import json
from pathlib import Path

from click.testing import CliRunner

from evals.clapnq import grade, main, read, tasks
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
    done = CliRunner().invoke(main, ["--data", str(data), "--embeddings", "words", "--json"], catch_exceptions=False)
    figures = {one["score"]: one["interval"] for one in json.loads(done.stdout)["figures"]}
    assert figures["right"]["n"] == 2 and figures["unanswerable, refused"]["mean"] == 1
