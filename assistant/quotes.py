"""The reader that needs no model: it returns the sentences that answer, word for word, one per independent source.

Where the question asks for a value (a date, a number, a name, a place) and the sentences carry it, the first line gives
that value, and what was reported before it, or beside it of another event, comes next. Below a fitted probability it
says nothing, and the answer is `not_found`.
"""

from collections.abc import Generator, Iterator, Sequence

from assistant.answer import Hit, Turn
from assistant.asked_time import notices
from assistant.broad import is_broad
from assistant.cite import Statement, quoting
from assistant.disagree import disagreeing
from assistant.enumerated import enumerated
from assistant.events import Event
from assistant.evidence import SECOND_LOOK, Evidence, fitted, weigh
from assistant.happened import period, told_of
from assistant.latest import asks_latest, dated, latest
from assistant.lists import LOOK, enough, gathered, is_list, listed, neighbours
from assistant.naming import labels
from assistant.positions import Position, quote
from assistant.question import Asked, standalone
from assistant.reader import Reading, Said, Standalone
from assistant.relations import of_one_report
from assistant.standing import stand
from assistant.stop import Stop
from assistant.things import apart, things, told
from assistant.verdict import Rival, Verdict, differing, stated

MORE = 1
"""Sentences of one source quoted beside its best one."""


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
            yield from _said(asked, evidence)
        yield Reading(reader=self.name, confidence=round(best, 3), notices=(*notices(asked, hits), *dated(newest)))


def _said(asked: Asked, evidence: Sequence[Evidence]) -> Iterator[Said]:
    """Yield the first line, the sentences, and how they differ: a dispute only where it is sure enough to be one."""
    standing = stand(asked, evidence)
    disagree = disagreeing(asked, evidence, standing.told)
    unnamed = disagree if disagree and not standing.open else None
    standing = standing if disagree else standing.settled()
    likely, chosen, found, verdicts, opposed = standing
    yield from _first(asked, chosen, found, verdicts)
    quoted = [_statement(asked, item, likely) for item in chosen]
    yield from quoted
    rivals = [item for verdict in verdicts for rival in verdict.rivals for item in rival.position.carried_by]
    accounts = [one for one in (opposed, unnamed) if one]
    both = [item for _, sides in accounts for item in sides]
    yield from _unquoted([*gathered(asked, evidence), *rivals, *both], quoted)
    for verdict in verdicts:
        yield from differing(asked, verdict)
    yield from (difference for difference, _ in accounts)


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


def _statement(asked: Asked, item: Evidence, likely: Sequence[Evidence]) -> Statement:
    """Return what one source says: its best sentence, then its next best where that is likely too."""
    article = item.hit.passage.article_id
    same = [quote(one) for one in likely if one.hit.passage.article_id == article and one is not item]
    if not is_list(asked):
        return quoting(*dict.fromkeys((quote(item), *same[:MORE])))
    counted = sorted({quote(item), *enumerated(item)}, key=lambda one: one.start)
    return quoting(*dict.fromkeys((*counted, *neighbours(asked, item), *same[:MORE])))
