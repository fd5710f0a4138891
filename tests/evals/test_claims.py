"""The check drops near misses and keeps paraphrases; a case whose quote is not in its article is refused."""

import json
from pathlib import Path

import pytest

from evals.cases import CaseError
from evals.claims import CASES, FILES, SUITE, judge, load, probes
from evals.figures import figures
from evals.options import Chosen
from evals.probing import Probe

SAID = "The mill at Dunmere burned down in 2019."


def lay(folder: Path, **changed: object) -> Path:
    (folder / "mill.txt").write_text(f"{SAID}\n\nIt was never rebuilt, the council said.\n", "utf-8")
    row = {"claim": SAID, "quotes": [{"file": "mill.txt", "quote": SAID}], "kind": "paraphrase", "carried": True}
    for name in FILES:
        (folder / name).write_text(json.dumps(row | changed) + "\n", "utf-8")
    return folder


def first(folder: Path) -> Probe:
    return probes(folder, folder)[0]


def test_a_case_is_judged_by_its_quote(tmp_path: Path) -> None:
    kept = judge(first(lay(tmp_path)))
    assert kept.scores == {"right": 1, "paraphrases kept": 1} and kept.reasons["right"] == kept.text == "kept"
    dropped = judge(first(lay(tmp_path, claim="The mill at Dunmere burned down in 2018.")))
    assert dropped.scores["right"] == 0 and "2018" in dropped.reasons["right"]


def test_near_misses_and_held_out_cases_are_scored_apart(tmp_path: Path) -> None:
    changed = {"claim": "The mill at Dunmere burned down in 2018.", "kind": "date", "carried": False, "held": True}
    probe = first(lay(tmp_path, **changed))
    assert judge(probe).scores == {"right": 1, "near misses dropped": 1, "near misses dropped, held out": 1}
    assert probe.tags == ("date", "held out")


@pytest.mark.parametrize(
    "quotes", [[{"file": "mill.txt", "quote": "It was rebuilt."}], [{"file": "no.txt", "quote": "It"}]]
)
def test_a_quote_that_is_not_there_is_refused(tmp_path: Path, quotes: object) -> None:
    with pytest.raises(CaseError, match=r"near_miss\.jsonl:1"):
        list(load(lay(tmp_path, quotes=quotes) / FILES[0], tmp_path))


def test_there_are_enough_cases_of_every_kind() -> None:
    loaded = [case for name in FILES for case, _ in load(CASES / name)]
    counts = {kind: sum(case.kind == kind for case in loaded) for kind in {case.kind for case in loaded}}
    assert sum(not case.carried for case in loaded) >= 200 and counts.pop("paraphrase") >= 200
    assert min(counts.values()) >= 30 and sum(case.held for case in loaded) >= len(loaded) // 3 - 2


def test_the_check_drops_near_misses_and_keeps_paraphrases(tmp_path: Path) -> None:
    ran = SUITE.run(Chosen(readers=("check",), runs=tmp_path))
    found = {one.score: one.interval for one in figures(ran.lines)}
    assert (near := found["near misses dropped"]) and (true := found["paraphrases kept"])
    assert near.mean >= 0.97 and true.mean >= 0.85
