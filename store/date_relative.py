"""Days of dates that need an anchor: the publication date, or a date mentioned before ("the following day")."""

from datetime import date

from store.calendar_spans import Days, Granularity, around, clamped, stepped
from store.date_expressions import Expression
from store.date_meaning import Meaning, Scene, sign
from store.date_named import year_alone
from store.date_words import FEW
from store.tense import Direction, direction

_UNITS: tuple[Granularity, ...] = ("day", "week", "month", "year", "decade", "century", "quarter", "weekend", "week")
_PLURAL_REACH = {"day": 7, "week": 35, "month": 183, "year": 1826}  # how far "the coming days" may reach, in days
_FORTNIGHT = 8


def _unit(expression: Expression) -> Granularity:
    return _UNITS[(expression.value("u") or 0) % 100]


def part_of_unit(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "the end of the month" before it is cut down to the part."""
    if expression.groups.get("y"):
        return year_alone(expression, scene)
    return relative_unit(expression, scene)


def relative_unit(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "last week", "that year", "the coming days"."""
    unit, relation = _unit(expression), expression.groups.get("r")
    letter, word = (relation[0].letter, relation[0].word) if relation else ("T", "this")
    if (expression.value("u") or 0) >= 100:
        return _plural(unit, letter, scene)
    from_text = word in ("following", "previous", "preceding", "that", "same") or (unit == "day" and letter == "X")
    anchor = _reference_day(scene, sign(letter)) if from_text else scene.published
    if anchor is None:
        return Meaning(None, unit, needs="anchor")
    if expression.form == "the unit" and unit == "quarter":
        return _the_quarter(scene)
    if unit == "weekend" and not from_text:
        return Meaning(_weekend(anchor, letter, expression, scene), unit)
    return Meaning(around(stepped(anchor, unit, sign(letter)), unit), unit)


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
    return Meaning(_reach(scene.published, reach * sign(letter)), "day", approximate=True)


def _reach(day: date, count: int) -> Days:
    other = clamped(day.toordinal() + count)
    return Days(min(day, other), max(day, other))


def adverb_unit(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "earlier this year": up to the publication date, or from it."""
    meaning = relative_unit(expression, scene)
    adverb, letter = expression.groups["p"][0], expression.groups["r"][0].letter
    if meaning is None or meaning.days is None or scene.published is None or letter not in "Tt":
        return meaning
    if not meaning.days.start <= scene.published <= meaning.days.end:
        return meaning
    if adverb.letter == "E":
        return meaning._replace(days=Days(meaning.days.start, scene.published))
    return meaning._replace(days=Days(scene.published, meaning.days.end))


def _the_quarter(scene: Scene) -> Meaning | None:
    """Return the quarter mentioned before; "the quarter" means nothing else that is sure."""
    reference = scene.reference
    if reference is None or reference.granularity != "quarter" or not reference.start:
        return Meaning(None, "quarter", needs="anchor")
    return Meaning(around(reference.start, "quarter"), "quarter")


def year_before(_expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "the year-earlier quarter": what was mentioned before, a year before it."""
    reference = scene.reference
    if reference is None or reference.start is None:
        return Meaning(None, "year", needs="anchor")
    unit: Granularity = "quarter" if reference.granularity == "quarter" else "year"
    return Meaning(around(stepped(reference.start, "year", -1), unit), unit)


def ago(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "two weeks ago" and, from a date mentioned before, "a day later"."""
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


def day_before(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "the day before" and "the week after", from a date mentioned before."""
    unit, way = _unit(expression), 1 if expression.groups["a"][0].letter == "F" else -1
    anchor = _reference_day(scene, way)
    if anchor is None:
        return Meaning(None, unit, needs="anchor")
    return Meaning(around(stepped(anchor, unit, way), unit), unit)


def relative_span(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "the last two weeks"."""
    unit, count, letter = _unit(expression), expression.value("n") or 0, expression.groups["r"][0].letter
    if count == FEW:
        return _plural(unit, letter, scene)
    if scene.published is None:
        return Meaning(None, "day", needs="anchor")
    other = stepped(scene.published, unit, count * sign(letter))
    return Meaning(Days(min(other, scene.published), max(other, scene.published)), "day")


def weekday(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of a weekday, by its words or in the direction of the tense."""
    if scene.published is None:
        return Meaning(None, "day", needs="anchor")
    day, weekday = scene.published, expression.value("w") or 0
    monday = around(day, "week").start
    relation, second = expression.groups.get("r"), expression.groups.get("r2")
    if second:
        if (expression.value("u") or 0) % 100 != 1:
            return Meaning(_weekday_toward(day, weekday, "past", strict=second[0].letter == "L"), "day")
        monday = stepped(monday, "week", sign(second[0].letter))
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


def day_word(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "yesterday" and its like."""
    if scene.published is None:
        return Meaning(None, "day", needs="anchor")
    beyond = {"E": -1, "F": 1}.get(expression.groups["b"][0].letter, 0) if expression.groups.get("b") else 0
    return Meaning(_one(stepped(scene.published, "day", (expression.value("k") or 0) + beyond)), "day")


def day_part(expression: Expression, scene: Scene) -> Meaning | None:
    """Return the days of "this morning" or "last night"."""
    relation = expression.groups["r"][0]
    last_night = relation.letter == "L" and expression.value("h") == 3
    if relation.letter == "L" and not last_night:
        return None
    anchor = _reference_day(scene, 1) if relation.letter in "dX" else scene.published
    if anchor is None:
        return Meaning(None, "day", needs="anchor")
    return Meaning(_one(stepped(anchor, "day", sign(relation.letter))), "day")
