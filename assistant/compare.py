"""Compare two values: whether they agree, and which of them is the more precise. What numbers leave open is `bounds`'s.

Two values agree when they are equal or one is a less precise form of the other ("February", "10–20 February 2022").
"""

from dataclasses import replace
from datetime import date

from assistant.bounds import extent, meet, one_unit, open_ended
from assistant.value import Value
from store.dates import Resolved

MONTH = 27
"""Days between first and last from which on a date is a coarse one: those of the shortest month."""
APART = 60
"""Days: one event is seldom told of with dates further apart."""


def agree(one: Value, other: Value) -> bool:
    """Return whether two values are the same or one is a less precise form of the other."""
    if one.when and other.when:
        return _dates_agree(one.when, other.when)
    if one.number and other.number:
        return one_unit(one.number, other.number) and meet(one, other)
    first, second = set(one.normal.split()), set(other.normal.split())
    return first <= second or second <= first


def one_position(one: Value, other: Value) -> bool:
    """Return whether two values that agree say the same: a day within a range of days says less, or something else."""
    if one.when and other.when and one.when.granularity == other.when.granularity == "day":
        return agree(one, other) and _days(one.when) == _days(other.when)
    if one.number and other.number and open_ended(one) != open_ended(other):
        return False
    return agree(one, other)


def finer(one: Value, other: Value) -> Value:
    """Return the more precise of two values that agree; a date without a year takes the year from the other."""
    if one.when and other.when:
        first, second = (one, other) if _days(one.when) <= _days(other.when) else (other, one)
        return completed(first, second)
    if one.number and other.number:
        return min(one, other, key=_reach)
    return one if len(one.normal) >= len(other.normal) else other


def is_coarse(value: Value) -> bool:
    """Return whether a value is a date of a month or more, which may be the coarser form of several finer ones."""
    return value.when is not None and _days(value.when) >= MONTH


def is_edge(one: Value, other: Value) -> bool:
    """Return whether one of two dates is the first or last day of the other: that of a beginning, or an end."""
    if not one.when or not other.when or not agree(one, other):
        return False
    day, days = sorted((one.when, other.when), key=_days)
    if _days(day) or not 0 < _days(days) < MONTH:
        return False
    first, last = (days.month, days.day), (days.last_month or days.month, days.last_day or days.day)
    if days.start and days.end:
        first, last = (days.start.month, days.start.day), (days.end.month, days.end.day)
    return ((day.start.month, day.start.day) if day.start else (day.month, day.day)) in (first, last)


def fuller(one: Value, other: Value) -> Value:
    """Return what two values of one position say together: the finer of them, but the whole of a time, not its edge."""
    if one.when and other.when and is_edge(one, other):
        days, day = sorted((one, other), key=lambda value: -_days(value.when) if value.when else 0)
        return completed(days, day)
    return finer(one, other)


def says_less(one: Value, other: Value) -> bool:
    """Return whether one of two values that agree is the coarser: "in February" beside "10–20 February"."""
    if one.when and other.when:
        return _days(one.when) > _days(other.when)
    return set(one.normal.split()) < set(other.normal.split())


def far_apart(one: Value, other: Value) -> bool:
    """Return whether two dates are hardly of one event, so far apart are they; a year not told is the same."""
    if not one.when or not other.when:
        return False
    first, second = known_parts(one.when), known_parts(other.when)
    if not first or not second or not first[1] or not second[1]:
        return False
    years = (first[0] or second[0] or 0) - (second[0] or first[0] or 0)
    return abs(years * 365 + (first[1] - second[1]) * 30.4 + (first[2] or 15) - (second[2] or 15)) > APART


def _reach(value: Value) -> tuple[float, str]:
    low, high = extent(value)
    return (high - low) / max(1.0, abs(low)), value.normal


def _days(when: Resolved) -> int:
    if when.start and when.end:
        return (when.end - when.start).days
    if when.day and when.last_day:
        return (when.last_day - when.day) + 30 * ((when.last_month or when.month or 0) - (when.month or 0))
    return 0 if when.day else 30 if when.month else 10_000


def _dates_agree(one: Resolved, other: Resolved) -> bool:
    if one.start and one.end and other.start and other.end:
        inside = one.start <= other.start and other.end <= one.end
        return inside or (other.start <= one.start and one.end <= other.end)
    first, second = known_parts(one), known_parts(other)
    if not first or not second:
        return False
    if _spans(one) or _spans(other):
        return _within(one, other) or _within(other, one)
    return all(a is None or b is None or a == b for a, b in zip(first, second, strict=True))


def _spans(when: Resolved) -> bool:
    """Return whether a date without a year is a range of days, or one that has its days told."""
    return when.start is None and when.last_day is not None


def _within(inner: Resolved, outer: Resolved) -> bool:
    """Return whether the days of one date lie in those of another in one year, that of either where it is told."""
    first, second = _numbered(inner), _numbered(outer)
    same_year = not inner.start or not outer.start or inner.start.year == outer.start.year
    return first is not None and second is not None and same_year and second[0] <= first[0] and first[1] <= second[1]


def _numbered(when: Resolved) -> tuple[int, int] | None:
    """Return the first and the last day as numbers that rise through a year."""
    if when.start and when.end:
        return when.start.month * 100 + when.start.day, when.end.month * 100 + when.end.day
    if not when.month:
        return None
    if not when.day:
        return when.month * 100, when.month * 100 + 99
    return when.month * 100 + when.day, (when.last_month or when.month) * 100 + (when.last_day or when.day)


def known_parts(when: Resolved) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month and day as far as they are known, None where not even the month is."""
    if when.start and when.end:
        whole = when.granularity in ("month", "season", "quarter", "year", "decade")
        month = when.start.month if when.start.month == when.end.month or not whole else None
        return when.start.year, month, None if whole else when.start.day
    return (when.year, when.month, when.day) if when.month else None


def completed(value: Value, other: Value) -> Value:
    """Return a day without a year as a day of the year that the other value gives."""
    when, known = value.when, other.when
    if when is None or known is None or when.start or known.start is None or not (when.month and when.day):
        return value
    year = known.start.year
    try:
        start = date(year, when.month, when.day)
        end = date(year, when.last_month or when.month, when.last_day or when.day)
    except ValueError:
        return value
    return replace(value, when=replace(when, start=start, end=max(start, end), needs=None))
