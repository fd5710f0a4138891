"""The counts, amounts, distances, durations and ages of a sentence as values. Finding numbers is `numbers`'s."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.light import lasting
from assistant.nouns import agreement
from assistant.numbers import Number, find_numbers
from assistant.questions import counted
from assistant.units import Measure
from assistant.value import Finder, Value, overlap
from assistant.value_times import clock_times, date_value
from store.article import Span
from store.dates import Resolved, find_dates


def _numbers(sentence: str, published: date | None, measures: Iterable[Measure]) -> list[Number]:
    dated = [when.span for when in find_dates(sentence, published=published) if "units" not in when.form]
    clocks = [value.span for value in clock_times(sentence, published, "")]
    return [number for number in find_numbers(sentence, without=(*dated, *clocks)) if number.measure in set(measures)]


def counts(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return the numbers of a sentence that count what the question counts."""
    asked = counted(question)
    words = re.findall(r"[a-z]+", question.lower())
    fits: dict[Number, float] = {}
    numbers = _numbers(sentence, published, ("count", "percent", "time", "length", "money", "mass"))
    for number in numbers:
        nouns = number.nouns if number.measure == "count" else (number.unit,)
        fit = (
            agreement(asked, nouns, question=words, near=_beside(sentence, number.span))
            if number.measure == "count" or asked
            else 0.0
        )
        if number.measure != "count" and fit < 0.9:
            continue
        part = _part(sentence, number, numbers) if not _WHOLE.search(question) else None
        if part:
            fits[part] = max(fit, fits.get(part, 0.0))
        demoted = part or _of_them(sentence, number, question)
        fits[number] = max(fit * (A_PART if demoted else 1.0), fits.get(number, 0.0))
    return [_numeral(sentence, number, fit) for number, fit in fits.items() if fit > 0]


def _part(sentence: str, whole: Number, numbers: Iterable[Number]) -> Number | None:
    """Return the number that tells how many of a number are meant: twelve in "twelve of its 41 branches"."""
    before = (other for other in numbers if other.measure == "count" and other.span.end <= whole.span.start)
    return next((other for other in before if _OF.fullmatch(sentence, other.span.end, whole.span.start)), None)


def _of_them(sentence: str, number: Number, question: str) -> bool:
    """Return whether a number counts some of those asked for, "two of the dead", where the question does not ask so."""
    part = _PART.search(sentence, number.span.start, number.span.end)
    return part is not None and _PART.search(question) is None


NO_MONEY = 0.3
"""What is left of another amount where the question is about money."""
A_PART = 0.3
"""What is left of a number that counts only some of those asked for."""
_PART = re.compile(r"\bof\s+(?:the|its|their|those|these)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|his|her|our)\s+)?(?:[\w-]+['’]s?\s+)?")
_WHOLE = re.compile(r"\b(?:have|has|had|own(?:s|ed)?|there|total|in all|altogether|exist(?:s|ed)?)\b", re.IGNORECASE)
"""What asks how many there are, and not of how many something is told."""
_CLAUSE_BREAK = re.compile(r"[,;:()]|\s(?:and|but|while|with)\s")


def _beside(sentence: str, span: Span) -> list[str]:
    """Return the words of the same clause a little before and after a number."""
    before = _CLAUSE_BREAK.split(sentence[max(0, span.start - 30) : span.start])[-1]
    after = _CLAUSE_BREAK.split(sentence[span.end : span.end + 40])[0]
    return re.findall(r"[a-z]+", f"{before} {after}".lower())


def measured(*measures: Measure, counts: float = 0.0) -> Finder:
    """Return a finder of numbers that measure one of `measures`; mere counts get the fit `counts`."""

    def find(sentence: str, published: date | None, _question: str) -> list[Value]:
        numbers = _numbers(sentence, published, (*measures, "count") if counts else measures)
        return [_numeral(sentence, number, 1.0 if number.measure in measures else counts) for number in numbers]

    return find


def how_much(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return amounts; only money where the question is about money."""
    plain = measured("money", "percent", "mass", "volume", "area", "heat", "length", counts=0.2)
    found = plain(sentence, published, question)
    wants_money = re.search(
        r"\b(?:cost|price|paid|pay|worth|spen[dt]|raise|earn|money|budget|fine|salary|charge)", question
    )
    if not wants_money:
        return found
    return [v if v.number and v.number.measure == "money" else replace(v, fit=NO_MONEY * v.fit) for v in found]


def how_long(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return durations, lengths and ranges of dates; no length for what lasts."""
    measures: tuple[Measure, ...] = ("time",) if lasting(question) else ("time", "length")
    found = measured(*measures)(sentence, published, question)
    ranges = [date_value(sentence, when, False) for when in find_dates(sentence, published=published) if _lasts(when)]
    return found + [value for value in ranges if not any(overlap(value.span, other.span) for other in found)]


def _lasts(when: Resolved) -> bool:
    return when.bound == "since" or when.form in ("range", "day range", "range day", "years")


def _numeral(sentence: str, number: Number, fit: float) -> Value:
    return Value(
        text=sentence[number.span.start : number.span.end],
        span=number.span,
        normal=_normal(number),
        fit=round(fit, 3),
        unit=number.unit,
        noun=number.noun,
        number=number,
    )


def _normal(number: Number) -> str:
    low, high = f"{number.low:.12g}", f"{number.high:.12g}"
    amount = low if low == high else f"{low}-{high}"
    unit = "%" if number.measure == "percent" else number.unit.rstrip("s")
    return f"{amount} {unit}".strip()
