"""Compare two values: whether they agree, and which of them is the more precise.

Two values agree when they are equal or one is a less precise form of the other ("February", "10–20 February 2022").
"""

from dataclasses import replace
from datetime import date

from assistant.value import Value
from store.dates import Resolved


def agree(one: Value, other: Value) -> bool:
    """Return whether two values are the same or one is a less precise form of the other."""
    if one.when and other.when:
        return _dates_agree(one.when, other.when)
    if one.number and other.number:
        same_unit = one.number.unit == other.number.unit
        return same_unit and one.number.low <= other.number.high and other.number.low <= one.number.high
    first, second = set(one.normal.split()), set(other.normal.split())
    return first <= second or second <= first


def one_position(one: Value, other: Value) -> bool:
    """Return whether two values that agree say the same: a day within a range of days says less, or something else."""
    if one.when and other.when and one.when.granularity == other.when.granularity == "day":
        return agree(one, other) and _days(one.when) == _days(other.when)
    return agree(one, other)


def finer(one: Value, other: Value) -> Value:
    """Return the more precise of two values that agree; a date without a year takes the year from the other."""
    if one.when and other.when:
        first, second = (one, other) if _days(one.when) <= _days(other.when) else (other, one)
        return _completed(first, second)
    if one.number and other.number:
        return one
    return one if len(one.normal) >= len(other.normal) else other


def _days(when: Resolved) -> int:
    if when.start and when.end:
        return (when.end - when.start).days
    return 0 if when.day else 30 if when.month else 10_000


def _dates_agree(one: Resolved, other: Resolved) -> bool:
    if one.start and one.end and other.start and other.end:
        inside = one.start <= other.start and other.end <= one.end
        return inside or (other.start <= one.start and one.end <= other.end)
    first, second = known_parts(one), known_parts(other)
    if not first or not second:
        return False
    return all(a is None or b is None or a == b for a, b in zip(first, second, strict=True))


def known_parts(when: Resolved) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month and day as far as they are known, None where not even the month is."""
    if when.start and when.end:
        whole = when.granularity in ("month", "season", "quarter", "year", "decade")
        month = when.start.month if when.start.month == when.end.month or not whole else None
        return when.start.year, month, None if whole else when.start.day
    return (when.year, when.month, when.day) if when.month else None


def _completed(value: Value, other: Value) -> Value:
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
