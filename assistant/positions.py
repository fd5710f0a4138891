"""The different values that sentences offer for what was asked, each with the sentences that carry it.

A value is chosen in its sentence by how well it fits the question and how near it stands to the question's words;
values that `compare` holds to be the same are one position. How positions stand to each other is `verdict`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.bounds import one_unit
from assistant.cite import Quote
from assistant.compare import agree, fuller, is_coarse, is_edge, one_position
from assistant.corrections import following, taken_back
from assistant.doers import doer
from assistant.evidence import Evidence
from assistant.occasions import Dated, edge, of_another, whole
from assistant.offices import office
from assistant.question import Asked
from assistant.referent import clause, one_thing
from assistant.value_names import is_asked_by_name
from assistant.values import VALUED, Value
from assistant.words import stem, words
from store.dates import format_date

LEAST_FIT = 0.3
TAKEN_BACK = 0.2
"""What is left of a value that its own report takes back."""
_EDGE_ASKED = re.compile(
    r"\b(?:begin\w*|beg[au]n|start\w*|open\w*|end(?:s|ed|ing)?|finish\w*|conclude\w*|clos\w+|first|last|"
    r"(?:which|what) day|on what (?:day|date)|until|by when|since when|deadline)\b",
    re.IGNORECASE,
)
"""A question for one end of a time, not for the whole of it."""
EDGE = 0.5
"""What is left of a date that only bounds a time: "the lowest since 2007"."""
OF_ANOTHER = 0.4
"""What is left of a date that tells when something else was: somebody's arrival, another meeting."""
_NOT_BEFORE = re.compile(
    r"\b(?:not|no|never|nobody|doubts?|doubted|hardly|unlikely)\b[^,;]{0,80}\bbefore\s+(?:the\s+)?$"
)
"""What is not to be before a day is to be then, as far as anybody knows."""
OF_IT = 0.3
"""What is left of a place that only says whose the place is: "Lorvia's neighbour"."""
_POSSESSIVE = re.compile(r"[’']s?\s+[a-z]")
AS_WELL = 0.75
"""A value that a sentence sets against its best one fits about as well as that."""
_CONTRAST = re.compile(r";|\b(?:but|while|whereas|though|although|against|compared)\b")
_FIGURE = re.compile(
    r"\b(?:number|figure|total|count|toll|estimate|it|them|only|speaks?\s+of|puts?\s+\w+)\s+(?:(?:is|was|at|of|as|to|only|about|some|just|"
    r"around|nearer|closer)\s+){0,3}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys?)|puts?|estimate[sd]?|figure|count(?:s|ed)?|according|claims?|speaks?|spoke|told|counts?)\b"
)
_REPORTED = re.compile(
    r"\b(said|says|told|announced|reported|confirmed|stated|added|wrote|published|according)\b(\W+\w+){0,4}\W*$",
    re.IGNORECASE,
)


class Position(NamedTuple):
    """A value, the sentences that carry it, best first, and how much speaks for it."""

    value: Value
    carried_by: tuple[Evidence, ...]
    weight: float


def positions(asked: Asked, chosen: Sequence[Evidence]) -> list[Position]:
    """Return the different values that the sentences offer for what was asked, the best supported first."""
    found: list[Position] = []
    not_an_edge = _EDGE_ASKED.search(asked.text) is None
    offered = [(item, value) for item in chosen for value in picks(asked, item)]
    offered = _put_together(offered) if asked.kind == "when" and not_an_edge else offered
    for item, value in sorted(offered, key=lambda pair: is_coarse(pair[1])):
        weight = item.probability * rating(asked, item, value)
        for index, known in sorted(enumerate(found), key=lambda pair: -pair[1].weight):
            joined = one_position(known.value, value) or (not_an_edge and is_edge(known.value, value))
            if joined and same_thing(asked, known, (item, value)):
                carried_by = tuple(sorted((*known.carried_by, item), key=lambda one: -one.probability))
                found[index] = Position(fuller(known.value, value), carried_by, known.weight + weight)
                break
        else:
            found.append(Position(value, (item,), weight))
    return sorted(found, key=lambda position: -position.weight)


def _put_together(offered: Sequence[tuple[Evidence, Value]]) -> list[tuple[Evidence, Value]]:
    """Return the values with the first and the last day of one time, each told by itself, as that time."""
    found = list(offered)
    edges = [edge(item.text, value) if item.features.get("words", 1.0) else None for item, value in offered]
    if pair := whole([Dated(item.text, value, side) for (item, value), side in zip(offered, edges, strict=True)]):
        first, last, time = pair
        for number in (first, last):
            found[number] = found[number][0], time
    return found


