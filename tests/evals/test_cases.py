"""Case files: what loads, how each fault is named, and the two files that the repository ships."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Turn
from evals.cases import Case, CaseError, Evidence, load

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "articles"
SAMPLE = ROOT / "evals" / "cases" / "sample.jsonl"
FIT = ROOT / "evals" / "cases" / "fit.jsonl"

QUOTE = "The heron left\nthe quay at dawn."
GOOD: dict[str, Any] = {
    "id": "heron-when-1",
    "question": "When did the heron leave?",
    "tags": ["when"],
    "outcome": "answered",
    "facts": [["at dawn"]],
    "evidence": [{"article": "heron.txt", "quote": "The heron left the quay at dawn."}],
}
NOT_FOUND = {"id": "heron-not-1", "question": "How old is it?", "tags": ["not-in-articles"], "outcome": "not_found"}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "heron.txt").write_text(QUOTE, encoding="utf-8")
    records = [
        {"title": "One", "text": "The first bird is a swan."},
        {"title": "Two", "text": "The second is a crane."},
    ]
    (folder / "birds.jsonl").write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def write(folder: Path, *lines: dict[str, Any] | str) -> Path:
    path = folder.parent / "cases.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def quoting(article: str, quote: str) -> dict[str, Any]:
    return GOOD | {"evidence": [{"article": article, "quote": quote}]}


def test_a_good_file_loads(articles: Path) -> None:
    follow_up = GOOD | {
        "id": "heron-follow-1",
        "as_of": "2031-06-01",
        "outlets": ["The Quay"],
        "history": [{"question": "Who left?", "answer": "The heron."}],
    }
    cases = load(write(articles, GOOD, "", follow_up, NOT_FOUND), articles)
    assert cases[0] == Case(
        id="heron-when-1",
        question="When did the heron leave?",
        tags=("when",),
        outcome="answered",
        facts=(("at dawn",),),
        evidence=(Evidence(article="heron.txt", quote="The heron left the quay at dawn."),),
    )
    assert cases[1].as_of == date(2031, 6, 1)
    assert cases[1].outlets == ("The Quay",)
    assert cases[1].history == (Turn(question="Who left?", answer="The heron."),)
    assert cases[2].outcome == "not_found"


def test_one_article_of_a_json_lines_file_is_named_by_its_number(articles: Path) -> None:
    assert load(write(articles, quoting("birds.jsonl#2", "a crane")), articles)
    with pytest.raises(CaseError, match=r"the quote is not in birds\.jsonl#1"):
        load(write(articles, quoting("birds.jsonl#1", "a crane")), articles)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "Invalid JSON"),
        ("[]", "should be an object"),
        (GOOD | {"hint": "look up"}, "hint: Unexpected"),
        (GOOD | {"evidence": [{"article": "heron.txt", "quote": "at dawn", "page": 1}]}, "page: Unexpected"),
        (GOOD | {"outcome": "maybe"}, "outcome: .*'answered', 'disputed' or 'not_found'"),
        ({key: value for key, value in GOOD.items() if key != "question"}, "question: "),
        (GOOD | {"question": " "}, "needs an id, a question"),
        (GOOD | {"tags": []}, "at least one tag"),
        (GOOD | {"as_of": "last week"}, "as_of: "),
        (GOOD | {"facts": []}, "needs facts and evidence"),
        (GOOD | {"evidence": []}, "needs facts and evidence"),
        (GOOD | {"facts": [["at dawn", " "]]}, "none may be blank"),
        (GOOD | {"facts": [[]]}, "at least one alternative"),
        (GOOD | {"outcome": "not_found"}, "no facts and no evidence"),
        (quoting("egret.txt", "at dawn"), r"there is no article egret\.txt"),
        (quoting("empty.txt", "at dawn"), r"the article empty\.txt can't be read"),
        (quoting("heron.txt", "at dusk"), r"the quote is not in heron\.txt: 'at dusk'"),
        (quoting("heron.txt", " "), "is empty"),
        (quoting("birds.jsonl", "a swan"), r"holds 2 articles; write birds\.jsonl#1"),
        (quoting("birds.jsonl#3", "a swan"), r"has no article #3"),
        (quoting("birds.jsonl#one", "a swan"), r"has no article #one"),
    ],
)
def test_each_fault_is_named_with_file_and_line(articles: Path, line: dict[str, Any] | str, fault: str) -> None:
    path = write(articles, NOT_FOUND, line)
    with pytest.raises(CaseError, match=fault) as raised:
        load(path, articles)
    assert str(raised.value).startswith(f"{path}:2: ")
    assert "\n" not in str(raised.value)


def test_an_id_can_be_used_once(articles: Path) -> None:
    with pytest.raises(CaseError, match="heron-when-1' is used twice"):
        load(write(articles, GOOD, GOOD), articles)


def test_a_missing_case_file_is_named(articles: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.jsonl: can't be read"):
        load(articles / "none.jsonl", articles)


@pytest.fixture(scope="module")
def shipped() -> dict[str, list[Case]]:
    return {path.stem: load(path, ARTICLES) for path in (SAMPLE, FIT)}


def test_the_shipped_cases_are_enough(shipped: dict[str, list[Case]]) -> None:
    sample = shipped["sample"]
    kinds = Counter(tag for case in sample for tag in case.tags)
    outcomes = Counter(case.outcome for case in sample)
    assert len(sample) >= 120
    assert outcomes["not_found"] >= 35
    assert outcomes["disputed"] >= 8
    asked = "when, where, who, how many, how much, why, what, list, several articles, as-of, follow-up, look-alike"
    assert min(kinds[kind] for kind in asked.split(", ")) >= 8


def test_the_threshold_is_fitted_on_other_questions_than_it_is_tested_on(shipped: dict[str, list[Case]]) -> None:
    sample, fit = shipped["sample"], shipped["fit"]
    assert not {case.id for case in sample} & {case.id for case in fit}
    assert not {folded(case) for case in sample} & {folded(case) for case in fit}


def folded(case: Case) -> str:
    return " ".join(case.question.casefold().rstrip("?.! ").split())
