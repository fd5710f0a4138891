"""Weigh the values that several sentences offer: which one heads the answer, and where the sources differ.

Two values are one position when they are equal or one is a less precise form of the other ("February", "10–20
February 2022"). A value is chosen in its sentence by how well it fits the question and how near it stands to its words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from assistant.cite import Difference, Quote, Side, Statement
from assistant.evidence import Evidence, fitted
from assistant.question import Asked
from assistant.values import VALUED, Value
from assistant.words import stem, words
from store.dates import Resolved, format_date

LEAST_FIT = 0.3
SURE = 0.45
"""How well a value has to fit, and how near to the question's words, to head the answer when one source has it."""
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
            if _one_position(known.value, value):
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


def agree(one: Value, other: Value) -> bool:
    """Return whether two values are the same or one is a less precise form of the other."""
    if one.when and other.when:
        return _dates_agree(one.when, other.when)
    if one.number and other.number:
        same_unit = one.number.unit == other.number.unit
        return same_unit and one.number.low <= other.number.high and other.number.low <= one.number.high
    first, second = set(one.normal.split()), set(other.normal.split())
    return first <= second or second <= first


def _one_position(one: Value, other: Value) -> bool:
    """Return whether two values that agree say the same: a day within a range of days says less, or something else."""
    if one.when and other.when and one.when.granularity == other.when.granularity == "day":
        return agree(one, other) and _days(one.when) == _days(other.when)
    return agree(one, other)


def finer(one: Value, other: Value) -> Value:
    """Return the more precise of two values that agree; a date without a year takes the year from the other."""
    if one.when and other.when:
        first, second = (one, other) if _days(one.when) <= _days(other.when) else (other, one)
        return _completed(first, second)
    if one.number and other.number:
        return one
    return one if len(one.normal) >= len(other.normal) else other


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


def _days(when: Resolved) -> int:
    if when.start and when.end:
        return (when.end - when.start).days
    return 0 if when.day else 30 if when.month else 10_000


def _dates_agree(one: Resolved, other: Resolved) -> bool:
    if one.start and one.end and other.start and other.end:
        inside = one.start <= other.start and other.end <= one.end
        return inside or (other.start <= one.start and one.end <= other.end)
    first, second = _known(one), _known(other)
    if not first or not second:
        return False
    return all(a is None or b is None or a == b for a, b in zip(first, second, strict=True))


def _known(when: Resolved) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month and day as far as they are known, None where not even the month is."""
    if when.start and when.end:
        whole = when.granularity in ("month", "season", "quarter", "year", "decade")
        month = when.start.month if when.start.month == when.end.month or not whole else None
        return when.start.year, month, None if whole else when.start.day
    return (when.year, when.month, when.day) if when.month else None


def _completed(value: Value, other: Value) -> Value:
    """Return a day without a year as a day of the year that the other value gives."""
    when, known = value.when, other.when
    if when is None or known is None or when.start or known.start is None or not (when.month and when.day):
        return value
    year = known.start.year
    try:
        start = date(year, when.month, when.day)
        end = date(year, when.last_month or when.month, when.last_day or when.day)
    except ValueError:
        return value
    return replace(value, when=replace(when, start=start, end=max(start, end), needs=None))


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
    if best.probability < fitted()["threshold"] / 2 or _rating(asked, best, position.value) < SURE:
        return False
    when = position.value.when
    return asked.kind == "where" or position.value.number is not None or (when is not None and _known(when) is not None)


def quote(item: Evidence) -> Quote:
    """Return the sentence as a quote of its passage."""
    return Quote(passage=item.hit.passage, start=item.span.start, text=item.text)