def pick(asked: Asked, item: Evidence) -> Value | None:
    """Return the value of a sentence that answers best, None where none fits."""
    if asked.kind not in VALUED:
        return None
    sought = office(asked.text)
    if asked.kind == "who" and (sought is None or sought.by_verb):
        does = doer(asked.text, item.text)
        known = does and is_asked_by_name(does.text, asked.text, person=does.unit == "person")
        if does and does.unit != "nationality" and not known:
            return does
    rated = [(rating(asked, item, value), value) for value in item.values if value.fit >= LEAST_FIT]
    return max(rated, key=lambda pair: pair[0])[1] if rated else None


def picks(asked: Asked, item: Evidence) -> list[Value]:
    """Return the value of a sentence that answers best, and another one that it sets against it."""
    best = pick(asked, item)
    if best is None:
        return []
    least = AS_WELL * rating(asked, item, best)
    others = [_meant(item, best, value) for value in item.values if _against(item, best, value)]
    return [best, *(value for value in others if rating(asked, item, value) >= least)]


def _meant(item: Evidence, best: Value, value: Value) -> Value:
    """Return a bare number as one of what the best one counts, where "the figure" stands for that."""
    bare = value.number is not None and not value.number.nouns
    return replace(value, fit=best.fit) if bare and _FIGURE.search(item.text, 0, value.span.start) else value


def _against(item: Evidence, best: Value, value: Value) -> bool:
    """Return whether a sentence sets two numbers of one measure against each other: "one says 3; the other 4"."""
    if value is best or not best.number or not value.number or not one_unit(best.number, value.number):
        return False
    first, second = sorted((best.span, value.span))
    return _CONTRAST.search(item.text, first.end, second.start) is not None and _SAID.search(item.text) is not None


def rating(asked: Asked, item: Evidence, value: Value) -> float:
    """Return how well a value fits the question where it stands, 0 to 1."""
    bound = value.when.bound if value.when else None
    bare = bound in ("since", "before", "after") and bound not in asked.text.lower()
    apt = EDGE if bare and not (bound == "before" and _NOT_BEFORE.search(item.text, 0, value.span.start)) else 1.0
    if asked.kind == "where" and _POSSESSIVE.match(item.text, value.span.end):
        apt = OF_IT
    if asked.kind == "when" and of_another(asked, item.text, value):
        apt *= OF_ANOTHER
    return value.fit * _nearness(asked, item.text, value) * apt * (TAKEN_BACK if is_taken_back(item, value) else 1.0)


def is_taken_back(item: Evidence, value: Value) -> bool:
    """Return whether the report itself says that the value is not, or no longer, right."""
    return taken_back(item.text, value.span, following(item.hit.passage, item.span.start))


def same_thing(asked: Asked, one: Position, other: tuple[Evidence, Value]) -> bool:
    """Return whether a value is said of what a position's value is said of; only counts can be of different things."""
    item, value = other
    if value.number is None or one.value.number is None:
        return True
    if value.number.measure != "count" or one.value.number.measure != "count":
        return one_unit(value.number, one.value.number)
    first = own_value(asked, one)
    return one_thing(clause(one.carried_by[0].text, first), clause(item.text, value), asked.weights)


def own_value(asked: Asked, position: Position, item: Evidence | None = None) -> Value:
    """Return a position's value as its best sentence, or `item`, has it: the position's own may be put together."""
    offered = picks(asked, item or position.carried_by[0])
    return next((value for value in offered if agree(value, position.value)), position.value)


def shown(value: Value) -> str:
    """Return a value as the first line of an answer gives it."""
    if value.when and value.when.granularity != "century":
        return format_date(value.when.start, value.when.end, value.when.granularity, partial=value.when) or value.text
    return value.text


def quote(item: Evidence) -> Quote:
    """Return the sentence as a quote of its passage."""
    return Quote(passage=item.hit.passage, start=item.span.start, text=item.text)


def others_agree(asked: Asked, best: Position, item: Evidence) -> bool:
    """Return whether a sentence gives a value that agrees with a position's."""
    value = pick(asked, item)
    return value is not None and agree(best.value, value) and same_thing(asked, best, (item, value))


def _nearness(asked: Asked, text: str, value: Value) -> float:
    """Return how near a value stands to the question's words, 1 down to 0.5; a reporting day is worth half."""
    before, after = words(text[: value.span.start]), words(text[value.span.end :])
    steps = [n for side in (before[::-1], after) for n, word in enumerate(side) if stem(word) in asked.weights]
    near = 1.0 if value.bound else 1 / (1 + 0.05 * min(steps, default=20))
    reporting = value.when is not None and _REPORTED.search(text[: value.span.start]) is not None
    return near * (0.5 if reporting else 1.0)
