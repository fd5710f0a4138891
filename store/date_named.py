"""Days of dates that say a month, year, quarter or season; a year that they leave out is taken from their company."""

import re
from collections.abc import Callable
from datetime import date

from store.calendar_spans import Days, Granularity, around, days_of, quarter_of, season_of
from store.date_expressions import Expression
from store.date_meaning import Meaning, Scene, sign
from store.tense import Direction, direction

_FLIP = 4  # how many times farther than the nearest instance the one that the tense points at may be


def figures(expression: Expression, _scene: Scene) -> Meaning | None:
    """Return the days of a date in figures; where day and month can be exchanged, it needs their order."""
    word = expression.groups["I"][0].word
    a, b, c = (int(number) for number in re.split(r"[-/.]", word))
    if "-" in word:
        days = days_of(a, b, c)
    else:
        year = c if c > 99 else 1900 + c if c > 50 else 2000 + c
        if "/" in word and a <= 12 and b <= 12 and a != b:
            return Meaning(None, "day", needs="order", relative=False)
        days = days_of(year, b, a) or (days_of(year, a, b) if "/" in word else None)
    return Meaning(days, "day", relative=False) if days else None


def month_day(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of a day of a month, or some days of one."""
    month, day = expression.value("m") or 0, expression.value("d") or 0
    last = expression.value("e") or day
    if days_of(2000, month, day) is None or days_of(2000, month, last) is None:
        return None

    def in_year(year: int) -> Days | None:
        first, end = days_of(year, month, day), days_of(year, month, last)
        return Days(first.start, end.end) if first and end else None

    return _in_some_year(expression, scene, in_year, "day")


def month(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of a month."""
    month = expression.value("m") or 0
    unit = expression.groups.get("u")
    if unit and unit[0].value != 3:
        return None
    return _in_some_year(expression, scene, lambda year: days_of(year, month), "month")


def _in_some_year(
    expression: Expression, scene: Scene, in_year: Callable[[int], Days | None], granularity: Granularity
) -> Meaning | None:
    year = expression.value("y")
    if year is not None:
        days = in_year(year)
        return Meaning(days, granularity, relative=False) if days else None
    relation = expression.groups.get("r")
    if scene.sentence_year is not None and not relation:
        return Meaning(in_year(scene.sentence_year), granularity)
    if scene.published is None:
        return Meaning(None, granularity, needs="year", relative=False)
    if relation and expression.form != "relative month":
        return Meaning(in_year(scene.published.year + sign(relation[0].letter)), granularity)
    if relation:
        return Meaning(_beside(scene.published, in_year, relation[0].letter), granularity)
    way = direction(scene.text, expression.start, expression.end)
    return Meaning(nearest(scene.published, in_year, way), granularity)


def _beside(day: date, in_year: Callable[[int], Days | None], letter: str) -> Days | None:
    """Return "last May" or "next May": the nearest one wholly before or after `day`; "this May" is of the same year."""
    if letter == "T":
        return in_year(day.year)
    candidates = [days for days in map(in_year, _years(day)) if days]
    if letter == "L":
        return next((days for days in reversed(candidates) if days.end < day), None)
    return next((days for days in candidates if days.start > day), None)


def _years(day: date) -> range:
    return range(max(1, day.year - 4), min(9998, day.year + 4) + 1)  # four, for 29 February


def nearest(day: date, in_year: Callable[[int], Days | None], way: Direction | None) -> Days | None:
    """Return the instance nearest to `day`; the tense decides only where the other side is not much farther away.

    A tense read from cue words is often wrong, and news seldom gives a date a year away without its year.
    """
    candidates = sorted((days for days in map(in_year, _years(day)) if days), key=lambda days: _distance(day, days))
    if way is None or not candidates:
        return candidates[0] if candidates else None
    limit = _FLIP * _distance(day, candidates[0])
    fits = (days for days in candidates if (days.start <= day if way == "past" else days.end >= day))
    toward = next(fits, candidates[0])
    return toward if _distance(day, toward) <= limit else candidates[0]


def _distance(day: date, days: Days) -> int:
    if days.start <= day <= days.end:
        return 0
    return min(abs((days.start - day).days), abs((days.end - day).days))


def season(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of a northern season."""
    season = expression.value("s") or 0
    relation = expression.groups.get("r")
    year = expression.value("y")
    if year is not None:
        return Meaning(season_of(year, season), "season", relative=False, approximate=True)
    if scene.published is None:
        return Meaning(None, "season", needs="year", relative=False, approximate=True)
    if expression.groups.get("r2"):
        year = scene.published.year + sign(expression.groups["r2"][0].letter)
        return Meaning(season_of(year, season), "season", approximate=True)
    if relation:
        days = _beside(scene.published, lambda y: season_of(y, season), relation[0].letter)
    else:
        way = direction(scene.text, expression.start, expression.end)
        days = nearest(scene.published, lambda y: season_of(y, season), way)
    return Meaning(days, "season", approximate=True)


def quarter(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of a quarter of a year, or a century."""
    unit, ordinal = expression.groups.get("u"), expression.value("o") or 0
    if unit and unit[0].value == 5:
        return Meaning(days_of_century(ordinal), "century", relative=False) if 0 < ordinal <= 21 else None
    if not 1 <= ordinal <= 4:
        return None
    year = expression.value("y") or expression.value("y2")
    if year is not None:
        return Meaning(quarter_of(year, ordinal), "quarter", relative=False)
    if scene.published is None:
        return Meaning(None, "quarter", needs="year", relative=False)
    relation = expression.groups.get("r") or expression.groups.get("r2")
    if relation:
        return Meaning(quarter_of(scene.published.year + sign(relation[0].letter), ordinal), "quarter")
    way = direction(scene.text, expression.start, expression.end)
    return Meaning(nearest(scene.published, lambda y: quarter_of(y, ordinal), way), "quarter")


def days_of_century(ordinal: int) -> Days:
    """Return the years that "the 20th century" is taken for: 1900 to 1999."""
    return around(date(max(1, ordinal * 100 - 100), 1, 1), "century")


def decade(expression: Expression, _scene: Scene) -> Meaning | None:
    """Return the days of a decade."""
    year = expression.value("y") or 0
    return Meaning(around(date(year, 1, 1), "decade"), "decade", relative=False) if 1000 < year < 2100 else None


def year_alone(expression: Expression, _scene: Scene) -> Meaning | None:
    """Return the days of a year, or of years such as 2014-15."""
    days = days_of(expression.value("y") or 0)
    short = expression.value("n")
    if days and short:  # 2014-15
        return Meaning(
            Days(days.start, days.end.replace(year=days.end.year // 100 * 100 + short)), "year", relative=False
        )
    return Meaning(days, "year", relative=False) if days else None
