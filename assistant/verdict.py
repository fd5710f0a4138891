"""Weigh the values that several sentences offer: which one heads the answer, and where the sources differ.

A value is chosen in its sentence by how well it fits the question and how near it stands to the question's words;
values that `compare` holds to be the same are one position.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.cite import Difference, Quote, Side, Statement
from assistant.compare import agree, finer, known_parts, one_position
from assistant.evidence import Evidence, fitted
from assistant.question import Asked
from assistant.values import VALUED, Value
from assistant.words import stem, words
from store.dates import format_date

LEAST_FIT = 0.3
SURE = 0.45
"""How well a value has to fit, and how near to the question's words, to head the answer when one source has it."""
UNLIKELY = 0.5
"""A sentence below this share of the reader's threshold contradicts nobody."""
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
    for item in chosen:
        value = pick(asked, item)
        if value is None:
            continue
        weight = item.probability * _rating(asked, item, value)
        for index, known in enumerate(found):
            if one_position(known.value, value):
                carried_by = (*known.carried_by, item)
                found[index] = Position(finer(known.value, value), carried_by, known.weight + weight)
                break
        else:
            found.append(Position(value, (item,), weight))
    return sorted(found, key=lambda position: -position.weight)


def pick(asked: Asked, item: Evidence) -> Value | None:
    """Return the value of a sentence that answers best, None where none fits."""
    if asked.kind not in VALUED:
        return None
    rated = [(_rating(asked, item, value), value) for value in item.values if value.fit >= LEAST_FIT]
    return max(rated, key=lambda pair: pair[0])[1] if rated else None


def shown(value: Value) -> str:
    """Return a value as the first line of an answer gives it."""
    if value.when:
        return format_date(value.when.start, value.when.end, value.when.granularity, partial=value.when) or value.text
    return value.text


def _rating(asked: Asked, item: Evidence, value: Value) -> float:
    return value.fit * _nearness(asked, item.text, value)


def _nearness(asked: Asked, text: str, value: Value) -> float:
    """Return how near a value stands to the question's words, 1 down to 0.5; a reporting day is worth half."""
    before, after = words(text[: value.span.start]), words(text[value.span.end :])
    steps = [n for side in (before[::-1], after) for n, word in enumerate(side) if stem(word) in asked.weights]
    near = 1 / (1 + 0.05 * min(steps, default=20))
    reporting = value.when is not None and _REPORTED.search(text[: value.span.start]) is not None
    return near * (0.5 if reporting else 1.0)


def headline(asked: Asked, chosen: Sequence[Evidence]) -> Statement | None:
    """Return the statement of the best supported value with all sentences that carry it, None where there is no value.

    Where dated reports differ, the newest of them heads the answer.
    """
    found = positions(asked, chosen)
    if not found:
        return None
    rivals = _rivals(asked, found)
    best = max(rivals, key=_newest) if rivals and not _open(rivals) else found[0]
    if len(best.carried_by) == 1 and _rating(asked, best.carried_by[0], best.value) < SURE:
        return None
    return Statement(text=shown(best.value), quotes=tuple(quote(item) for item in best.carried_by))


def corroborating(
    asked: Asked, likely: Sequence[Evidence], evidence: Sequence[Evidence], *, least: float
) -> list[Evidence]:
    """Return the sentences of `evidence`, at least `least` probable, that give the value best supported by `likely`."""
    found = positions(asked, likely)
    if not found:
        return []
    rest = [item for item in evidence if item.probability >= least and item not in likely]
    offered = ((item, pick(asked, item)) for item in rest)
    return [item for item, value in offered if value is not None and agree(found[0].value, value)]


def differences(asked: Asked, chosen: Sequence[Evidence]) -> tuple[Difference, ...]:
    """Return the point on which the sentences differ, if they do; open where no side is the newest report."""
    rivals = _rivals(asked, positions(asked, chosen))
    if not rivals:
        return ()
    sides = tuple(
        Side(text=shown(position.value), quote=quote(item)) for position in rivals for item in position.carried_by
    )
    return (Difference(about=asked.kind, sides=sides, open=_open(rivals)),)


def _rivals(asked: Asked, found: Sequence[Position]) -> list[Position]:
    """Return the positions that contradict each other, none where all agree."""
    rivals: list[Position] = []
    for position in found:
        if _comparable(asked, position) and not any(agree(position.value, other.value) for other in rivals):
            rivals.append(position)
    return rivals if len(rivals) > 1 else []


def _newest(position: Position) -> date:
    return max(item.hit.passage.published or date.min for item in position.carried_by)


def _open(rivals: Sequence[Position]) -> bool:
    """Return whether no report is the newest: two came out on one day, or one has no date."""
    days = [_newest(position) for position in rivals]
    return date.min in days or days.count(max(days)) > 1


def _comparable(asked: Asked, position: Position) -> bool:
    """Return whether a value is sure enough, and of a kind, that another one contradicts it: a name seldom does."""
    best = position.carried_by[0]
    if best.probability < fitted()["threshold"] * UNLIKELY or _rating(asked, best, position.value) < SURE:
        return False
    when = position.value.when
    return (
        asked.kind == "where"
        or position.value.number is not None
        or (when is not None and known_parts(when) is not None)
    )


def quote(item: Evidence) -> Quote:
    """Return the sentence as a quote of its passage."""
    return Quote(passage=item.hit.passage, start=item.span.start, text=item.text)
