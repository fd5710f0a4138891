"""Infer when an undated article was published from a story that fixes itself, and say from which words.

"On Thursday the fair begins its ten days … ends on 20 February" is true of few years: those in which the tenth day
before a 20 February was a Thursday, none before the last year that the text names. Of the two ways to count ten days
plain subtraction goes first. Nothing is inferred where any part is missing.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from store.article import Span
from store.date_meaning import Resolved
from store.date_words import NUMBERS, WEEKDAYS
from store.dates import find_dates
from store.sentences import sentences
from store.tense import direction

REACH = 8
"""Years after the last one that a text names in which its story may play."""
_DAYS = re.compile(r"\b(?P<n>\d{1,2}|[a-z]+)(?:[\s-]full)?[\s-]days?\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:begins?|beg[au]n|starts?|started|opens?|opened|kicks?\s+off|kicked\s+off|launch(?:es|ed)?)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:ends?|ended|conclud\w+|finish\w*|clos(?:e[sd]?|ing)|until|through|last(?:s|ed|ing)?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Inferred(NamedTuple):
    """A day of publication and the reason for it, in the article's own words."""

    day: date
    reason: str


class _Start(NamedTuple):
    text: str
    weekday: int
    days: int
    ahead: bool


def infer(text: str) -> Inferred | None:
    """Return when a text was published as far as it fixes that itself, None where it does not."""
    years = [int(year) for year in _YEAR.findall(text)]
    if not years:
        return None
    spans = tuple(sentences(text))
    for start in _starts(text, spans):
        for end in _ends(text, spans):
            if first := _first_day(start, end, max(years)):
                return Inferred(_published(text, start, first), _reason(start, end, first))
    return None


def _starts(text: str, spans: Sequence[Span]) -> Iterator[_Start]:
    """Yield the sentences in which something that lasts a number of days begins on a weekday."""
    for span in spans:
        sentence = text[span.start : span.end]
        count, begins = _DAYS.search(sentence), _BEGINS.search(sentence)
        number = _number(count["n"]) if count else None
        if not begins or not number:
            continue
        for found in find_dates(sentence, published=None):
            name = sentence[found.span.start : found.span.end].split()[-1].lower()
            if found.form == "weekday" and name in WEEKDAYS:
                ahead = direction(sentence, found.span.start, found.span.end) == "future"
                yield _Start(sentence[found.span.start : found.span.end], list(WEEKDAYS).index(name) % 7, number, ahead)


def _ends(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, Resolved]]:
    """Yield the days of a month, without a year, on which something ends."""
    for span in spans:
        sentence = text[span.start : span.end]
        if _ENDS.search(sentence):
            for found in find_dates(sentence, published=None):
                if found.month and found.day and found.year is None and found.granularity == "day":
                    yield sentence[found.span.start : found.span.end], found


def _first_day(start: _Start, end: tuple[str, Resolved], latest: int) -> date | None:
    """Return the day on which it begins, in the first year in which weekday, length and end agree."""
    for counted in (start.days, start.days - 1):
        for year in range(latest, latest + REACH):
            last = _day(year, end[1])
            if last and (first := last - timedelta(counted)).weekday() == start.weekday:
                return first
    return None


def _published(text: str, start: _Start, first: date) -> date:
    """Return the last weekday told as past before what begins, where that is still ahead; else its first day."""
    if not start.ahead:
        return first
    told = [
        first - timedelta((start.weekday - list(WEEKDAYS).index(name) % 7) % 7 or 7)
        for found in find_dates(text, published=None)
        if found.form == "weekday"
        and (name := text[found.span.start : found.span.end].rsplit(maxsplit=1)[-1].lower()) in WEEKDAYS
        and direction(text, found.span.start, found.span.end) == "past"
    ]
    return max(told, default=first - timedelta(1))


def _reason(start: _Start, end: tuple[str, Resolved], first: date) -> str:
    return (
        f"“{start.text}”, {start.days} days and “{end[0]}” agree in {first.year}, "
        f"so that “{start.text}” is {first.day} {first:%B %Y}"
    )


def _day(year: int, end: Resolved) -> date | None:
    try:
        return date(year, end.last_month or end.month or 0, end.last_day or end.day or 0)
    except ValueError:
        return None


def _number(words: str) -> int | None:
    number = int(words) if words.isdecimal() else NUMBERS.get(words.lower())
    return int(number) if number and 1 < number < 60 else None
