"""The reader that needs no model: it returns the sentences that answer, word for word, one per independent source.

Where the question asks for a value (a date, a number, a name, a place) and the sentences carry it, the first line gives
that value, and what was reported before it, or beside it of another event, comes next. Below a fitted probability it
says nothing, and the answer is `not_found`.
"""

from collections.abc import Generator, Iterator, Sequence

from assistant.answer import Hit, Turn
from assistant.asked_time import notices
from assistant.broad import is_broad
from assistant.causes import cause
from assistant.cite import Statement, quoting
from assistant.contested import contested
from assistant.disagree import disagreeing
from assistant.events import Event
from assistant.evidence import SECOND_LOOK, Evidence, fitted, weigh
from assistant.happened import period, told_of
from assistant.latest import asks_latest, dated, latest
from assistant.lists import LOOK, enough, gathered, is_list, listed, neighbours
from assistant.naming import fitting, labels
from assistant.opposing import opposing
from assistant.positions import Position, pick, quote
from assistant.question import Asked, standalone
from assistant.rank import alike, shingles
from assistant.reader import Reading, Said, Standalone
from assistant.relations import of_one_report
from assistant.stop import Stop
from assistant.things import apart, things, told
from assistant.values import VALUED
from assistant.verdict import Rival, Verdict, corroborating, differing, judge, stated

MOST_SOURCES = 4
MORE = 1
"""Sentences of one source quoted beside its best one."""
NEAR_BEST = 0.2
"""A sentence is quoted beside the best one when it is at least this share as probable."""
CORROBORATES = 0.1
"""The same where it gives the same value: that another source says so too speaks for it."""
VALUELESS = 0.5
"""What a sentence without such a value as is asked for counts, where one is chosen to speak for its source."""
AS_WELL = 0.5
"""The same where it may give another value than the best one of its own report."""


class QuoteReader:
    """Reads by picking sentences; the same passages always give the same draft."""

    name = "quotes"

    def standalone(self, question: str, history: Sequence[Turn], _stop: Stop) -> Standalone:
        """Return the question by rule: one that leans on the last turn gets that turn's words added."""
        return Standalone(text=standalone(question, history))

    def read(self, asked: Asked, hits: Sequence[Hit], _stop: Stop) -> Generator[Said, None, None]:
        """Yield the sentences of `hits` that answer, best first, and the points on which they differ."""
        evidence = weigh(asked, hits, most=LOOK if is_list(asked) else SECOND_LOOK)
        best = evidence[0].probability if evidence else 0.0
        time = period(asked, hits)
        newest = latest(asked, hits) if asks_latest(asked) else []
        if time:
            yield from told_of(asked, hits, time)
        elif newest:
            yield from newest
        elif is_broad(asked):
            yield from _each(asked, evidence)
        elif enough(asked, evidence, best=best, least=fitted()["threshold"]):
            yield from _said(asked, evidence, best)
        yield Reading(reader=self.name, confidence=round(best, 3), notices=(*notices(asked, hits), *dated(newest)))


def _said(asked: Asked, evidence: Sequence[Evidence], best: float) -> Iterator[Said]:
    likely = [item for item in evidence if item.probability >= NEAR_BEST * best]
    chosen = independent(sorted(likely, key=lambda item: -_speaking(asked, item)))
    chosen = independent([*chosen, *corroborating(asked, chosen, evidence, least=CORROBORATES * best)])
    found = fitting(asked, [*chosen, *beside(likely, chosen), *opposing(asked, chosen, evidence)])
    verdicts = [judge(asked, event.evidence) for event in found]
    yield from _first(asked, chosen, found, verdicts)
    quoted = [_statement(asked, item, likely) for item in chosen]
    yield from quoted
    opposed = contested(asked, evidence)
    if not opposed and not any(verdict.open for verdict in verdicts):
        opposed = disagreeing(asked, evidence, [item for verdict in verdicts for item in verdict.compared])
    rivals = [item for verdict in verdicts for rival in verdict.rivals for item in rival.position.carried_by]
    yield from _unquoted([*gathered(asked, evidence), *rivals, *(opposed[1] if opposed else ())], quoted)
    for verdict in verdicts:
        yield from differing(asked, verdict)
    if opposed:
        yield opposed[0]


