"""What a reader liked is a test question that evals can load."""

import json
from pathlib import Path

from evals.cases import load
from page.feedback import NAME, cases, feedback, save
from page.picks import Picks
from page.picks import read as read_picks
from tests.page.kit import TEXT, turn


def test_a_liked_answer_becomes_a_case(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    (articles / "news").mkdir(parents=True)
    (articles / "news" / "merrow.txt").write_text(TEXT, "utf-8")
    chosen = Picks(outlets=("Sable Ledger",), since=read_picks('{"since": "2031-01-02"}').since)
    turns = [turn(), turn(picks=chosen.to_json())]
    save(tmp_path, feedback(turns, 2, articles, liked=True, why="exact"))
    save(tmp_path, feedback(turns, 1, articles, liked=False, why="\n too\nshort "))
    (tmp_path / "cases.jsonl").write_text("\n".join(cases(tmp_path / NAME)), "utf-8")
    [case] = load(tmp_path / "cases.jsonl", articles)
    assert (case.question, case.outcome, case.outlets) == ("When did the Merrow leave?", "answered", ("Sable Ledger",))
    assert case.facts == (("The Merrow left Dunmere on 3 June.",),)
    assert [item.article for item in case.evidence] == ["news/merrow.txt"] and len(case.history) == 1
    assert json.loads((tmp_path / NAME).read_text("utf-8").splitlines()[1])["why"] == "too short"


def test_one_that_was_not_found_needs_no_evidence(tmp_path: Path) -> None:
    save(tmp_path, feedback([turn(outcome="not_found")], 1, None, liked=True, why=""))
    (tmp_path / "cases.jsonl").write_text("\n".join(cases(tmp_path / NAME)), "utf-8")
    [case] = load(tmp_path / "cases.jsonl", tmp_path)
    assert case.outcome == "not_found" and not case.evidence
