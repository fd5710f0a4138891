"""Which events a question asks about, and what each is called where it asks about more than one.

A question that names a place, a person or a year asks about the event that has them; one that fits two events is
answered for each.
"""

from collections.abc import Sequence

from assistant.compare import agree
from assistant.events import Event, events, named_in
from assistant.evidence import Evidence, fitted
from assistant.names import find_names
from assistant.positions import Position, own_value, rating
from assistant.question import Asked
from assistant.values import VALUED
from assistant.verdict import SURE, judge
from assistant.words import stems
from store.dates import format_date

MOST = 3
"""Events that one answer speaks of."""
NEAR = 0.5
"""How probable the best sentence of another event has to be against that of the first, for both to be asked about."""

SURE_OF_SORT = 0.75
_NO_EVENT = ("person", "organisation", "nationality")
"""What a name surely of such a sort names is no event; one of a place may do for what happened there."""


def fitting(asked: Asked, evidence: Sequence[Evidence]) -> list[Event]:
    """Return the events that the question fits, that of the best sentence first; more than one where they differ."""
    found = events(asked, evidence)
    if not found or asked.kind not in VALUED:
        return found[:1]
    first, *others = named_in(asked, found)
    head = judge(asked, first.evidence).head
    if head is None:
        return [first]
    return [first, *(event for event in others if _asked_too(asked, event, first, head))][:MOST]


def labels(event: Event, among: Sequence[Event]) -> list[str]:
    """Return what to call an event among others: a name that only it has, else when it was, else who reports it.

    The first that the words of its reports carry is the one to use.
    """
    year = str(event.times[0][0].year) if event.times else ""
    name = _own_name(event, frozenset(name for other in among if other is not event for name in other.names))
    month = format_date(*event.times[0], "month") if event.times else ""
    passage = event.evidence[0].hit.passage
    found = [f"{name}, {year}" if name and year else "", name, month, passage.outlet or passage.title or ""]
    return [one for one in found if one]


def _own_name(event: Event, others: frozenset[str]) -> str:
    for item in event.evidence:
        for name in find_names(item.text):
            words = item.text[name.span.start : name.span.end]
            surely_none = name.sort in _NO_EVENT and name.sure >= SURE_OF_SORT
            if len(words.split()) > 1 and not surely_none and frozenset(stems(words)).isdisjoint(others):
                return words
    return ""


def _asked_too(asked: Asked, event: Event, first: Event, head: Position) -> bool:
    """Return whether another event answers about as well, with another value."""
    best = event.evidence[0].probability
    if best < max(fitted()["threshold"], NEAR * first.evidence[0].probability):
        return False
    other = judge(asked, event.evidence).head
    if other is None or agree(head.value, other.value):
        return False
    return rating(asked, other.carried_by[0], own_value(asked, other)) >= SURE
