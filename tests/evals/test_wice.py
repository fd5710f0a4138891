"""WiCE is read as it is published; the figures are those of its paper."""

import json
from pathlib import Path

from evals.figures import Line
from evals.options import Chosen
from evals.wice import SUITE, f1, quotes

ROW = {
    "label": "supported",
    "claim": "The mill burned down on 3 May 2019.",
    "evidence": ["(meta data) PUBLISHED DATETIME: 2019-05-04 10:00", "The mill burned down yesterday.", "Geese cried."],
    "supporting_sentences": [[1]],
}


def line(kept: bool, supported: bool, half: str = "first half") -> Line:
    counts = {"kept": float(kept), "supported": float(supported), "both": float(kept and supported)}
    return {"answer": {"counts": counts}, "tags": [half]}


def test_marked_sentences_are_the_quotes_and_the_day_is_read() -> None:
    [quote] = quotes(ROW)
    assert quote.text == "The mill burned down yesterday." and str(quote.passage.published) == "2019-05-04"
    assert quote.passage.text[quote.start :].startswith(quote.text)


def test_without_a_mark_the_nearest_sentences_are_held_against_it() -> None:
    found = quotes(ROW | {"supporting_sentences": [[]]})
    assert "The mill burned down yesterday." in [quote.text for quote in found]


def test_a_file_is_judged(tmp_path: Path) -> None:
    other = ROW | {"label": "partially_supported", "claim": "The mill burned down on 9 May 2019."}
    (tmp_path / "claim_dev.jsonl").write_text(json.dumps(ROW) + "\n" + json.dumps(other) + "\n", "utf-8")
    ran = SUITE.run(Chosen(data=tmp_path, readers=("check",), runs=tmp_path / "runs"))
    assert [one["scores"]["right"] for one in ran.lines] == [1, 1] and f1(ran.lines)["F1"] == 1
    assert ran.lines[0]["scores"]["supported, kept"] == 1 and "supported, kept" not in ran.lines[1]["scores"]
    assert ran.lines[1]["reasons"]["right"] != "kept" and ran.lines[1]["answer"]["text"] == "dropped"


def test_perfect_hopeless_and_nothing() -> None:
    assert f1([line(True, True), line(False, False)]) == {"F1": 1, "F1, first half": 1, "F1, second half": None}
    assert f1([line(False, True), line(True, False)])["F1"] == 0
    assert f1([])["F1"] is None and f1([line(True, False)])["F1"] is None
