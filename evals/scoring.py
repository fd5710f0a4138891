"""Is an answer right? Facts are compared as values, evidence by its words; nothing is a matter of likeness."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.words import fold, words
from store.dates import find_dates

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")


def states(text: str, alternatives: Sequence[str]) -> bool:
    """Return whether `text` states a fact in one of its forms; "2031-06-09/2031-06-20" is compared as an interval."""
    return any(_states(text, form) for form in alternatives)


def cites(quotes: Sequence[str], evidence: Sequence[str]) -> bool | None:
    """Return whether a quote holds a gold sentence or stands within one; None where there is no gold sentence."""
    if not evidence:
        return None
    pairs = [(_plain(quote), _plain(gold)) for quote in quotes for gold in evidence]
    return any(f" {gold} " in f" {quote} " or f" {quote} " in f" {gold} " for quote, gold in pairs)


def _states(text: str, form: str) -> bool:
    if interval := _ISO.fullmatch(form):
        days = date.fromisoformat(interval[1]), date.fromisoformat(interval[2] or interval[1])
        return any((found.start, found.end) == days for found in find_dates(text, published=None))
    return f" {_plain(form)} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    """Return the folded words of `text`, numbers without their separators, one space between."""
    return " ".join(word.replace(",", "") if word[0].isdigit() else fold(word) for word in words(text))
