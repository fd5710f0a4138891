"""The labelled stories: each quote stands in its article, and all kinds of outcomes are asked for."""

from collections import Counter
from pathlib import Path

import pytest

from evals import labelled
from evals.cases import load

CASES = Path(__file__).resolve().parents[2] / "evals" / "cases"


def test_every_quote_stands_in_its_article_and_most_questions_are_no_dispute() -> None:
    cases = load(CASES / "disputes.jsonl", CASES / "disputes")
    outcomes = Counter(case.outcome for case in cases)
    assert len(cases) >= 50 and outcomes["disputed"] >= 15 and outcomes["answered"] >= outcomes["disputed"]
    tags = {tag for case in cases for tag in case.tags}
    assert {"disputed", "update", "less specific", "another thing", "copies", "agreed"} <= tags
    assert all(("disputed" in case.tags) == (case.outcome == "disputed") for case in cases)


@pytest.mark.parametrize(("name", "disputed"), [("disputes_wires", 20), ("disputes_later", 10)])
def test_the_stories_that_no_rule_was_made_on_are_sound(name: str, disputed: int) -> None:
    cases = load(CASES / f"{name}.jsonl", CASES / name)
    outcomes = Counter(case.outcome for case in cases)
    assert outcomes["disputed"] >= disputed and outcomes["answered"] >= 8
    assert all(("disputed" in case.tags) == (case.outcome == "disputed") for case in cases)


def test_the_lists_are_sound() -> None:
    cases = load(CASES / "lists.jsonl", CASES / "lists")
    assert len(cases) >= 25 and all("list" in case.tags and case.outcome == "answered" for case in cases)
    assert sum("several articles" in case.tags for case in cases) >= 5


@pytest.mark.parametrize("name", ["abroad", "town", "trade", "unseen"])
def test_the_stories_ask_for_what_is_there_and_for_what_is_not(name: str) -> None:
    cases = load(CASES / f"{name}.jsonl", CASES / name)
    outcomes = Counter(case.outcome for case in cases)
    assert len(cases) >= 100 and min(outcomes[kind] for kind in ("answered", "disputed", "not_found")) >= 12
    assert sum("look-alike" in case.tags for case in cases) >= 20


def test_what_nothing_is_fitted_on_is_not_read_to_fit() -> None:
    read = {source.articles.name for source in labelled.fitted_on()}
    assert {"abroad", "town", "trade"} < read and "unseen" not in read
