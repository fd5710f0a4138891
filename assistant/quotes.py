"""The reader that needs no model: it returns the sentences that answer, word for word, one per independent source.

Where the question asks for a value (a date, a number, a name, a place) and the sentences carry it, the first line gives
that value. Below a fitted probability it says nothing, and the answer is `not_found`.
"""

from collections.abc import Generator, Iterator, Sequence

from assistant.answer import Hit, Turn
from assistant.cite import Statement
from assistant.evidence import Evidence, fitted, weigh
from assistant.question import Asked, standalone
from assistant.rank import alike, shingles
from assistant.reader import Reading, Said, Standalone
from assistant.stop import Stop
from assistant.verdict import corroborating, differences, headline, quote
from store.embed import Embedder

MOST_SOURCES = 4
MORE = 1
"""Sentences of one source quoted beside its best one."""
NEAR_BEST = 0.2
"""A sentence is quoted beside the best one when it is at least this share as probable."""
CORROBORATES = 0.1
"""The same where it gives the same value: that another source says so too speaks for it."""


class QuoteReader:
    """Reads by picking sentences; the same passages always give the same draft."""

    name = "quotes"

    def __init__(self, embedder: Embedder) -> None:
        """Compare sentences with the question by `embedder`."""
        self._embedder = embedder

    def standalone(self, question: str, history: Sequence[Turn], _stop: Stop) -> Standalone:
        """Return the question by rule: one that leans on the last turn gets that turn's words added."""
        return Standalone(text=standalone(question, history))

    def read(self, asked: Asked, hits: Sequence[Hit], _stop: Stop) -> Generator[Said, None, None]:
        """Yield the sentences of `hits` that answer, best first, and the points on which they differ."""
        evidence = weigh(asked, hits, self._embedder)
        best = evidence[0].probability if evidence else 0.0
        if best >= fitted()["threshold"]:
            yield from _said(asked, evidence, best)
        yield Reading(reader=self.name, confidence=round(best, 3))


def _said(asked: Asked, evidence: Sequence[Evidence], best: float) -> Iterator[Said]:
    likely = [item for item in evidence if item.probability >= NEAR_BEST * best]
    chosen = independent(likely)
    chosen = independent([*chosen, *corroborating(asked, chosen, evidence, least=CORROBORATES * best)])
    if first := headline(asked, chosen):
        yield first
    yield from (_statement(item, likely) for item in chosen)
    yield from differences(asked, chosen)


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


def _statement(item: Evidence, likely: Sequence[Evidence]) -> Statement:
    """Return what one source says: its best sentence, then its next best where that is likely too."""
    passage = item.hit.passage
    same = [other for other in likely if other.hit.passage.article_id == passage.article_id and other is not item]
    quotes = tuple(quote(each) for each in (item, *same[:MORE]))
    source = passage.outlet or passage.title
    said = " ".join(f"“{each.text}”" for each in quotes)
    return Statement(text=f"{source}: {said}" if source else said, quotes=quotes)
