"""How much of the gold do spans of text hold, and how much else? In characters, so that labels survive any cutting."""

from collections.abc import Sequence
from typing import NamedTuple

from store.article import Span


class Score(NamedTuple):
    """Shares of characters, from 0 to 1."""

    recall: float
    precision: float
    iou: float


class Place(NamedTuple):
    """A span of one of several articles."""

    article_id: str
    span: Span


def score(found: Sequence[Span], gold: Sequence[Span]) -> Score | None:
    """Return how well the spans `found` cover `gold`; None where there is no gold."""
    if not gold:
        return None
    shared = [Span(max(a.start, b.start), min(a.end, b.end)) for a in found for b in gold]
    covered = _covered([span for span in shared if span.start < span.end])
    retrieved = sum(span.end - span.start for span in found)
    return Score(
        recall=covered / sum(span.end - span.start for span in gold),
        precision=covered / retrieved if retrieved else 0.0,
        iou=covered / (retrieved + _covered(gold) - covered),
    )


def score_places(found: Sequence[Place], gold: Sequence[Place]) -> Score | None:
    """Return the same of spans in several articles, as if they stood one behind the other."""
    names = dict.fromkeys(place.article_id for place in (*found, *gold))
    apart = max((place.span.end for place in (*found, *gold)), default=0)
    begin = {name: number * apart for number, name in enumerate(names)}
    one, other = ([Span(*(begin[p.article_id] + at for at in p.span)) for p in part] for part in (found, gold))
    return score(one, other)


def met(found: Sequence[Place], gold: Sequence[Place]) -> list[str]:
    """Return names for an order of places: that of each gold span at its first place, a name of its own for the rest.

    A place that holds several gold spans stands for each; what holds one that came before is no news.
    """
    names: dict[str, None] = {}
    for number, place in enumerate(found):
        held = [named(n) for n, one in enumerate(gold) if _holds(place, one)]
        names |= dict.fromkeys(held or [f"other {number}"])
    return list(names)


def named(number: int) -> str:
    """Return the name of a gold span in `met`."""
    return f"gold {number}"


def _holds(place: Place, gold: Place) -> bool:
    """Return whether a place has at least half of a gold span."""
    shared = min(place.span.end, gold.span.end) - max(place.span.start, gold.span.start)
    return place.article_id == gold.article_id and 2 * shared >= gold.span.end - gold.span.start > 0


def _covered(spans: Sequence[Span]) -> int:
    """Return how many characters lie in any of the spans."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