def _each(asked: Asked, evidence: Sequence[Evidence]) -> Iterator[Said]:
    """Yield what is said of each thing that a broad question fits, then the sentences, and how the things differ."""
    found = things(asked, evidence)
    for verdict in found:
        if verdict.head:
            yield told(asked, verdict.head)
            yield from _others(asked, verdict, [""])
    carried = [verdict.head for verdict in found if verdict.head]
    carried += [rival.position for verdict in found for rival in verdict.rivals]
    yield from _unquoted([item for position in carried for item in position.carried_by], [])
    for verdict in found:
        yield from differing(asked, verdict)
    if several := apart(asked, found):
        yield several


def _others(asked: Asked, verdict: Verdict, names: Sequence[str]) -> Iterator[Statement]:
    """Yield the positions that are named beside the one that heads."""
    for rival in verdict.rivals:
        if verdict.head and (before := _before(verdict.head, rival)):
            yield stated(asked, rival.position, *(name + before for name in names), before)


def _first(
    asked: Asked, chosen: Sequence[Evidence], found: Sequence[Event], verdicts: Sequence[Verdict]
) -> Iterator[Statement]:
    """Yield what comes before the quotes: a list, or the value of each event with those before or against it."""
    if several := listed(asked, chosen):
        yield several
        return
    for event, verdict in zip(found, verdicts, strict=True):
        if verdict.head is None:
            continue
        names = [f"{name}: " for name in labels(event, found)] if len(found) > 1 else [""]
        yield stated(asked, verdict.head, *names)
        yield from _others(asked, verdict, names)


_BEFORE = {"updates": "earlier reports: ", "contradicts": "also reported: ", "another speaker": "also reported: "}


def _before(head: Position, rival: Rival) -> str | None:
    """Return what leads a position that is named beside the head, None for one that is only quoted."""
    if rival.relation == "another thing" and of_one_report(head, rival.position):
        return "also reported: "
    return _BEFORE.get(rival.relation)


def _unquoted(found: Sequence[Evidence], quoted: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the sentences that no statement has quoted yet."""
    seen = {one for statement in quoted for one in statement.quotes}
    for item in found:
        if quote(item) not in seen:
            seen.add(quote(item))
            yield quoting(quote(item))


def independent(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the best sentence of each article, best first, without copies of one that is already there."""
    chosen: list[Evidence] = []
    for item in evidence:
        if len(chosen) == MOST_SOURCES:
            break
        known = any(
            item.hit.passage.article_id == other.hit.passage.article_id
            or alike(shingles(item.text), shingles(other.text))
            for other in chosen
        )
        if not known:
            chosen.append(item)
    return chosen


def _speaking(asked: Asked, item: Evidence) -> float:
    """Return how well a sentence speaks for its source: one that has nothing such as is asked for, half as well."""
    lacks = asked.kind in VALUED and pick(asked, item) is None
    lacks |= asked.kind == "why" and not item.features.get("cue") and cause(item.text) is None
    return item.probability * (VALUELESS if lacks else 1.0)


def beside(likely: Sequence[Evidence], chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return the other sentences of these sources that answer about as well: a report may give two sides itself."""
    least = AS_WELL * max(item.probability for item in likely)
    articles = {item.hit.passage.article_id for item in chosen}
    return [
        item
        for item in likely
        if item not in chosen and item.probability >= least and item.hit.passage.article_id in articles
    ]


def _statement(asked: Asked, item: Evidence, likely: Sequence[Evidence]) -> Statement:
    """Return what one source says: its best sentence, then its next best where that is likely too."""
    article = item.hit.passage.article_id
    same = [quote(one) for one in likely if one.hit.passage.article_id == article and one is not item]
    beside = neighbours(asked, item) if is_list(asked) else []
    return quoting(*dict.fromkeys((quote(item), *beside, *same[:MORE])))
