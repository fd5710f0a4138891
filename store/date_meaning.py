"""What a date expression is read against and what it comes to. Values only, no behaviour but `sign`."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from store.article import Span
from store.calendar_spans import Days, Granularity

Needs = Literal["year", "anchor", "order"]
Bound = Literal["since", "until", "before", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One date expression. `start` and `end` are an inclusive interval, None where `needs` says what is missing.

    `year` to `last_day` keep what the words themselves say. `relative`: the publication date or an earlier date was
    used. `bound`: the word before makes the interval an edge ("since 2014"). `form` names the grammar that matched.
    """

    span: Span
    start: date | None = None
    end: date | None = None
    granularity: Granularity
    needs: Needs | None = None
    relative: bool = False
    approximate: bool = False
    bound: Bound | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    form: str = ""


class Scene(NamedTuple):
    """What a date is read against: the text, when it was published, and the last date mentioned before."""

    text: str
    published: date | None
    reference: Resolved | None = None
    sentence_year: int | None = None


class Meaning(NamedTuple):
    """Days and how they were come by; `days` is None where they could not be."""

    days: Days | None
    granularity: Granularity
    needs: Needs | None = None
    relative: bool = True
    approximate: bool = False


def sign(letter: str) -> int:
    """Return -1 for the letter of "last", 1 for that of "next", 0 for that of "this"."""
    return {"L": -1, "X": 1}.get(letter, 0)
