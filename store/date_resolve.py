"""Say which days a date expression means, against a publication date. Finding expressions is `date_expressions`'s.

What cannot be known is not guessed: without a year and a publication date `needs` is "year" and month and day are
kept; without an anchor `needs` is "anchor"; 03/04/2022 may be in March or in April and `needs` is "order".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from store.article import Span
from store.calendar_spans import Days, Granularity, around, clamped, days_of, part_of, quarter_of, season_of, stepped
from store.date_expressions import Expression
from store.date_words import FEW
from store.tense import Direction, direction

Needs = Literal["year", "anchor", "order"]
Bound = Literal["since", "until", "before", "after"]
_UNITS: tuple[Granularity, ...] = ("day", "week", "month", "year", "decade", "century", "quarter", "weekend", "week")
_PLURAL_REACH = {"day": 7, "week": 35, "month": 183, "year": 1826}  # how far "the coming days" may reach, in days
_FORTNIGHT = 8
_FLIP = 4  # how many times farther than the nearest instance the one that the tense points at may be


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


def resolve(expression: Expression, scene: Scene) -> Resolved | None:
    """Return the days that `expression` means, None where it is no date after all."""
    meaning = _RESOLVERS[expression.form](expression, scene)
    if meaning is None:
        return None
    part = expression.groups.get("p")
    if meaning.days and part and part[0].letter == "P" and meaning.granularity != "day":
        meaning = meaning._replace(days=part_of(meaning.days, part[0].value))
    rough = bool(part and part[0].letter == "P" and meaning.granularity != "day") or _is_rough(expression)
    month, last_day = expression.value("m"), expression.value("e")
    return Resolved(
        span=Span(expression.start, expression.end),
        start=meaning.days.start if meaning.days else None,
        end=meaning.days.end if meaning.days else None,
        granularity=meaning.granularity,
        needs=meaning.needs,
        relative=meaning.relative,
        approximate=meaning.approximate or rough,
        year=expression.value("y") if expression.form not in ("decade", "figures") else None,
        month=month,
        day=expression.value("d"),
        last_month=month if last_day else None,
        last_day=last_day,
        form=expression.form,
    )


def _is_rough(expression: Expression) -> bool:
    before = expression.before()
    return expression.all_tokens[expression.first].letter == "g" or bool(before and before.letter == "g")


def _figures(expression: Expression, scene: Scene) -> Meaning | None:
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


def _month_day(expression: Expression, scene: Scene) -> Meaning | None:
    month, day = expression.value("m") or 0, expression.value("d") or 0
    last = expression.value("e") or day
    if days_of(2000, month, day) is None or days_of(2000, month, last) is None:
        return None

    def in_year(year: int) -> Days | None:
        first, end = days_of(year, month, day), days_of(year, month, last)
        return Days(first.start, end.end) if first and end else None

    return _in_some_year(expression, scene, in_year, "day")


def _month(expression: Expression, scene: Scene) -> Meaning | None:
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
        return Meaning(in_year(scene.published.year + _sign(relation[0].letter)), granularity)
    if relation:
        return Meaning(_beside(scene.published, in_year, relation[0].letter), granularity)
    way = direction(scene.text, expression.start, expression.end)
    return Meaning(nearest(scene.published, in_year, way), granularity)


def _sign(letter: str) -> int:
    return {"L": -1, "X": 1}.get(letter, 0)


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


def _season(expression: Expression, scene: Scene) -> Meaning | None:
    season = expression.value("s") or 0
    relation = expression.groups.get("r")
    year = expression.value("y")
    if year is not None:
        return Meaning(season_of(year, season), "season", relative=False, approximate=True)
    if scene.published is None:
        return Meaning(None, "season", needs="year", relative=False, approximate=True)
    if expression.groups.get("r2"):
        year = scene.published.year + _sign(expression.groups["r2"][0].letter)
        return Meaning(season_of(year, season), "season", approximate=True)
    if relation:
        days = _beside(scene.published, lambda y: season_of(y, season), relation[0].letter)
    else:
        way = direction(scene.text, expression.start, expression.end)
        days = nearest(scene.published, lambda y: season_of(y, season), way)
    return Meaning(days, "season", approximate=True)


def _quarter(expression: Expression, scene: Scene) -> Meaning | None:
    unit, ordinal = expression.groups.get("u"), expression.value("q") or expression.value("o") or 0
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
        return Meaning(quarter_of(scene.published.year + _sign(relation[0].letter), ordinal), "quarter")
    way = direction(scene.text, expression.start, expression.end)
    return Meaning(nearest(scene.published, lambda y: quarter_of(y, ordinal), way), "quarter")


def days_of_century(ordinal: int) -> Days:
    """Return the years that "the 20th century" is taken for: 1900 to 1999."""
    return around(date(max(1, ordinal * 100 - 100), 1, 1), "century")


def _decade(expression: Expression, scene: Scene) -> Meaning | None:
    year = expression.value("y") or 0
    return Meaning(around(date(year, 1, 1), "decade"), "decade", relative=False) if 1000 < year < 2100 else None


def _year(expression: Expression, scene: Scene) -> Meaning | None:
    days = days_of(expression.value("y") or 0)
    short = expression.value("n")
    if days and short:  # 2014-15
        return Meaning(
            Days(days.start, days.end.replace(year=days.end.year // 100 * 100 + short)), "year", relative=False
        )
    return Meaning(days, "year", relative=False) if days else None


def _unit(expression: Expression) -> Granularity:
    return _UNITS[(expression.value("u") or 0) % 100]


def _part_of_unit(expression: Expression, scene: Scene) -> Meaning | None:
    if expression.groups.get("y"):
        return _year(expression, scene)
    return _relative_unit(expression, scene)


def _relative_unit(expression: Expression, scene: Scene) -> Meaning | None:
    unit, relation = _unit(expression), expression.groups.get("r")
    letter, word = (relation[0].letter, relation[0].word) if relation else ("T", "this")
    if (expression.value("u") or 0) >= 100:
        return _plural(unit, letter, scene)
    from_text = word in ("following", "previous", "preceding", "that", "same") or (unit == "day" and letter == "X")
    anchor = _reference_day(scene, _sign(letter)) if from_text else scene.published
    if anchor is None:
        return Meaning(None, unit, needs="anchor")
    if expression.form == "the unit" and unit == "quarter":
        return _the_quarter(scene)
    if unit == "weekend" and not from_text:
        return Meaning(_weekend(anchor, letter, expression, scene), unit)
    return Meaning(around(stepped(anchor, unit, _sign(letter)), unit), unit)


def _the_quarter(scene: Scene) -> Meaning | None:
    """Return the quarter mentioned before; "the quarter" means nothing else that is sure."""
    reference = scene.reference
    if reference is None or reference.granularity != "quarter" or not reference.start:
        return Meaning(None, "quarter", needs="anchor")
    return Meaning(around(reference.start, "quarter"), "quarter")


def _year_before(expression: Expression, scene: Scene) -> Meaning | None:
    """Return "the year-earlier quarter": what was mentioned before, a year before it."""
    reference = scene.reference
    if reference is None or reference.start is None:
        return Meaning(None, "year", needs="anchor")
    unit: Granularity = "quarter" if reference.granularity == "quarter" else "year"
    return Meaning(around(stepped(reference.start, "year", -1), unit), unit)


def _reference_day(scene: Scene, sign: int) -> date | None:
    reference = scene.reference
    if reference is None:
        return None
    return reference.start if sign < 0 else reference.end


def _weekend(day: date, letter: str, expression: Expression, scene: Scene) -> Days:
    this = around(day, "weekend")
    if letter == "L":
        return this if this.end < day else around(stepped(day, "week", -1), "weekend")
    if letter == "X":
        return around(stepped(day, "week", 1), "weekend") if this.start <= day else this
    before = this.start > day and direction(scene.text, expression.start, expression.end) == "past"
    return around(stepped(day, "week", -1), "weekend") if before else this


def _plural(unit: Granularity, letter: str, scene: Scene) -> Meaning | None:
    reach = _PLURAL_REACH.get(unit)
    if reach is None or scene.published is None:
        return Meaning(None, "day", needs="anchor", approximate=True)
    return Meaning(_reach(scene.published, reach * _sign(letter)), "day", approximate=True)


def _reach(day: date, count: int) -> Days:
    other = clamped(day.toordinal() + count)
    return Days(min(day, other), max(day, other))


def _adverb_unit(expression: Expression, scene: Scene) -> Meaning | None:
    meaning = _relative_unit(expression, scene)
    adverb, letter = expression.groups["p"][0], expression.groups["r"][0].letter
    if meaning is None or meaning.days is None or scene.published is None or letter not in "Tt":
        return meaning
    if not meaning.days.start <= scene.published <= meaning.days.end:
        return meaning
    if adverb.letter == "E":
        return meaning._replace(days=Days(meaning.days.start, scene.published))
    return meaning._replace(days=Days(scene.published, meaning.days.end))


def _ago(expression: Expression, scene: Scene) -> Meaning | None:
    unit, way = _unit(expression), expression.groups["a"][0].letter
    number = expression.groups["n"]
    count = number[-1].value if len(number) > 1 or number[0].letter != "a" else 1
    second = expression.all_tokens[expression.first + 1 : expression.first + 3]
    if number[0].letter == "a":
        count = next((token.value for token in second if token.letter == "N"), 1)
    if unit == "weekend":
        return None
    anchor = scene.published if way == "A" else _reference_day(scene, -1 if way == "E" else 1)
    if anchor is None:
        return Meaning(None, unit, needs="anchor")
    if count == FEW:
        reach = _PLURAL_REACH.get(unit)
        return Meaning(_reach(anchor, reach if way == "F" else -reach), "day", approximate=True) if reach else None
    if (expression.value("u") or 0) % 100 == _FORTNIGHT:
        count *= 2
    step = stepped(anchor, unit, count if way == "F" else -count)
    finer = scene.reference if unit == "year" and scene.reference and count == 1 else None
    if finer and finer.granularity == "quarter" and finer.start:
        return Meaning(around(stepped(finer.start, unit, count if way == "F" else -count), "quarter"), "quarter")
    return Meaning(around(step, unit), unit, approximate=unit != "day")


def _relative_span(expression: Expression, scene: Scene) -> Meaning | None:
    unit, count, letter = _unit(expression), expression.value("n") or 0, expression.groups["r"][0].letter
    if count == FEW:
        return _plural(unit, letter, scene)
    if scene.published is None:
        return Meaning(None, "day", needs="anchor")
    other = stepped(scene.published, unit, count * _sign(letter))
    return Meaning(Days(min(other, scene.published), max(other, scene.published)), "day")


def _weekday(expression: Expression, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return Meaning(None, "day", needs="anchor")
    day, weekday = scene.published, expression.value("w") or 0
    monday = around(day, "week").start
    relation, second = expression.groups.get("r"), expression.groups.get("r2")
    if second:
        if (expression.value("u") or 0) % 100 != 1:
            return Meaning(_weekday_toward(day, weekday, "past", strict=second[0].letter == "L"), "day")
        monday = stepped(monday, "week", _sign(second[0].letter))
    if second or (relation and relation[0].letter == "T"):
        return Meaning(_one(clamped(monday.toordinal() + weekday)), "day")
    if relation:
        return Meaning(
            _weekday_toward(day, weekday, "past" if relation[0].letter == "L" else "future", strict=True), "day"
        )
    way = direction(scene.text, expression.start, expression.end) or "past"
    return Meaning(_weekday_toward(day, weekday, way, strict=False), "day")


def _weekday_toward(day: date, weekday: int, way: Direction, *, strict: bool) -> Days:
    away = (weekday - day.weekday()) % 7 if way == "future" else -((day.weekday() - weekday) % 7)
    if strict and away == 0:
        away = 7 if way == "future" else -7
    return _one(clamped(day.toordinal() + away))


def _one(day: date) -> Days:
    return Days(day, day)


def _day_word(expression: Expression, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return Meaning(None, "day", needs="anchor")
    beyond = {"E": -1, "F": 1}.get(expression.groups["b"][0].letter, 0) if expression.groups.get("b") else 0
    return Meaning(_one(stepped(scene.published, "day", (expression.value("k") or 0) + beyond)), "day")


def _day_part(expression: Expression, scene: Scene) -> Meaning | None:
    relation = expression.groups["r"][0]
    last_night = relation.letter == "L" and expression.value("h") == 3
    if relation.letter == "L" and not last_night:
        return None
    anchor = _reference_day(scene, 1) if relation.letter in "dX" else scene.published
    if anchor is None:
        return Meaning(None, "day", needs="anchor")
    return Meaning(_one(stepped(anchor, "day", _sign(relation.letter))), "day")


_RESOLVERS: dict[str, Callable[[Expression, Scene], Meaning | None]] = {
    "figures": _figures,
    "day range": _month_day,
    "range day": _month_day,
    "day month": _month_day,
    "month day": _month_day,
    "month year": _month,
    "relative month": _month,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "part of unit": _part_of_unit,
    "adverb unit": _adverb_unit,
    "the unit": _relative_unit,
    "year before": _year_before,
    "ago": _ago,
    "relative span": _relative_span,
    "relative unit": _relative_unit,
    "weekday": _weekday,
    "day word": _day_word,
    "day part": _day_part,
    "years": _year,
    "year": _year,
}
