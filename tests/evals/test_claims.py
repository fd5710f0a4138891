"""The check drops near misses and keeps paraphrases; a case whose quote is not in its article is refused."""

import json
from pathlib import Path

import pytest

from evals.cases import CaseError
from evals.claims import CASES, FILES, Case, Judged, figures, judge, load, table

SAID = "The mill at Dunmere burned down in 2019."


def lay(folder: Path, **changed: object) -> Path:
    (folder / "mill.txt").write_text(f"{SAID}\n\nIt was never rebuilt, the council said.\n", "utf-8")
    row = {"claim": SAID, "quotes": [{"file": "mill.txt", "quote": SAID}], "kind": "paraphrase", "carried": True}
    path = folder / "cases.jsonl"
    path.write_text(json.dumps(row | changed) + "\n", "utf-8")
    return path


def test_a_case_is_judged_by_its_quote(tmp_path: Path) -> None:
    [item] = judge(lay(tmp_path), tmp_path)
    assert item.right and item.reason is None
    [item] = judge(lay(tmp_path, claim="The mill at Dunmere burned down in 2018."), tmp_path)
    assert not item.right and item.reason


@pytest.mark.parametrize(
    "quotes", [[{"file": "mill.txt", "quote": "It was rebuilt."}], [{"file": "no.txt", "quote": "It"}]]
)
def test_a_quote_that_is_not_there_is_refused(tmp_path: Path, quotes: object) -> None:
    with pytest.raises(CaseError, match=r"cases\.jsonl:1"):
        list(load(lay(tmp_path, quotes=quotes), tmp_path))


def test_figures_count_by_kind_and_held_out() -> None:
    near = Case(claim="x", quotes=(), kind="date", carried=False, held=True)
    true = Case(claim="x", quotes=(), kind="paraphrase", carried=True)
    found = figures([Judged(case=near, reason="because"), Judged(case=true, reason=None)])
    assert found["near misses dropped"] == found["near misses dropped, held out"] == (1, 1)
    assert found["paraphrases kept"] == (1, 1) and found["paraphrases kept, held out"] == (0, 0)
    assert found["  date"] == (1, 1) and "100.0%" in table([Judged(case=true, reason=None)])


def test_there_are_enough_cases_of_every_kind() -> None:
    loaded = [case for name in FILES for case, _ in load(CASES / name)]
    counts = {kind: sum(case.kind == kind for case in loaded) for kind in {case.kind for case in loaded}}
    assert sum(not case.carried for case in loaded) >= 200 and counts.pop("paraphrase") >= 200
    assert min(counts.values()) >= 30 and sum(case.held for case in loaded) >= len(loaded) // 3 - 2


def test_the_check_drops_near_misses_and_keeps_paraphrases() -> None:
    found = figures([item for name in FILES for item in judge(CASES / name)])
    (dropped, near), (kept, true) = found["near misses dropped"], found["paraphrases kept"]
    assert dropped >= 0.97 * near and kept >= 0.85 * true
