"""Test questions, each with what a right answer must say: read from JSON lines and checked against the articles.

A case whose quote does not stand in its article is refused, so that a corpus and its questions can't drift apart.
Asking the questions is left to the suites, judging the answers to the scorers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

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


def load(path: Path, articles: Path) -> list[Case]:
    """Return the cases of a JSON-lines file; `CaseError` names the file, line and fault of the first bad one."""
    texts: dict[str, str] = {}
    seen: set[str] = set()
    cases = []
    for number, line in _lines(path):
        try:
            case = _parse(line)
            if case.id in seen:
                raise CaseError(f"the id {case.id!r} is used twice")
            _check_answer(case)
            for evidence in case.evidence:
                _check_quote(evidence, articles, texts)
        except CaseError as fault:
            raise CaseError(f"{path}:{number}: {fault}") from fault.__cause__
        seen.add(case.id)
        cases.append(case)
    return cases


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
