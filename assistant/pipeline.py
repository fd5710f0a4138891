"""From a question to an answer, the whole path: take apart, retrieve, read, cite. Each step lives in its own module."""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from assistant.answer import Answer, Citation, Claim, Dropped, Outcome, Stage, Timings, Turn
from assistant.asked_time import left_out
from assistant.carried import carried, traced
from assistant.cite import Citer, Difference, Statement
from assistant.dated import against_events, inferred
from assistant.kin import forms
from assistant.likeness import compared
from assistant.question import LONGEST, Asked, ask_for, checked, names, worded
from assistant.reader import Reader, Reading, Said
from assistant.retrieve import retrieve, with_files
from assistant.stop import Stop
from assistant.usage import added
from assistant.words import stems
from store.embed import Embedder, Vectors
from store.store import Filter, Store

NOT_FOUND = "The articles do not say."
Event = Stage | Claim | Answer
_EMBEDDING = ThreadPoolExecutor(thread_name_prefix="dateline-question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What answers a question: the store, the embedder that made it, a reader, and how many passages it sees.

    `longest` is how many characters a question may have.
    """

    store: Store
    embedder: Embedder
    reader: Reader
    k: int
    longest: int = LONGEST


def answer(
    question: str,
    desk: Desk,
    *,
    history: Sequence[Turn] = (),
    where: Filter,
    today: date | None = None,
    stop: Stop | None = None,
) -> Generator[Event, None, None]:
    """Yield each stage when it is done, each claim once it is checked, and last the Answer; nothing once stopped."""
    stop = stop or Stop()
    begin = perf_counter()
    plain = checked(question, desk.longest)
    alone = desk.reader.standalone(plain, history, stop)
    if stop.stopped:
        return
    asked, vector = understood(alone.text, desk.store, desk.embedder, today)
    found = retrieve(asked, desk.store, vector, where=where, k=desk.k)
    hits, files = with_files(compared(vector, found, desk.store, desk.embedder), desk.store)
    searched = perf_counter()
    yield Stage(name="searched", detail=f"{len(hits)} passages", ms=_ms(begin, searched))
    if stop.stopped:
        return
    citer = Citer(files.__getitem__)
    reading = yield from _read(desk.reader.read(asked, hits, stop), citer, stop)
    if stop.stopped:
        return
    done = perf_counter()
    yield Stage(name="read", detail=reading.reader, ms=_ms(searched, done))
    copies = desk.store.copies({item.passage.article_id for item in citer.citations}, until=where.until)
    citations = traced(citer.citations if citer.claims else (), copies, desk.store.leans(copies))
    yield Answer(
        question=plain,
        standalone_question=asked.text,
        outcome=_outcome(citer),
        text=_text(citer.claims),
        claims=tuple(citer.claims),
        citations=citations,
        disagreements=tuple(citer.disagreements) if citer.claims else (),
        dropped=tuple(citer.dropped),
        hits=tuple(hits),
        reader=reading.reader,
        usage=added(alone.usage, reading.usage),
        timings=Timings(retrieve_ms=_ms(begin, searched), read_ms=_ms(searched, done), total_ms=_ms(begin, done)),
        confidence=reading.confidence,
        notices=(*alone.notices, *reading.notices, *_notices(desk.store, where, citer.citations)),
        sources=carried(citer.claims, citations, copies),
    )


def _read(said: Generator[Said, None, None], citer: Citer, stop: Stop) -> Generator[Claim, None, Reading]:
    """Yield the claims that stand, each when it is said, and return how the reading went."""
    reading = Reading(reader="")
    with closing(said):
        for item in said:
            if stop.stopped:
                break
            match item:
                case Statement():
                    if made := citer.claim(item):
                        yield made
                case Difference():
                    citer.disagreement(item)
                case Dropped():
                    citer.dropped.append(item)
                case Reading():
                    reading = item
    return reading


def understood(question: str, store: Store, embedder: Embedder, today: date | None) -> tuple[Asked, Vectors]:
    """Return `question` taken apart and its vector, made meanwhile."""
    vector = _EMBEDDING.submit(embedder.embed_question, question)
    return take_apart(question, store, today), vector.result()


def take_apart(question: str, store: Store, today: date | None) -> Asked:
    """Return `question` taken apart, its words weighed by how rare they are in the store."""
    frequencies = store.frequencies(stems(worded(question)))
    kin = forms(set(names(question)), frequencies, store.terms)
    for other, often in store.frequencies(list(kin)).items():
        frequencies[kin[other]] += often
    return ask_for(
        question,
        today=today,
        frequencies=frequencies,
        total=store.passage_count(),
        outlets=store.outlets(),
        kin=kin,
    )


def _notices(store: Store, where: Filter, cited: Sequence[Citation]) -> Iterator[str]:
    """Yield what a person should know of where an answer could come from, and how a date in it was come by."""
    if not store.passage_count():
        yield "the store holds no articles; bring some in with `dateline ingest FOLDER`"
    known = {outlet.casefold() for outlet in store.outlets()}
    for outlet in where.outlets:
        if outlet.casefold() not in known:
            yield f"no article is by {outlet!r}; `dateline articles` lists the outlets"
    if where.since or not where.undated:
        yield from left_out(where, store.undated())
    ids = dict.fromkeys(item.passage.article_id for item in cited if item.passage.published_from == "inferred")
    yield from against_events(cited)
    yield from inferred(article for name in ids if (article := store.article(name)))


def _outcome(citer: Citer) -> Outcome:
    if not citer.claims:
        return "not_found"
    return "disputed" if citer.open else "answered"


def _text(claims: Sequence[Claim]) -> str:
    """Return the claims as one text, each with its citation numbers behind it."""
    if not claims:
        return NOT_FOUND
    return "\n".join(f"{claim.text} {''.join(f'[{number}]' for number in claim.citations)}" for claim in claims)


def _ms(begin: float, end: float) -> float:
    return round((end - begin) * 1000, 2)
