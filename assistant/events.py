"""Tell which sentences speak of one event: by when, by the names in them, and by how their articles begin.

Values of different events are never merged. Two reports far apart in time are of one event only where the later one
refers back, or where their titles speak of the same; two of the same weeks where they share a name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assistant.corrections import preceding
from assistant.evidence import Evidence
from assistant.kin import SHORTEST, of_one_stem
from assistant.names import find_names
from assistant.question import Asked
from assistant.words import stem, stems
from store.dates import find_dates_after

APART = timedelta(days=60)
"""Two reports further apart than this are of two events unless something ties them."""
SAME_TITLE = 0.3
"""Share of the words of two titles that ties reports far apart."""
OPENING = 400
"""Characters of an article that say what it is about."""
Time = tuple[date, date]
"""From which day to which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The sentences of one event, the most probable answer first, with the days and names that they are tied by."""

    evidence: tuple[Evidence, ...]
    times: tuple[Time, ...]
    names: frozenset[str]


def events(asked: Asked, evidence: Sequence[Evidence]) -> list[Event]:
    """Return the events that the sentences speak of, that of the most probable answer first."""
    found: list[list[Evidence]] = []
    for item in evidence:
        for members in found:
            if all(one_event(asked, item, member) for member in members):
                members.append(item)
                break
        else:
            found.append([item])
    return [_event(asked, members) for members in found]


def named_in(asked: Asked, found: Sequence[Event]) -> list[Event]:
    """Return those of `found` that have what the question names: most of its names, and its year where one is told."""
    shares = [len(asked.names & _said_in(event)) for event in found]
    return [event for event, share in zip(found, shares, strict=True) if share == max(shares)]


def one_event(asked: Asked, one: Evidence, other: Evidence) -> bool:
    """Return whether two sentences can speak of one event."""
    if one.hit.passage.article_id == other.hit.passage.article_id:
        return gap(times(asked, one), times(asked, other)) <= APART
    if gap(times(asked, one), times(asked, other)) > APART:
        return _refers_back(one, other) or _refers_back(other, one) or _titles_meet(one, other)
    return _share_a_name(names(one), names(other))


def _share_a_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether a name of the one is among the others, in its own or another form."""
    alike = ((a, b) for a in one for b in other if a[:SHORTEST] == b[:SHORTEST])
    return not one.isdisjoint(other) or any(of_one_stem(a, b) for a, b in alike)


def times(asked: Asked, item: Evidence) -> tuple[Time, ...]:
    """Return the times that a sentence speaks of, else the day of its report; what is asked for tells nothing."""
    published = item.hit.passage.published
    before = preceding(item.hit.passage, item.span.start)
    spoken = () if asked.kind == "when" else _times(item.text, published, before)
    return spoken or (((published, published),) if published else ())


def names(item: Evidence) -> frozenset[str]:
    """Return the stems of the names around a sentence and in how its article begins, without the outlet's own name."""
    passage = item.hit.passage
    texts = passage.text, f"{passage.title or ''}. {item.hit.lead}"
    return frozenset(name for text in texts for name in _names(_without(text, passage.outlet)))


def _event(asked: Asked, members: Sequence[Evidence]) -> Event:
    return Event(
        evidence=tuple(members),
        times=tuple(sorted({time for item in members for time in times(asked, item)})),
        names=frozenset(name for item in members for name in names(item)),
    )


def gap(one: Sequence[Time], other: Sequence[Time]) -> timedelta:
    """Return the shortest time between two sets of times; none where either set is empty."""
    apart = (max(a[0], b[0]) - min(a[1], b[1]) for a in one for b in other)
    return max(timedelta(), min(apart, default=timedelta()))


def _said_in(event: Event) -> frozenset[str]:
    hits = {item.hit.passage.article_id: item.hit for item in event.evidence}.values()
    texts = [f"{hit.passage.title or ''} {hit.lead} {hit.passage.text}" for hit in hits]
    texts += [item.text for item in event.evidence]
    years = {str(day.year) for time in event.times for day in time}
    return frozenset(item for text in texts for item in stems(text)) | years


def _refers_back(later: Evidence, earlier: Evidence) -> bool:
    """Return whether a report speaks, in this sentence or at its beginning, of the time of an earlier one."""
    then = earlier.hit.passage.published
    if then is None:
        return False
    opening = f"{later.text}\n{later.hit.lead[:OPENING]}"
    return any(gap((time,), ((then, then),)) <= APART for time in _times(opening, later.hit.passage.published))


def _titles_meet(one: Evidence, other: Evidence) -> bool:
    first, second = (frozenset(stems(item.hit.passage.title or "")) for item in (one, other))
    return bool(first | second) and len(first & second) / len(first | second) >= SAME_TITLE


@lru_cache(maxsize=4_096)
def _times(text: str, published: date | None, before: str = "") -> tuple[Time, ...]:
    return tuple(
        (found.start, found.end)
        for found in find_dates_after(before, text, published=published)
        if found.start and found.end and not found.bound
    )


def _without(text: str, outlet: str | None) -> str:
    """Return a text without an outlet's name as a whole: "Vell" in the Vell Daily may still be the country."""
    return re.sub(rf"\b{re.escape(outlet)}\b", "", text) if outlet else text


@lru_cache(maxsize=4_096)
def _names(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for name in find_names(text)
        for word in re.findall(r"[^\W\d_][\w-]+", text[name.span.start : name.span.end])
        if word[0].isupper()
    )
