"""The values of the kind a question asks for that one sentence offers, best first, for a reader that has no model.

What is asked for is `questions`'s, numbers are `numbers`'s, names `names`'s, places `locations`'s, dates `store.dates`'s.
Here each is made a `Value` with how well it fits the question. Where a value stands is exact; the rest is a guess.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assistant.locations import find_locations
from assistant.names import ROLE, Name, find_names
from assistant.nouns import agreement
from assistant.numbers import Measure, Number, find_numbers
from assistant.questions import Kind, asked_for, counted
from store.article import Span
from store.dates import Resolved, find_dates, format_date

__all__ = ["VALUED", "Kind", "Value", "asked_for", "counted", "values"]

VALUED: frozenset[Kind] = frozenset(
    ("when", "what time", "where", "who", "how many", "how much", "how long", "how old", "how far", "how big")
    + ("percent", "which", "what called")
)
"""The kinds whose answer is a value that can be seen in a sentence; the others are answered by the sentence itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in a sentence: `text == sentence[span]`; `normal` is equal for equal values written differently.

    `fit` says from 0 to 1 how well it fits the question. A date keeps its `when`, a number its `number`.
    """

    text: str
    span: Span
    normal: str
    fit: float
    unit: str = ""
    noun: str = ""
    when: Resolved | None = None
    number: Number | None = None


def values(kind: Kind, sentence: str, *, published: date | None, question: str = "") -> list[Value]:
    """Return the values of `kind` in `sentence`, best fit first; [] for a kind that is no value."""
    find = _FINDERS.get(kind)
    found = find(sentence, published, question) if find else []
    return sorted(found, key=lambda value: (-value.fit, value.span.start))


def _dates(sentence: str, published: date | None, question: str) -> list[Value]:
    year_only = re.search(r"\b(?:what|which)\s+year\b", question, re.IGNORECASE) is not None
    return [_date(sentence, when, year_only) for when in find_dates(sentence, published=published)]


_PRECISION = {"day": 1.0, "weekend": 0.9, "week": 0.8, "month": 0.8, "quarter": 0.7, "season": 0.7, "year": 0.7}


def _date(sentence: str, when: Resolved, year_only: bool) -> Value:
    normal = format_date(when.start, when.end, when.granularity, partial=when)
    fit = _PRECISION.get(when.granularity, 0.5)
    if year_only:
        fit = 1.0 if when.granularity == "year" else 0.8 if when.start else 0.3
        normal = str(when.start.year) if when.start else normal
    if when.start is None:
        fit *= 0.7
    if when.approximate:
        fit *= 0.9
    text = sentence[when.span.start : when.span.end]
    return Value(text=text, span=when.span, normal=normal or text.lower(), fit=round(fit, 3), when=when)


_CLOCK = re.compile(
    r"\b(?:(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)"
    r"(?:\s?(?:hrs|hours|GMT|UTC|CET))?|noon|midday|midnight|(?:half\s+past|quarter\s+(?:past|to))\s+\w+|\w+\s+o['’]clock)",
    re.IGNORECASE,
)


def _clock_times(sentence: str, published: date | None, question: str) -> list[Value]:
    return [_clock(match) for match in _CLOCK.finditer(sentence)]


def _clock(match: re.Match[str]) -> Value:
    normal = match.group().lower()
    if match.group("half"):
        hour = int(match.group("h")) % 12 + 12 * (match.group("half").lower() == "p")
        normal = f"{hour:02d}:{match.group('m') or '00'}"
    elif match.group("h24"):
        normal = f"{int(match.group('h24')):02d}:{match.group('m24')}"
    return Value(text=match.group(), span=Span(*match.span()), normal=normal, fit=1.0, unit="time")


def _numbers(sentence: str, published: date | None, measures: Iterable[Measure]) -> list[Number]:
    dated = [when.span for when in find_dates(sentence, published=published) if "units" not in when.form]
    clocks = [Span(*match.span()) for match in _CLOCK.finditer(sentence)]
    return [number for number in find_numbers(sentence, without=(*dated, *clocks)) if number.measure in set(measures)]


def _counts(sentence: str, published: date | None, question: str) -> list[Value]:
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


def _measured(*measures: Measure, counts: float = 0.0) -> Callable[[str, date | None, str], list[Value]]:
    def find(sentence: str, published: date | None, question: str) -> list[Value]:
        numbers = _numbers(sentence, published, (*measures, "count") if counts else measures)
        return [_numeral(sentence, number, 1.0 if number.measure in measures else counts) for number in numbers]

    return find


def _how_much(sentence: str, published: date | None, question: str) -> list[Value]:
    plain = _measured("money", "percent", "mass", "volume", "area", "heat", "length", counts=0.2)
    found = plain(sentence, published, question)
    wants_money = re.search(
        r"\b(?:cost|price|paid|pay|worth|spen[dt]|raise|earn|money|budget|fine|salary|charge)", question
    )
    return [v for v in found if not wants_money or v.number is None or v.number.measure == "money"] or found


def _how_long(sentence: str, published: date | None, question: str) -> list[Value]:
    found = _measured("time", "length")(sentence, published, question)
    ranges = [_date(sentence, when, False) for when in find_dates(sentence, published=published) if _lasts(when)]
    return found + [value for value in ranges if not any(_overlap(value.span, other.span) for other in found)]


def _lasts(when: Resolved) -> bool:
    return when.bound == "since" or when.form in ("range", "day range", "range day", "years")


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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


_PERSON_FIT = {"person": 1.0, "other": 0.5, "organisation": 0.4, "place": 0.15}
_ROLE_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+(?:(?!(?:of|in|and|who)\b)[\w'’-]+\s+){{0,4}}?{ROLE}\b(?:\s+of\s+(?:the\s+)?[\w'’-]+(?:\s+(?!was|is|had|has|said)[\w'’-]+){{0,2}})?"
)


def _people(sentence: str, published: date | None, question: str) -> list[Value]:
    named = [
        _name(sentence, name, _PERSON_FIT[name.sort] * name.sure, question)
        for name in find_names(sentence)
        if name.sort in _PERSON_FIT
    ]
    roles = [
        Value(text=match.group(), span=Span(*match.span()), normal=match.group().lower(), fit=0.35)
        for match in _ROLE_NAMED.finditer(sentence)
    ]
    free = [role for role in roles if not any(_overlap(role.span, value.span) for value in named)]
    return named + free


def _any_name(sentence: str, published: date | None, question: str) -> list[Value]:
    quoted = [
        Value(text=match.group(1), span=Span(*match.span(1)), normal=_folded(match.group(1)), fit=0.8)
        for match in _QUOTED.finditer(sentence)
    ]
    names = [
        _name(sentence, name, 0.95 if _CALLED.search(sentence, 0, name.span.start) else 0.7, question)
        for name in find_names(sentence)
        if name.sort != "nationality"
    ]
    return quoted + [name for name in names if not any(_overlap(value.span, name.span) for value in quoted)]


_QUOTED = re.compile(r"(?<!\w)[\"“‘]([^\"“”‘’]{2,60}?)[,.]?[\"”’](?!\w)")
_CALLED = re.compile(r"\b(?:called|named|dubbed|nicknamed|titled|entitled|known\s+as|codenamed)\s+(?:the\s+)?$")


def _name(sentence: str, name: Name, fit: float, question: str) -> Value:
    """Make a value of a name; one that the question itself says is seldom its answer."""
    text = sentence[name.span.start : name.span.end]
    if text.lower() in question.lower():
        fit *= 0.2
    return Value(text=text, span=name.span, normal=_folded(text), fit=round(fit, 3), unit=name.sort)


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _places(sentence: str, published: date | None, question: str) -> list[Value]:
    dated = [when.span for when in find_dates(sentence, published=published)]
    found = []
    for place in find_locations(sentence):
        if any(_overlap(place.span, span) for span in dated):
            continue
        text = sentence[place.span.start : place.span.end]
        known = _folded(text) in _folded(question)
        fit = place.sure * (0.2 if known else 1.0)
        found.append(Value(text=text, span=place.span, normal=_folded(text), fit=round(fit, 3)))
    return found


_FINDERS: dict[Kind, Callable[[str, date | None, str], list[Value]]] = {
    "when": _dates,
    "what time": _clock_times,
    "where": _places,
    "who": _people,
    "how many": _counts,
    "how much": _how_much,
    "how long": _how_long,
    "how old": _measured("age"),
    "how far": _measured("length"),
    "how big": _measured("area", "length", "mass", "speed", "heat", "volume", counts=0.6),
    "percent": _measured("percent"),
    "which": _any_name,
    "what called": _any_name,
}
