"""A time that a question tells against an event, "before the vote": worked out where the passages give that one day."""

import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.answer import Hit
from assistant.question import Asked
from assistant.synonyms import synonyms
from assistant.words import stem
from store.article import Span
from store.date_events import days_of
from store.dates import Resolved

WEEKS = timedelta(days=60)
"""How far before or after an event "before the vote" reaches."""
_AGAINST = re.compile(r"\b(?P<way>before|after)\s+the\s+(?:\w+\s+)?(?P<event>[a-z][a-z-]{2,})\W*$", re.IGNORECASE)


def words_against(asked: Asked) -> Span | None:
    """Return where a question names a time against an event and by no date, None where it does not."""
    told = None if asked.dates else _AGAINST.search(asked.text)
    return Span(*told.span()) if told else None


def against_event(asked: Asked, hits: Sequence[Hit]) -> Resolved | None:
    """Return the time before or after an event that a question names last, where the passages give it one first day."""
    told = _AGAINST.search(asked.text)
    if told is None or words_against(asked) is None:
        return None
    days = {
        (when.start, when.end)
        for hit in hits
        for event in synonyms(stem(told["event"]))
        for when, _ in days_of(event, hit.passage.text, hit.passage.published)
        if when.start and when.end
    }
    first, last = {start for start, _ in days}, {end for _, end in days}
    if len(first) != 1:
        return None
    before = told["way"].lower() == "before"
    edge = first.pop() if before else max(last)
    day = timedelta(days=1)
    return Resolved(
        span=Span(*told.span()),
        start=edge - WEEKS if before else edge + day,
        end=edge - day if before else edge + WEEKS,
        granularity="day",
        form="event",
    )
