"""Write intervals of days as people write them: "10–20 February 2022". What is not known is left out."""

from collections.abc import Callable
from datetime import date

from store.calendar_spans import Granularity
from store.date_meaning import Resolved
from store.date_words import MONTHS

_ORDINALS = ("first", "second", "third", "fourth")
_SEASONS = ("winter", "spring", "summer", "autumn")


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
    if granularity == "month" and start.year == end.year:
        return f"{_month(start)}–{last}"
    return f"{first}–{last}" if granularity == "year" else f"{first} – {last}"


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
        return month if month == last_month else f"{month}–{last_month}"
    if partial.last_day is None:
        return f"{partial.day} {month}"
    if month == last_month:
        return f"{partial.day}–{partial.last_day} {month}"
    return f"{partial.day} {month} – {partial.last_day} {last_month}"


def _named(month: int) -> str:
    return MONTHS[month - 1].capitalize()


def _month(day: date) -> str:
    return _named(day.month)


_COARSE: dict[Granularity, Callable[[date], str]] = {
    "month": lambda day: f"{_month(day)} {day.year}",
    "quarter": lambda day: f"{_ORDINALS[(day.month - 1) // 3]} quarter of {day.year}",
    "season": lambda day: f"{_SEASONS[day.month // 3 % 4]} {day.year}",
    "year": lambda day: str(day.year),
    "decade": lambda day: f"{day.year // 10 * 10}s",
    "century": lambda day: f"{day.year // 100 * 100}s",
}
