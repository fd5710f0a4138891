"""Intervals of days: the week, month, season or year that a day is in, and steps between them. No text, no words."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

Granularity = Literal["day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"]
DAY = timedelta(days=1)


class Days(NamedTuple):
    """An inclusive interval of days."""

    start: date
    end: date


def days_of(year: int, month: int | None = None, day: int | None = None) -> Days | None:
    """Return the days of a year, a month or a day, None where there is no such day."""
    try:
        if month is None:
            return Days(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Days(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def season_of(year: int, season: int) -> Days:
    """Return a northern season, 0 = spring; a winter belongs to the year in which it begins."""
    if season == 3:
        return Days(date(year, 12, 1), date(year + 1, 3, 1) - DAY)
    return Days(date(year, 3 + 3 * season, 1), date(year, 6 + 3 * season, 1) - DAY)


def quarter_of(year: int, quarter: int) -> Days:
    """Return quarter 1 to 4 of a calendar year."""
    last = days_of(year, 3 * quarter)
    assert last is not None
    return Days(date(year, 3 * quarter - 2, 1), last.end)


def around(day: date, unit: Granularity) -> Days:
    """Return the unit that `day` is in; weeks begin on Monday, and a weekend is that of the day's week."""
    monday = clamped(day.toordinal() - day.weekday())
    if unit == "week":
        return Days(monday, clamped(monday.toordinal() + 6))
    if unit == "weekend":
        return Days(clamped(monday.toordinal() + 5), clamped(monday.toordinal() + 6))
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = max(1, day.year // size * size)
        return Days(date(first, 1, 1), date(min(9999, day.year // size * size + size - 1), 12, 31))
    found = days_of(day.year, day.month if unit in ("month", "day") else None, day.day if unit == "day" else None)
    assert found is not None
    return found


def stepped(day: date, unit: Granularity, count: int) -> date:
    """Return the day `count` units away, the last of the month where the month is shorter."""
    if unit in ("day", "week", "weekend"):
        return clamped(day.toordinal() + count * (1 if unit == "day" else 7))
    months = count * {"month": 1, "quarter": 3, "decade": 120, "century": 1200}.get(unit, 12)
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clamped(ordinal: int) -> date:
    """Return the day of an ordinal number, the nearest one that the calendar has."""
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def part_of(days: Days, part: int) -> Days:
    """Return the early, middle, late, first or last days of an interval, part 0 to 4 in that order."""
    length = days.end.toordinal() - days.start.toordinal() + 1
    first, last = {0: (0, 1 / 3), 1: (1 / 3, 2 / 3), 2: (2 / 3, 1), 3: (0, 1 / 4), 4: (3 / 4, 1)}[part]
    start = days.start.toordinal() + int(length * first)
    return Days(clamped(start), clamped(max(start, days.start.toordinal() + int(length * last) - 1)))
