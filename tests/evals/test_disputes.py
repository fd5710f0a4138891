"""The labelled disputes stand in their articles, and about as many questions are no dispute as are one."""

from collections import Counter
from pathlib import Path

from evals.cases import load

CASES = Path(__file__).resolve().parents[2] / "evals" / "cases"


def test_every_quote_stands_in_its_article_and_most_questions_are_no_dispute() -> None:
    cases = load(CASES / "disputes.jsonl", CASES / "disputes")
    outcomes = Counter(case.outcome for case in cases)
    assert len(cases) >= 50 and outcomes["disputed"] >= 15 and outcomes["answered"] >= outcomes["disputed"]
    tags = {tag for case in cases for tag in case.tags}
    assert {"disputed", "update", "less specific", "another thing", "copies", "agreed"} <= tags
    assert all(("disputed" in case.tags) == (case.outcome == "disputed") for case in cases)
