"""Find the times of day of a sentence as minutes, both halves of the day where it does not say which."""

import re
from functools import lru_cache
from typing import NamedTuple

from store.article import Span
from store.date_words import NUMBERS

_HOURS = "|".join(word for word, value in NUMBERS.items() if 1 <= value <= 12)
_HALF = (
    r"(?P<half>[ap]\.?\s?m\b\.?|in\s+the\s+(?:early\s+)?(?:morning|afternoon|evening)|(?:at|that)\s+night"
    r"|(?:this|that)\s+(?:morning|afternoon|evening))"
)
_NO_TIME = r"(?!\d|[.,]\d|\s*(?:per\s?cent|%|metres?|meters?|marks?|million|billion))"
_RULE = re.compile(
    rf"(?i)(?<![\w.,:/$€£])(?:(?P<h>[01]?\d|2[0-4])(?::|\.(?=\d\d\s*[ap]\.?m))(?P<m>[0-5]\d){_NO_TIME}(?:\s*{_HALF})?"
    rf"|(?P<to>half\s+past|quarter\s+past|quarter\s+to|(?P<minutes>\w+)\s+minutes?\s+(?:past|to))\s+"
    rf"(?P<past>{_HOURS}|\d\d?|midnight|noon)(?:\s*{_HALF.replace('half', 'half2')})?"
    rf"|(?P<alone>{_HOURS}|1?\d|2[0-4])(?:\s+o['’]clock)?\s*{_HALF.replace('half', 'half3')}"
    rf"|(?P<clock>{_HOURS}|1?\d|2[0-4])\s+o['’]clock"
    rf"|(?:at|until|from|by|before|after)\s+(?P<bare>{_HOURS})(?=[\s,.;]*(?:$|[,.;]|when|until|to\b|and\b|for\b))"
    rf"|\b(?P<word>noon|midday|midnight)\b)"
)
DAY = 24 * 60


class Time(NamedTuple):
    """A time of day as it stands: the minutes of the day that it may mean."""

    span: Span
    text: str
    minutes: frozenset[int]


@lru_cache(maxsize=1024)
def find_times(text: str) -> tuple[Time, ...]:
    """Return the times of day of `text` in order."""
    return tuple(Time(Span(*match.span()), match.group().strip(), _minutes(match)) for match in _RULE.finditer(text))


def _minutes(match: re.Match[str]) -> frozenset[int]:
    if word := match["word"]:
        return frozenset((0 if word.lower() == "midnight" else 12 * 60,))
    if match["to"]:
        base = {"midnight": 0, "noon": 720}.get(match["past"].lower(), _hour(match["past"]) * 60)
        return _both(base + _shift(match), match["half2"] or ("am" if match["past"].lower() == "midnight" else None))
    hour = match["h"] or match["alone"] or match["clock"] or match["bare"]
    minute = int(match["m"] or 0)
    half = match["half"] or match["half3"]
    figures = match["h"] is not None and half is None
    whole = _hour(hour) * 60 + minute
    return frozenset((whole % DAY,)) if figures and (len(hour) == 2 or whole >= 780) else _both(whole, half)


def _shift(match: re.Match[str]) -> int:
    words = match["to"].lower()
    size = 30 if words.startswith("half") else 15 if words.startswith("quarter") else _hour(match["minutes"])
    return -size if words.endswith("to") else size


def _hour(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower(), 0)


def _both(minutes: int, half: str | None) -> frozenset[int]:
    """Return the minutes of the half of the day that is told, else of both."""
    if minutes >= 780:
        return frozenset((minutes % DAY,))
    first = minutes % 720
    if half is None:
        return frozenset((first, first + 720))
    early = (half.lower()[0] == "a" and not half.lower().startswith("at")) or "morning" in half.lower()
    if "night" in half.lower():
        return frozenset((first, first + 720))
    return frozenset((first if early else first + 720,))
