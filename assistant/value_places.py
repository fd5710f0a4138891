"""Places as values, with how well each fits the way in which a question asks where. Finding them is `locations`'s."""

import re
from collections.abc import Callable
from datetime import date

from assistant.locations import find_locations
from assistant.value import BEHIND, Value, ahead, behind, folded, overlap
from store.article import Span
from store.dates import find_dates

KNOWN = 0.2
"""What is left of a place that the question itself names."""
_SORTS = (
    "city town village country region province district street river lake island port harbour bay valley square bridge "
    "building hospital hotel school church stadium park camp base".split()
)
_SORT = re.compile(rf"\b(?:what|which)\s+(?:\w+\s+)?(?P<noun>{'|'.join(_SORTS)})\b", re.IGNORECASE)
_FROM = re.compile(r"^(?:from\s+where|where\b.*\bfrom)\b|\bfrom\s+(?:what|which)\b", re.IGNORECASE)
_WHERE_IS = re.compile(
    r"^[Ww]here(?:[’']s|\s+(?:is|are|was|were|lies?))\s+(?:the\s+)?"
    r"(?P<name>[^\W\d_a-z][\w’'-]*(?:\s+(?:of|the|[^\W\d_a-z][\w’'-]*))*)\W*$"
)
_BESIDE = re.compile(r"(?:\s\w+)?,?\s(?:\w+\s)?")


def places(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return the places of a sentence, those that stand as the question asks ahead."""
    found = find_locations(sentence)
    dated = [when.span for when in find_dates(sentence, published=published)] if found else []
    values = [
        _place(sentence, place.span, place.sure, question)
        for place in found
        if not any(overlap(place.span, span) for span in dated)
    ]
    for rule in (_of_its_sort(question), _from(sentence, question)):
        values = ahead(values, rule)
    asked = _WHERE_IS.match(question)
    return [value if not asked or _is_told(sentence, value, asked["name"]) else behind(value) for value in values]


def _place(sentence: str, span: Span, sure: float, question: str) -> Value:
    text = sentence[span.start : span.end]
    fit = sure * (KNOWN if _is_named(text, question) else 1.0) * (BEHIND if _is_another(text, question) else 1.0)
    return Value(text=text, span=span, normal=folded(text), fit=round(fit, 3))


def _of_its_sort(question: str) -> Callable[[Value], bool]:
    """Tell "the village of Estwell" from "Lake Tolm" where a village is asked for."""
    sort = _SORT.search(question)
    return lambda value: sort is not None and sort["noun"].lower() in value.normal.split()


def _is_another(place: str, question: str) -> bool:
    """Return whether a place says that it is of another sort than is asked for."""
    sort = _SORT.search(question)
    said = set(folded(place).split()) & set(_SORTS)
    return sort is not None and bool(said) and sort["noun"].lower() not in said


def _from(sentence: str, question: str) -> Callable[[Value], bool]:
    """Tell "from the lakes" where it is asked where something comes from."""
    asked = _FROM.search(question) is not None
    return lambda value: asked and re.search(r"\bfrom\s+$", sentence[: value.span.start]) is not None


def _is_told(sentence: str, value: Value, name: str) -> bool:
    """Return whether a place tells where `name` is: "Hollow Heath in northern Brevia", "near Hollow Heath, Brevia"."""
    at = sentence.lower().find(name.lower())
    if at < 0:
        return False
    within = value.span.start <= at and at + len(name) < value.span.end
    return within or _BESIDE.fullmatch(sentence, at + len(name), value.span.start) is not None


def _is_named(place: str, question: str) -> bool:
    """Return whether a question itself has the place: its words, or all its names ("on Ness Point")."""
    names = re.findall(r"[^\W\d_a-z][\w’'-]+", place)
    has = folded(question).split()
    return folded(place) in folded(question) or (bool(names) and all(folded(name) in has for name in names))
