"""One value in a sentence, with how well it fits a question. A value only; finding is for the files named for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.numbers import Number
from store.article import Span
from store.dates import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in a sentence: `text == sentence[span]`; `normal` is equal for equal values written differently.

    `fit` says from 0 to 1 how well it fits the question; `bound` whether its place in the sentence is what tells so. A
    date keeps its `when`, a number its `number`.
    """

    text: str
    span: Span
    normal: str
    fit: float
    bound: bool = False
    unit: str = ""
    noun: str = ""
    when: Resolved | None = None
    number: Number | None = None


BEHIND = 0.5
"""What is left of a value beside one that is of the sort, or stands in the way, that is asked for."""
Finder = Callable[[str, date | None, str], list[Value]]
"""Takes a sentence, its publication date and the question."""


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def folded(text: str) -> str:
    """Return the words of `text` in lower case, one space between them."""
    return re.sub(r"\W+", " ", text).strip().lower()


def ahead(values: list[Value], fits: Callable[[Value], bool]) -> list[Value]:
    """Return the values with those that fit ahead of the others; unchanged where none does."""
    chosen = [value for value in values if fits(value)]
    return [value if value in chosen else behind(value) for value in values] if chosen else values


def behind(value: Value) -> Value:
    """Return a value that fits less well than another one beside it."""
    return replace(value, fit=round(BEHIND * value.fit, 3))
