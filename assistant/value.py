"""One value in a sentence, with how well it fits a question. A value only; finding is for the files named for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.numbers import Number
from store.article import Span
from store.dates import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in a sentence: `text == sentence[span]`; `normal` is equal for equal values written differently.

    `fit` says from 0 to 1 how well it fits the question. A date keeps its `when`, a number its `number`.
    """

    text: str
    span: Span
    normal: str
    fit: float
    unit: str = ""
    noun: str = ""
    when: Resolved | None = None
    number: Number | None = None


Finder = Callable[[str, date | None, str], list[Value]]
"""Takes a sentence, its publication date and the question."""


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end
