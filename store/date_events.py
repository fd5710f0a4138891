"""Dates told against an event: "the day after the drills began", "a week before the vote", "two days into the strike".

They are resolved where the same text says once, with a day, when that event is; where it says so never, or in two
ways, they stay unresolved. Dates against the publication date are `dates`'s.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from store.article import Span
from store.date_words import NUMBERS
from store.dates import Resolved, find_dates

_TOLD = re.compile(
    r"\b(?P<n>the|an?|\d{1,3}|[a-z]+)\s+(?P<unit>day|week|fortnight)s?\s+(?P<way>before|after|into)\s+"
    r"(?:the|its|their|his|her)\s+(?P<event>[a-z][a-z-]{2,})(?P<began>\s+(?:began|begins?|started|starts?|opened|opens?)\b)?"
    r"(?P<ended>\s+(?:ended|ends?|closed|closes?)\b)?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-Z“\"]|\s*\n|\s*$)[^.!?\n]*)*")
_HAPPENS = (
    r"(?:\s+(?:of|in|on|at|off|for|near)\s+(?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+)?)?\s+(?:(?:will|would|is|are|was|were|has|have|"
    r"had)\s+)?(?:be(?:en)?\s+|to\s+be\s+)?(?:begins?|began|begun|starts?|started|takes?\s+place|took\s+place|held|opens?|opened|"
    r"runs?|ran|lasts?|lasted|scheduled|planned|set|due|is|are|was|were|on|from)\b"
)
_REACH = 60
"""Characters between what happens and its day."""
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


class Anchored(NamedTuple):
    """A day told against an event: where it is told, the day, and the words that say when the event is."""

    span: Span
    day: date
    anchor: Span


def event_dates(text: str, *, published: date | None) -> list[Anchored]:
    """Return the days of `text` that are told against an event of which the text itself says once when it is."""
    return [one for told in _TOLD.finditer(text) if (one := _resolved(told, text, published))]


def _resolved(told: re.Match[str], text: str, published: date | None) -> Anchored | None:
    count = _count(told["n"].lower())
    found = list(days_of(told["event"], text, published, told.span()))
    if count is None or len({(when.start, when.end) for when, _ in found}) != 1:
        return None
    when, anchor = found[0]
    way = told["way"].lower()
    start = way in ("before", "into") or told["began"] is not None
    day = when.end if told["ended"] or not start else when.start
    if day is None or (way == "after" and told["began"] is None and told["ended"] is None and when.start != when.end):
        return None  # after the whole of it, or after its beginning
    days = count * _DAYS[told["unit"].lower()] * (-1 if way == "before" else 1)
    return Anchored(Span(told.start(), told.end()), day + timedelta(days=days), anchor)


def _count(word: str) -> int | None:
    return 1 if word in ("the", "a", "an") else int(word) if word.isdigit() else NUMBERS.get(word)


def days_of(
    event: str, text: str, published: date | None, told: tuple[int, int] = (-1, -1)
) -> Iterator[tuple[Resolved, Span]]:
    """Yield the times of day precision that sentences of `text` give for an event, each with its sentence.

    The sentence that holds `told`, where a day is told against the event, gives none.
    """
    says = re.compile(rf"\b{re.escape(event.rstrip('s'))}(?:e?s|e)?\b{_HAPPENS}", re.IGNORECASE)
    for sentence in _SENTENCE.finditer(text):
        if sentence.start() <= told[0] < sentence.end() or not (match := says.search(sentence.group())):
            continue
        for when in find_dates(sentence.group(), published=published):
            near = 0 <= when.span.start - match.end() <= _REACH
            if when.start and when.granularity == "day" and not when.bound and not when.approximate and near:
                start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
                yield when, Span(start, sentence.end())
                break
