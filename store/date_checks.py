"""Tell whether what has the form of a date is one: what the letters alone cannot say, from the words around it."""

import re
from collections.abc import Callable

from store.date_forms import Expression
from store.date_words import PLURAL


def holds(expression: Expression, text: str) -> bool:
    """Return whether an expression that has the form of a date or duration is one."""
    part = expression.groups.get("p")
    if part and part[0].letter == "P" and part[0].value >= 3 and not _joined_part(expression):
        return False
    if part and part[0].word in ("before", "after"):
        return False
    check = _CHECKS.get(expression.form)
    return check is None or check(expression, text)


def _joined_part(expression: Expression) -> bool:
    """Tell "the end of May" and "end-May" from the verb in "talks end May 3"."""
    return any(token.letter == "o" or token.word in "-–—" for token in expression.tokens[1:3])


def _day_range(expression: Expression, _text: str) -> bool:
    first, last = expression.value("d") or 0, expression.value("e") or 0
    joined = any(token.letter == "z" for token in expression.tokens)
    before = expression.before()
    between = before is not None and before.letter == "b"
    return 0 < first < last <= 31 and (joined or between or last == first + 1)


def _day_of_month(expression: Expression, text: str) -> bool:
    day = expression.groups["d"][0]
    if not 1 <= day.value <= 31:
        return False
    if day.letter == "O" and not day.word[0].isdigit() and expression.form == "day month":
        return any(token.letter == "o" for token in expression.tokens)
    before = expression.before()
    in_month = expression.form == "month day" and not expression.groups.get("y") and before and before.letter == "i"
    return not (in_month and re.match(r"\s+[a-z]", text[expression.end : expression.end + 9]))  # "in June 15 men"


def _years(expression: Expression, _text: str) -> bool:
    first, short = expression.groups["y"][0], expression.groups["n"][0]
    return short.start == first.end + 1 and len(short.word) == 2 and short.value > first.value % 100


_COUNTED_BEFORE = frozenset(str.split("about nearly some than over almost least most only to"))


def _year(expression: Expression, text: str) -> bool:
    """Tell a year from a number of four figures by the words around it."""
    before, year, second = expression.before(), expression.groups["y"][0], expression.before(2)
    after = text[year.end : year.end + 30]
    if re.match(r"-\d", after) and not re.match(r"-\d{4}\b", after):
        return False
    if not text[: year.start].strip() and not after.strip() and year.value >= 1000:
        return True  # nothing but a year: an answer
    if expression.groups.get("p") or (year.start and text[year.start - 1] == "-"):
        return True
    if before and ((before.letter in "ifbtTLz" and before.word != "to") or (second and second.letter == "Y")):
        return True
    if before and (before.word in _COUNTED_BEFORE or before.letter == "a"):
        return False
    return year.value >= 1800 and not re.match(r"\s*(?:%|[a-z]{3,}s\b)", after)


def _quarter(expression: Expression, _text: str) -> bool:
    return expression.groups["u"][0].word in ("quarter", "century")


_OVER = frozenset(str.split("over by until since through throughout before after for"))


def _season(expression: Expression, _text: str) -> bool:
    if any(expression.groups.get(name) for name in ("p", "r", "y", "r2")):
        return True
    before, first = expression.before(), expression.tokens[0]
    if before is None or first.word == "fall":
        return False
    return before.letter == "i" or before.word in _OVER or (before.letter in "ofez" and first.letter == "R")


def _relative_unit(expression: Expression, _text: str) -> bool:
    relation, unit = expression.groups["r"][0], expression.groups["u"][0]
    if unit.value >= PLURAL:
        return relation.letter in "LX"
    return not (relation.word == "last" and unit.word == "day")


def _year_before(expression: Expression, _text: str) -> bool:
    return expression.groups["u"][0].word == "year" and expression.groups["a"][0].word != "before"


def _the_unit(expression: Expression, text: str) -> bool:
    """Take "the weekend" and, in a text about figures, "the quarter"; other units stand for too much else."""
    unit = expression.groups["u"][0]
    of = re.match(r"['’-]|\s+of\b", text[unit.end : unit.end + 4])
    return unit.word == "weekend" or (unit.word == "quarter" and not of)


_AND_NO_MORE = re.compile(r"\s*(?:[,.;:!?)”\"–—]|$|that\b)")


def _ago(expression: Expression, text: str) -> bool:
    """Tell "three days before" from "three days before the vote", which is told against an event."""
    alone = _AND_NO_MORE.match(text, expression.end) is not None
    return expression.groups["a"][0].word not in ("before", "after") or alone


def _day_before(expression: Expression, text: str) -> bool:
    singular = expression.groups["u"][0].word in ("day", "week", "month", "year")
    return singular and _AND_NO_MORE.match(text, expression.end) is not None


def _duration(expression: Expression, _text: str) -> bool:
    number, unit, before = expression.groups["n"][0], expression.groups["u"][0], expression.before()
    rate = before is not None and (before.letter in "ND" or before.word in ("once", "twice", "times"))
    return number.letter != "a" or (unit.word not in ("quarter", "weekend") and not rate)


def _part_of_unit(expression: Expression, _text: str) -> bool:
    unit = expression.groups.get("u")
    return _joined_part(expression) and (not unit or unit[0].word not in ("day", "days"))


_CHECKS: dict[str, Callable[[Expression, str], bool]] = {
    "day range": _day_range,
    "range day": _day_range,
    "day month": _day_of_month,
    "month day": _day_of_month,
    "years": _years,
    "year": _year,
    "quarter": _quarter,
    "season": _season,
    "relative unit": _relative_unit,
    "year before": _year_before,
    "the unit": _the_unit,
    "ago": _ago,
    "day before": _day_before,
    "duration": _duration,
    "part of unit": _part_of_unit,
}
