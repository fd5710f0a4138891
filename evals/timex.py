"""Write dates and durations that `store.dates` finds as TIMEX3 values, as TimeBank does: 1998-W07, P10D, 1989-Q3.

It also knows the words for an indefinite now, past and future that TimeBank marks and that answers have no use for.
"""

import re
from datetime import date
from typing import NamedTuple

from store.article import Span
from store.calendar_spans import Granularity
from store.date_expressions import Expression, expressions
from store.date_words import FEW, WEEKDAYS
from store.dates import Resolved, find_dates


class Timex(NamedTuple):
    """A marked expression and its TIMEX3 value."""

    span: Span
    value: str


_DURATION_UNITS = ("D", "W", "M", "Y", "DE", "CE", "Q", "D", "W")
_SHORT_UNITS = ("S", "M", "H")
_SEASONS = ("WI", "SP", "SU", "FA")
_PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_VAGUE = (
    (r"\b(?:right\s+)?now\b|\bcurrent(?:ly)?\b|\bthese\s+days\b|\bnowadays\b", "PRESENT_REF"),
    (r"\brecent(?:ly)?\b(?!\s+(?:months|weeks|days|quarters))|\bthe\s+past\b(?!\s+\w+\s+\w+s\b|\s+[a-z]+)", "PAST_REF"),
    (r"\bthe\s+(?:near\s+|foreseeable\s+)?future\b|\bsoon\b|\bthe\s+(?:near|short|long)\s+term\b", "FUTURE_REF"),
)  # fmt: skip
_RECENT = re.compile(r"\brecent\s+(day|week|month|quarter)s\b")
_VAGUE_RULES = tuple((re.compile(pattern, re.IGNORECASE), value) for pattern, value in _VAGUE)
_SET = re.compile(
    r"\b(?:each|every)\s+(?:(?P<n>two|three|four|five|six)\s+)?(?P<unit>day|week|month|quarter|year)s?\b|\b(?P<daily>daily|weekly|monthly|annually|yearly)\b",
    re.IGNORECASE,
)
_EVERY_WEEKDAY = re.compile(rf"\b(?:each|every)\s+({'|'.join(WEEKDAYS)})\b|\b({'|'.join(WEEKDAYS)})s\b", re.IGNORECASE)
_LETTER = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def timexes(text: str, *, published: date) -> list[Timex]:
    """Return what our grammar finds in `text` as TIMEX3, in order, none overlapping another."""
    found = [_timex(text, one) for one in find_dates(text, published=published)]
    found += [_duration(expression) for expression in expressions(text) if expression.form == "duration"]
    for rule, value in _VAGUE_RULES:
        found += [Timex(Span(*match.span()), value) for match in rule.finditer(text)]
    found += [Timex(Span(*match.span()), f"PX{_LETTER[match.group(1)]}") for match in _RECENT.finditer(text)]
    found += [_set(match) for match in _SET.finditer(text) if match.group("unit")]
    for match in _EVERY_WEEKDAY.finditer(text):
        weekday = WEEKDAYS.index((match.group(1) or match.group(2)).lower()) + 1
        found.append(Timex(Span(*match.span()), f"XXXX-WXX-{weekday}"))
    kept: list[Timex] = []
    for one in found:  # earlier ones win
        if one.value and not any(one.span.start < other.span.end and other.span.start < one.span.end for other in kept):
            kept.append(one)
    return sorted(kept)


def _set(match: re.Match[str]) -> Timex:
    numbers = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    return Timex(
        Span(*match.span()), f"P{numbers.get(match.group('n') or '', 1)}{_LETTER[match.group('unit').lower()]}"
    )


def _timex(text: str, one: Resolved) -> Timex:
    words = text[one.span.start : one.span.end].lower()
    if one.start is None:
        return Timex(one.span, "")
    if one.form == "relative span":
        inner = expressions(re.sub(r"^(?:the )?\w+ ", "", words))
        durations = [_duration(expression).value for expression in inner if expression.form == "duration"]
        return Timex(one.span, durations[0] if durations else "")
    if one.form == "relative unit" and words.endswith("s"):
        unit = words.split()[-1].rstrip("s")
        return Timex(one.span, "PAST_REF" if unit == "year" else f"PX{_LETTER.get(unit, 'X')}")
    value = value_of(one.start, one.granularity)
    last_word = words.rsplit(None, 1)[-1]
    if one.granularity == "day" and last_word in _PARTS_OF_DAY:
        value += "T" + _PARTS_OF_DAY[last_word]
    return Timex(one.span, value)


def value_of(start: date, granularity: Granularity) -> str:
    """Return the TIMEX3 value of the unit that begins on `start`."""
    if granularity in ("week", "weekend"):
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if granularity == "weekend" else "")
    return {
        "day": start.isoformat(),
        "month": f"{start:%Y-%m}",
        "quarter": f"{start.year}-Q{(start.month + 2) // 3}",
        "season": f"{start.year}-{_SEASONS[start.month // 3 % 4]}",
        "year": f"{start.year}",
        "decade": f"{start.year // 10}",
        "century": f"{start.year // 100}",
    }[granularity]


def _duration(expression: Expression) -> Timex:
    number, unit = expression.groups["n"][0], expression.groups["u"][0]
    following = expression.all_tokens[expression.first : expression.last]
    counts = [token.value for token in following if token.letter in "ND"]
    count = counts[-1] if counts else 1
    amount = "X" if count == FEW else str(count)
    letter = _SHORT_UNITS[unit.value % 100] if unit.letter == "u" else _DURATION_UNITS[unit.value % 100]
    if letter == "DE" and amount != "X":
        amount, letter = str(count * 10), "Y"
    if letter == "Q" and amount != "X":
        amount, letter = str(count * 3), "M"
    start = number.start if number.letter != "g" else following[1].start
    return Timex(Span(start, expression.end), f"P{'T' if unit.letter == 'u' else ''}{amount}{letter}")
