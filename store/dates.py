"""Find the dates that news text speaks of, as intervals of days against the article's publication date.

Finding is `date_expressions`'s, days are `date_resolve`'s; here they are put in order: a date may lean on one before
it ("the following day"), and two may be one range ("10 February to 2 March"). Nothing is guessed silently.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from store.article import Span
from store.calendar_spans import Granularity, days_of, stepped
from store.date_expressions import Expression, expressions
from store.date_resolve import Bound, Needs, Resolved, Scene, resolve
from store.date_words import MONTHS

__all__ = ["Bound", "Granularity", "Needs", "Resolved", "find_dates", "format_date"]

_BOUNDS: dict[str, Bound] = {"since": "since", "until": "until", "till": "until", "by": "until", "through": "until"}
_BOUNDS |= {"before": "before", "after": "after"}
_COMPARED = ("ago", "year before")  # "a year earlier" said twice still means one year
_MOVED = re.compile(r"\b(?:moved|postponed|delayed|changed|rescheduled|brought\s+forward|put\s+back|shifted)\b")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]|\n")


def find_dates(text: str, *, published: date | None) -> list[Resolved]:
    """Return the dates in `text` in order; none overlaps another, and spans are slices of `text`."""
    found: list[Resolved] = []
    last: Expression | None = None
    for expression in expressions(text):
        before = expression.before()
        if expression.form == "duration" or (before is not None and before.letter == "e"):  # "every Monday" is no date
            continue
        one = resolve(expression, _scene(text, published, found, expression))
        if one is None:
            continue
        joined = _joined(found[-1], one, last, expression, text) if found and last else None
        if joined:
            found[-1] = joined
        else:
            found.append(replace(one, bound=_bound(expression)))
        last = expression
    return found


def _scene(text: str, published: date | None, found: list[Resolved], expression: Expression) -> Scene:
    reference = next((one for one in reversed(found) if one.start and one.form not in _COMPARED), None)
    year = None
    if found and found[-1].year is not None and found[-1].form != "relative month":
        between = text[found[-1].span.end : expression.start]
        apart = _SENTENCE_BREAK.search(between) or found[-1].bound or (published and found[-1].year > published.year)
        year = None if apart else found[-1].year
    return Scene(text, published, reference, year)


def _bound(expression: Expression) -> Bound | None:
    for distance in (1, 2):
        before = expression.before(distance)
        if before is None or (distance == 2 and expression.before(1) and expression.before(1).letter not in "thg"):  # type: ignore[union-attr]
            return None
        if before.word in _BOUNDS:
            return _BOUNDS[before.word]
    return None


def _joined(first: Resolved, second: Resolved, before: Expression, after: Expression, text: str) -> Resolved | None:
    """Return "from 3 May to 10 June" as one range, None where the two dates are two."""
    between = after.all_tokens[before.last : after.first]
    lead = before.before()
    word = between[0] if len(between) == 1 or (len(between) == 2 and between[1].letter == "t") else None
    if word is None or not (word.letter == "z" or (word.letter == "&" and lead is not None and lead.letter == "b")):
        return None
    if first.granularity != second.granularity:
        return None
    if lead is not None and lead.letter == "f" and _MOVED.search(text, max(0, lead.start - 60), lead.start):
        return None
    first = _with_year_of(first, second)
    start, end = _in_order(first, second)
    if start and end and start > end:
        return None
    whole = first.span, second.span
    return replace(
        second,
        span=Span(whole[0].start, whole[1].end),
        start=start if end else None,
        end=end if start else None,
        approximate=first.approximate or second.approximate,
        relative=first.relative or second.relative,
        month=first.month,
        day=first.day,
        last_month=second.last_month or second.month,
        last_day=second.last_day or second.day,
        form="range",
    )


def _with_year_of(first: Resolved, second: Resolved) -> Resolved:
    """Return `first` with the year that only the end of the range tells: "28 December to 3 January 2022"."""
    if first.year is not None or second.start is None or first.month is None:
        return first
    days = days_of(second.start.year - (first.month > second.start.month), first.month, first.day)
    return replace(first, start=days.start, end=days.end, relative=second.relative, needs=None) if days else first


def _in_order(first: Resolved, second: Resolved) -> tuple[date | None, date | None]:
    """Return the first and last day; of two weekdays the later one follows the earlier within a week."""
    start, end = first.start, second.end
    if start and end and start > end and first.form == second.form == "weekday":
        return stepped(start, "week", -1), end
    return start, end


def format_date(
    start: date | None,
    end: date | None = None,
    granularity: Granularity = "day",
    *,
    partial: Resolved | None = None,
) -> str:
    """Return an interval as people write it: "10–20 February 2022"; without `start`, what `partial` knows, or ""."""
    if start is None:
        return _format_partial(partial) if partial else ""
    end = end or start
    coarse = _COARSE.get(granularity)
    if coarse is None:
        return _format_days(start, end)
    first, last = coarse(start), coarse(end)
    if first == last or granularity == "season":
        return first
    if granularity == "year":
        return f"{first}–{last}"
    return f"{_month(start)}–{last}" if granularity == "month" and start.year == end.year else f"{first} – {last}"


_COARSE: dict[Granularity, Callable[[date], str]] = {
    "month": lambda day: f"{_month(day)} {day.year}",
    "quarter": lambda day: f"{_ORDINALS[day.month // 4]} quarter of {day.year}",
    "season": lambda day: f"{_SEASONS[day.month // 3 % 4]} {day.year}",
    "year": lambda day: str(day.year),
    "decade": lambda day: f"{day.year // 10 * 10}s",
    "century": lambda day: f"{day.year // 100 * 100}s",
}
_ORDINALS = ("first", "second", "third", "fourth")
_SEASONS = ("winter", "spring", "summer", "autumn")


def _format_days(start: date, end: date) -> str:
    if start == end:
        return f"{start.day} {_month(start)} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {_month(end)} {end.year}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {_month(start)}{year} – {end.day} {_month(end)} {end.year}"


def _format_partial(partial: Resolved) -> str:
    if partial.month is None:
        return ""
    month, last_month = _named(partial.month), _named(partial.last_month or partial.month)
    if partial.day is None:
        return month if month == last_month else f"{month} – {last_month}"
    if partial.last_day is None:
        return f"{partial.day} {month}"
    if month == last_month:
        return f"{partial.day}–{partial.last_day} {month}"
    return f"{partial.day} {month} – {partial.last_day} {last_month}"


def _named(month: int) -> str:
    return MONTHS[month - 1].capitalize()


def _month(day: date) -> str:
    return _named(day.month)


def overlapping(dates: Iterable[Resolved], start: date | None, end: date | None) -> list[Resolved]:
    """Return those of `dates` that share a day with the interval; None leaves that side open."""
    return [
        one
        for one in dates
        if one.start and one.end and (start is None or one.end >= start) and (end is None or one.start <= end)
    ]
