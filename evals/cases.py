"""Test questions, each with what a right answer must say: read from JSON lines and checked against the articles.

The lines are cases as docs/evals.md describes them, or what the page keeps of answers that people liked or did not.

A case whose quote does not stand in its article is refused, so that a corpus and its questions can't drift apart.
Asking the questions is left to the suites, judging the answers to the scorers.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.answer import Outcome, Turn
from store.errors import ArticleError, DatelineError
from store.load import load as load_articles


class CaseError(DatelineError):
    """A line of a case file can't be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that carry the answer. `article` is a path below the articles folder; `#2` after it: its second article."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    article: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question. An answer holds a fact if it holds one of its alternatives; a right answer holds all facts."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    question: str
    tags: tuple[str, ...]
    outcome: Outcome
    facts: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    as_of: date | None = None
    outlets: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    history: tuple[Turn, ...] = ()


LINE = TypeAdapter(Case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a file of cases holds: those that can be asked, what is wrong with each other line, and how many wait.

    Waiting is feedback to an answer that was not liked: a person has yet to write in what is right.
    """

    cases: tuple[Case, ...]
    faults: tuple[CaseError, ...]
    waiting: int


def load(path: Path, articles: Path) -> list[Case]:
    """Return the cases of a JSON-lines file; `CaseError` names the file, line and fault of the first bad one."""
    found = check(path, articles)
    if found.faults:
        raise found.faults[0]
    return list(found.cases)


def check(path: Path, articles: Path) -> Checked:
    """Return the cases of a JSON-lines file with the faults of all its lines; `CaseError` where it can't be read."""
    texts: dict[str, str] = {}
    cases: dict[str, Case] = {}
    faults, seen, waiting = [], set[str](), set[str]()
    for number, line in _lines(path):
        try:
            feedback = _feedback(line)
            if feedback:
                cases.pop(feedback.id, None)  # what was thought last of an answer counts
                seen.discard(feedback.id)
                waiting.discard(feedback.id)
            if feedback and feedback.waits:
                waiting.add(feedback.id)
                continue
            case = _parse(feedback.case if feedback else line)
            if case.id in seen:
                raise CaseError(f"the id {case.id!r} is used twice")
            seen.add(case.id)
            _check_answer(case)
            for evidence in case.evidence:
                _check_quote(evidence, articles, texts)
            cases[case.id] = case
        except CaseError as fault:
            faults.append(_placed(fault, f"{path}:{number}"))
    return Checked(cases=tuple(cases.values()), faults=tuple(faults), waiting=len(waiting))


def _placed(fault: CaseError, place: str) -> CaseError:
    """Return the fault with the line that it is in, and with its own cause."""
    placed = CaseError(f"{place}: {fault}")
    placed.__cause__ = fault.__cause__
    return placed


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CaseError(f"{path}: can't be read; name a UTF-8 file of JSON lines ({fault})") from fault
    # Not splitlines(): JSON strings may hold U+2028, which is no end of a line.
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _parse(line: str) -> Case:
    try:
        return LINE.validate_json(line)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CaseError(f"{where}: {first['msg']}" if where else first["msg"]) from fault


class Feedback(NamedTuple):
    """What the page keeps of an answer: the case in it as JSON, and whether a person has yet to say what is right."""

    id: str
    case: str
    waits: bool


def _feedback(line: str) -> Feedback | None:
    """Return a line's feedback, None where it is a case. What was not liked waits until it is given facts."""
    try:
        row = json.loads(line)
    except ValueError:
        return None  # what is wrong with it is said where it is read as a case
    if not isinstance(row, dict) or not isinstance(row.get("case"), dict) or "liked" not in row:
        return None
    case = row["case"]
    waits = row["liked"] is not True and not case.get("facts")
    return Feedback(str(case.get("id")), json.dumps(case), waits)


def _check_answer(case: Case) -> None:
    if not case.id.strip() or not case.question.strip() or not case.tags:
        raise CaseError("a case needs an id, a question and at least one tag")
    if case.outcome == "not_found":
        if case.facts or case.evidence:
            raise CaseError("a not_found case has no facts and no evidence")
        return
    if not case.facts or not case.evidence:
        raise CaseError(f"a case that is {case.outcome} needs facts and evidence")
    if any(not fact or not all(words.strip() for words in fact) for fact in case.facts):
        raise CaseError("a fact needs at least one alternative, and none may be blank")


def _check_quote(evidence: Evidence, articles: Path, texts: dict[str, str]) -> None:
    """Raise unless the quote stands in the article. A PDF's line breaks are white space like any other."""
    name = evidence.article
    if name not in texts:
        texts[name] = _fold(_text(articles, name))
    quote = _fold(evidence.quote)
    if not quote:
        raise CaseError(f"the quote from {name} is empty")
    if quote not in texts[name]:
        raise CaseError(f"the quote is not in {name}: {evidence.quote!r}")


def _text(articles: Path, name: str) -> str:
    file, _, position = name.partition("#")
    if not (articles / file).is_file():
        raise CaseError(f"there is no article {file} in {articles}")
    loaded = load_articles(articles / file)
    if not position and len(loaded) != 1:
        raise CaseError(f"{file} holds {len(loaded)} articles; write {file}#1 for the first")
    index = int(position) if position.isdecimal() else 1 if not position else 0
    if not 1 <= index <= len(loaded):
        raise CaseError(f"{file} has no article #{position}")
    article = loaded[index - 1]
    if isinstance(article, ArticleError):
        raise CaseError(f"the article {name} can't be read: {article.message}") from article
    return article.text


def _fold(text: str) -> str:
    return " ".join(text.split())
