"""The values of the kind a question asks for that one sentence offers, best first, for a reader that has no model.

What is asked for is `questions`'s, numbers `value_numbers`'s, dates `value_times`'s; names and places are found by
`names` and `locations` and made values here. Where a value stands is exact; the rest is a guess.
"""

import re
from datetime import date

from assistant.locations import find_locations
from assistant.names import ROLE, Name, find_names
from assistant.questions import Kind, asked_for, counted
from assistant.value import Finder, Value, overlap
from assistant.value_numbers import counts, how_long, how_much, measured
from assistant.value_times import clock_times, dates
from store.article import Span
from store.dates import find_dates

__all__ = ["VALUED", "Kind", "Value", "asked_for", "counted", "values"]


def values(kind: Kind, sentence: str, *, published: date | None, question: str = "") -> list[Value]:
    """Return the values of `kind` in `sentence`, best fit first; [] for a kind that is no value."""
    find = _FINDERS.get(kind)
    found = find(sentence, published, question) if find else []
    return sorted(found, key=lambda value: (-value.fit, value.span.start))


_PERSON_FIT = {"person": 1.0, "other": 0.5, "organisation": 0.4, "place": 0.15}
_ROLE_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+(?:(?!(?:of|in|and|who)\b)[\w'’-]+\s+){{0,4}}?{ROLE}\b(?:\s+of\s+(?:the\s+)?[\w'’-]+(?:\s+(?!was|is|had|has|said)[\w'’-]+){{0,2}})?"
)


def _people(sentence: str, _published: date | None, question: str) -> list[Value]:
    named = [
        _name(sentence, name, _PERSON_FIT[name.sort] * name.sure, question)
        for name in find_names(sentence)
        if name.sort in _PERSON_FIT
    ]
    roles = [
        Value(text=match.group(), span=Span(*match.span()), normal=match.group().lower(), fit=0.35)
        for match in _ROLE_NAMED.finditer(sentence)
    ]
    free = [role for role in roles if not any(overlap(role.span, value.span) for value in named)]
    return named + free


def _any_name(sentence: str, _published: date | None, question: str) -> list[Value]:
    quoted = [
        Value(text=match.group(1), span=Span(*match.span(1)), normal=_folded(match.group(1)), fit=0.8)
        for match in _QUOTED.finditer(sentence)
    ]
    names = [
        _name(sentence, name, 0.95 if _CALLED.search(sentence, 0, name.span.start) else 0.7, question)
        for name in find_names(sentence)
        if name.sort != "nationality"
    ]
    return quoted + [name for name in names if not any(overlap(value.span, name.span) for value in quoted)]


_QUOTED = re.compile(r"(?<!\w)[\"“‘]([^\"“”‘’]{2,60}?)[,.]?[\"”’](?!\w)")
_CALLED = re.compile(r"\b(?:called|named|dubbed|nicknamed|titled|entitled|known\s+as|codenamed)\s+(?:the\s+)?$")


def _name(sentence: str, name: Name, fit: float, question: str) -> Value:
    """Make a value of a name; one that the question itself says is seldom its answer."""
    text = sentence[name.span.start : name.span.end]
    if text.lower() in question.lower():
        fit *= 0.2
    return Value(text=text, span=name.span, normal=_folded(text), fit=round(fit, 3), unit=name.sort)


def _is_named(place: str, question: str) -> bool:
    """Return whether a question itself has the place: its words, or all its names ("on Ness Point")."""
    names = re.findall(r"[^\W\d_a-z][\w’'-]+", place)
    has = _folded(question).split()
    return _folded(place) in _folded(question) or (bool(names) and all(_folded(name) in has for name in names))


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _places(sentence: str, published: date | None, question: str) -> list[Value]:
    places = find_locations(sentence)
    dated = [when.span for when in find_dates(sentence, published=published)] if places else []
    found = []
    for place in places:
        if any(overlap(place.span, span) for span in dated):
            continue
        text = sentence[place.span.start : place.span.end]
        known = _is_named(text, question)
        fit = place.sure * (0.2 if known else 1.0)
        found.append(Value(text=text, span=place.span, normal=_folded(text), fit=round(fit, 3)))
    return found


_FINDERS: dict[Kind, Finder] = {
    "when": dates,
    "what time": clock_times,
    "where": _places,
    "who": _people,
    "how many": counts,
    "how much": how_much,
    "how long": how_long,
    "how old": measured("age"),
    "how far": measured("length"),
    "how big": measured("area", "length", "mass", "speed", "heat", "volume", counts=0.6),
    "percent": measured("percent"),
    "which": _any_name,
    "what called": _any_name,
}
VALUED: frozenset[Kind] = frozenset(_FINDERS)
"""The kinds whose answer is a value that can be seen in a sentence; the others are answered by the sentence itself."""
