"""From a question to an answer, the whole path: take apart, retrieve, read, cite. Each step lives in its own module."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Protocol

from assistant.answer import Answer, Claim, Hit, Outcome, Stage, Timings, Turn
from assistant.cite import Cited, Difference, Statement, cite
from assistant.question import Asked, ask_for, checked, standalone
from assistant.retrieve import retrieve
from assistant.words import stems
from store.embed import Embedder
from store.store import Filter, Store

NOT_FOUND = "The articles do not say."
Event = Stage | Claim | Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader makes of the passages, before its quotes are checked. No statement: the passages do not say."""

    statements: tuple[Statement, ...] = ()
    differences: tuple[Difference, ...] = ()
    confidence: float | None = None
    notices: tuple[str, ...] = ()


class Reader(Protocol):
    """Writes the draft of an answer from the passages found."""

    name: str

    def read(self, asked: Asked, hits: Sequence[Hit]) -> Draft:
        """Return what the passages of `hits` say to what was asked."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What answers a question: the store, the embedder that made it, a reader, and how many passages it sees."""

    store: Store
    embedder: Embedder
    reader: Reader
    k: int


def answer(
    question: str, desk: Desk, *, history: Sequence[Turn] = (), where: Filter, today: date | None = None
) -> Iterator[Event]:
    """Yield each stage when it is done, each claim once it is checked, and last the Answer."""
    begin = perf_counter()
    plain = checked(question)
    asked = take_apart(standalone(plain, history), desk.store, today)
    hits = retrieve(asked, desk.store, desk.embedder, where=where, k=desk.k)
    searched = perf_counter()
    yield Stage(name="searched", detail=f"{len(hits)} passages", ms=_ms(begin, searched))
    draft = desk.reader.read(asked, hits)
    cited = cite(draft.statements, draft.differences, desk.store.path)
    done = perf_counter()
    yield Stage(name="read", detail=desk.reader.name, ms=_ms(searched, done))
    yield from cited.claims
    yield Answer(
        question=plain,
        standalone_question=asked.text,
        outcome=_outcome(cited, draft),
        text=_text(cited),
        claims=cited.claims,
        citations=cited.citations,
        disagreements=cited.disagreements,
        dropped=cited.dropped,
        hits=tuple(hits),
        reader=desk.reader.name,
        timings=Timings(retrieve_ms=_ms(begin, searched), read_ms=_ms(searched, done), total_ms=_ms(begin, done)),
        confidence=draft.confidence,
        notices=(*draft.notices, *_notices(desk.store, where)),
    )


def take_apart(question: str, store: Store, today: date | None) -> Asked:
    """Return `question` taken apart, its words weighed by how rare they are in the store."""
    return ask_for(
        question,
        today=today,
        frequencies=store.frequencies(stems(question)),
        total=store.passage_count(),
        outlets=store.outlets(),
    )


def _notices(store: Store, where: Filter) -> Iterator[str]:
    """Yield what a person should know of an answer that found little: an empty store, an outlet that is not in it."""
    if not store.passage_count():
        yield "the store holds no articles; bring some in with `dateline ingest FOLDER`"
    known = {outlet.casefold() for outlet in store.outlets()}
    for outlet in where.outlets:
        if outlet.casefold() not in known:
            yield f"no article is by {outlet!r}; `dateline articles` lists the outlets"


def _outcome(cited: Cited, draft: Draft) -> Outcome:
    if not cited.claims:
        return "not_found"
    return "disputed" if any(difference.open for difference in draft.differences) else "answered"


def _text(cited: Cited) -> str:
    """Return the claims as one text, each with its citation numbers behind it."""
    if not cited.claims:
        return NOT_FOUND
    return "\n".join(f"{claim.text} {''.join(f'[{number}]' for number in claim.citations)}" for claim in cited.claims)


def _ms(begin: float, end: float) -> float:
    return round((end - begin) * 1000, 2)
