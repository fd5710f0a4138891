"""The dates and clock times of a sentence as values. Finding dates is `store.dates`'s."""

import re
from datetime import date

from assistant.value import Value
from store.article import Span
from store.dates import Resolved, find_dates_after, format_date


def dates(sentence: str, published: date | None, question: str, before: str = "") -> list[Value]:
    """Return the dates of a sentence that comes after `before`; only their years where the question asks for a year."""
    year_only = re.search(r"\b(?:what|which)\s+year\b", question, re.IGNORECASE) is not None
    return [date_value(sentence, when, year_only) for when in find_dates_after(before, sentence, published=published)]


_PRECISION = {"day": 1.0, "weekend": 0.9, "week": 0.8, "month": 0.8, "quarter": 0.7, "season": 0.7, "year": 0.7}


def date_value(sentence: str, when: Resolved, year_only: bool) -> Value:
    """Return a date as a value; a finer and surer date fits better."""
    normal = format_date(when.start, when.end, when.granularity, partial=when)
    fit = _PRECISION.get(when.granularity, 0.5)
    if year_only:
        fit = 1.0 if when.granularity == "year" else 0.3 if when.start is None or when.relative else 0.8
        normal = str(when.start.year) if when.start else normal
    if when.start is None:
        fit *= 0.7
    if when.approximate:
        fit *= 0.9
    text = sentence[when.span.start : when.span.end]
    return Value(text=text, span=when.span, normal=normal or text.lower(), fit=round(fit, 3), when=when)


_CLOCK = re.compile(
    r"\b(?:(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)"
    r"(?:\s?(?:hrs|hours|GMT|UTC|CET))?|noon|midday|midnight|(?:half\s+past|quarter\s+(?:past|to))\s+\w+|\w+\s+o['’]clock)",
    re.IGNORECASE,
)


def clock_times(sentence: str, _published: date | None, _question: str) -> list[Value]:
    """Return the times of day of a sentence."""
    return [_clock(match) for match in _CLOCK.finditer(sentence)]


def _clock(match: re.Match[str]) -> Value:
    normal = match.group().lower()
    if match.group("half"):
        hour = int(match.group("h")) % 12 + 12 * (match.group("half").lower() == "p")
        normal = f"{hour:02d}:{match.group('m') or '00'}"
    elif match.group("h24"):
        normal = f"{int(match.group('h24')):02d}:{match.group('m24')}"
    return Value(text=match.group(), span=Span(*match.span()), normal=normal, fit=1.0, unit="time")
