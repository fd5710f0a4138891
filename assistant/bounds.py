"""What a number in news leaves open: "at least four", "about 12,000", "up to 30,000" as intervals that can meet.

Two numbers can both be true when their intervals meet. "Up to" is how reports write an estimate of a size, so it does
not reach down to nothing.
"""

import math
import re
from typing import NamedTuple

from assistant.nouns import singular
from assistant.numbers import Number
from assistant.value import Value

ROUNDED = 0.04
"""How far "about 12,000" reaches to either side: to 11,900, not to 11,400."""
UP_TO = 0.7
"""The share of its number down to which "up to" reaches."""
LEAP = 4
_REACH = {
    "more than": (1.0, math.inf),
    "less than": (0.0, 1.0),
    "up to": (UP_TO, 1.0),
    "about": (1 - ROUNDED, 1 + ROUNDED),
}
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|several|a few)\b", re.IGNORECASE)
_NEARLY = re.compile(r"^(?:nearly|almost|close to)\b", re.IGNORECASE)
_VAGUE_REACH = 10


class Extent(NamedTuple):
    """From which number to which a statement holds."""

    low: float
    high: float


def extent(value: Value) -> Extent:
    """Return from what to what a number holds, a single point where it is stated plainly."""
    number = value.number
    if number is None:
        return Extent(-math.inf, math.inf)
    below, above = _REACH.get(number.comparison or "", (1.0, 1.0))
    if _VAGUE.search(value.text):
        above = _VAGUE_REACH
    elif _NEARLY.search(value.text):
        below, above = 1 - 2 * ROUNDED, 1.0
    elif number.comparison == "about":
        return Extent(number.low - _rounding(number.low), number.high + _rounding(number.high))
    return Extent(below * number.low, above * number.high)


def _rounding(about: float) -> float:
    """Return how far a round number may be from the exact one: by half of what its last figure counts."""
    exact = round(abs(about))
    figure = 10 ** (len(str(exact)) - len(str(exact).rstrip("0"))) if exact else 0
    return max(ROUNDED * abs(about), min(figure / 2, ROUNDED * 2 * abs(about)))


def meet(one: Value, other: Value) -> bool:
    """Return whether both numbers can be true of one thing."""
    first, second = extent(one), extent(other)
    return first.low <= second.high and second.low <= first.high


def leaps(one: Value, other: Value) -> bool:
    """Return whether two numbers are so far apart that one hardly comes of the other."""
    if not one.number or not other.number:
        return False
    return max(one.number.high, other.number.high) > LEAP * min(one.number.low, other.number.low)


def open_ended(value: Value) -> bool:
    """Return whether a number is only a bound or a manner of speaking, so that a plain one says more."""
    return value.number is not None and (
        value.number.comparison in ("more than", "less than") or _VAGUE.search(value.text) is not None
    )


def one_unit(one: Number, other: Number) -> bool:
    """Return whether two numbers are of one measure and unit, however the unit is written."""
    if one.measure != other.measure:
        return False
    if one.measure in ("count", "percent"):
        return True
    return singular(one.unit) == singular(other.unit)
