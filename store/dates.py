"""Find the dates that news text speaks of, as intervals of days against the article's publication date.

Finding is `date_expressions`'s, days are `date_resolve`'s, writing them is `date_format`'s; here they are put in order:
a date may lean on one before it ("the following day"), and two may be one range ("10 February to 2 March").
"""

import re
from dataclasses import replace
from datetime import date

from store.article import Span
from store.calendar_spans import Granularity, days_of, stepped
from store.date_expressions import Expression, expressions
from store.date_format import format_date
from store.date_meaning import Bound, Needs, Resolved, Scene
from store.date_resolve import resolve

__all__ = ["Bound", "Granularity", "Needs", "Resolved", "find_dates", "find_dates_after", "format_date"]

_BOUNDS: dict[str, Bound] = {
    "since": "since", "until": "until", "till": "until", "by": "until", "through": "until", "before": "before",
    "after": "after",
}  # fmt: skip
_COMPARED = ("ago", "year before")  # "a year earlier" said twice still means one year
_MOVED = re.compile(
    r"\b(?:moved?|postponed?|delayed?|changed?|rescheduled?|brought\s+forward|(?:put|pushed|set)\s+(?:back|off)|shifted|deferred|"
    r"slipped)\b"
)
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[A-Z]|\n")


def find_dates(text: str, *, published: date | None) -> list[Resolved]:
    """Return the dates in `text` in order; none overlaps another, and spans are slices of `text`."""
    found: list[Resolved] = []
    last: Expression | None = None
    for expression in expressions(text):
        before = expression.before()
        if expression.form == "duration" or (before is not None and before.letter == "e"):  # "every Monday"
            continue
        one = resolve(expression, _scene(text, published, found, expression))
        if one is None:
            continue
        joined = _joined(found[-1], one, last, expression, text) if last else None
        if joined:
            found[-1] = joined
        else:
            found.append(replace(one, bound=_bound(expression)))
        last = expression
    return found


def find_dates_after(before: str, text: str, *, published: date | None) -> list[Resolved]:
    """Return the dates in `text`, those that lean on one before it ("two days later") read on from `before`."""
    found = find_dates(text, published=published)
    if not before or not any(one.needs == "anchor" for one in found):
        return found
    start = len(before) + 1
    read_on = find_dates(f"{before} {text}", published=published)
    return [
        replace(one, span=Span(one.span.start - start, one.span.end - start))
        for one in read_on
        if one.span.start >= start
    ]


def _scene(text: str, published: date | None, found: list[Resolved], expression: Expression) -> Scene:
    reference = next((one for one in reversed(found) if one.start and one.form not in _COMPARED), None)
    return Scene(text, published, reference, _sentence_year(text, published, found, expression))


def _sentence_year(text: str, published: date | None, found: list[Resolved], expression: Expression) -> int | None:
    """Return the year told just before in the same sentence: "In 2014 they came in March"."""
    if not found or found[-1].year is None or found[-1].bound:
        return None
    apart = _SENTENCE_BREAK.search(text, found[-1].span.end, expression.start + 1)
    to_come = published is not None and found[-1].year > published.year
    return None if apart or to_come else found[-1].year


def _bound(expression: Expression) -> Bound | None:
    near, far = expression.before(1), expression.before(2)
    if near is None:
        return None
    if near.letter in "thg" and far is not None:
        return _BOUNDS.get(far.word)
    return _BOUNDS.get(near.word)


def _joined(first: Resolved, second: Resolved, before: Expression, after: Expression, text: str) -> Resolved | None:
    """Return "from 3 May to 10 June" as one range, None where the two dates are two."""
    if first.granularity != second.granularity or not _links(before, after, text):
        return None
    first = _with_year_of(first, second)
    start, end = _in_order(first, second)
    if start and end and start > end:
        return None
    return replace(
        second,
        span=Span(first.span.start, second.span.end),
        start=start if end else None,
        end=end if start else None,
        approximate=first.approximate or second.approximate,
        relative=first.relative or second.relative,
        bound=first.bound,
        month=first.month,
        day=first.day,
        last_month=second.last_month or second.month,
        last_day=second.last_day or second.day,
        form="range",
    )


def _links(before: Expression, after: Expression, text: str) -> bool:
    """Tell whether "to", a dash, or "between … and" alone stands between two dates, and nothing was moved."""
    lead = before.before()
    between = "".join(token.letter for token in after.all_tokens[before.last : after.first])
    if between not in ("z", "zt") and not (between in ("&", "&t") and lead is not None and lead.letter == "b"):
        return False
    return lead is None or lead.letter != "f" or not _MOVED.search(text, max(0, lead.start - 60), lead.start)


def _with_year_of(first: Resolved, second: Resolved) -> Resolved:
    """Return `first` with the year that only the end of the range tells: "28 December to 3 January 2022"."""
    if first.year is not None or second.start is None or first.month is None:
        return first
    days = days_of(second.start.year - (first.month > second.start.month), first.month, first.day)
    return replace(first, start=days.start, end=days.end, relative=second.relative, needs=None) if days else first


def _in_order(first: Resolved, second: Resolved) -> tuple[date | None, date | None]:
    """Return the first and last day; of two weekdays the first is before the second, within a week."""
    start, end = first.start, second.end
    if start and end and start > end and first.form == second.form == "weekday":
        return stepped(start, "week", -1), end
    return start, end
