"""The counts, amounts, distances, durations and ages of a sentence as values. Finding numbers is `numbers`'s."""

import re
from collections.abc import Iterable
from datetime import date

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
    found = []
    for number in _numbers(sentence, published, ("count", "percent", "time", "length", "money", "mass")):
        nouns = number.nouns if number.measure == "count" else (number.unit,)
        fit = (
            agreement(asked, nouns, question=words, near=_beside(sentence, number.span))
            if number.measure == "count" or asked
            else 0.0
        )
        if number.measure != "count" and fit < 0.9:
            continue
        if fit > 0:
            found.append(_numeral(sentence, number, fit))
    return found


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
    return [v for v in found if not wants_money or v.number is None or v.number.measure == "money"] or found


def how_long(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return durations, lengths and ranges of dates."""
    found = measured("time", "length")(sentence, published, question)
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
