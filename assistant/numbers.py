"""Find the numbers of a sentence, in figures and in words, with their unit or the noun that they count.

Years, dates and clock times are no numbers here; they are `store.dates`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.amounts import AMOUNT, DIGITS, SCALES, amount, is_fraction, scale_of
from assistant.nouns import is_plural
from assistant.units import CURRENCY, Measure, unit
from store.article import Span
from store.date_words import NUMBERS

Comparison = Literal["up to", "more than", "less than", "about"]

_QUALIFIERS: dict[str, Comparison] = {
    "up to": "up to", "as many as": "up to", "as much as": "up to", "at most": "up to", "no more than": "up to",
    "more than": "more than", "over": "more than", "at least": "more than", "no fewer than": "more than",
    "upwards of": "more than", "exceeding": "more than", "above": "more than", "in excess of": "more than",
    "fewer than": "less than", "less than": "less than", "under": "less than", "below": "less than",
    "nearly": "about", "almost": "about", "about": "about", "around": "about", "some": "about", "roughly": "about",
    "approximately": "about", "an estimated": "about", "close to": "about",
}  # fmt: skip
_QUALIFIER = "|".join(sorted(_QUALIFIERS, key=lambda words: (-len(words), words))).replace(" ", r"\s+")
_SEEDS = (
    *sorted(NUMBERS.keys() | {"half", "third", "quarter", "fifth", "tenth"}),
    *(word for word in SCALES if len(word) > 2),
)
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"(?:\s+(?:of\s+(?:(?:the|its|their)\s+)?)?|-)([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_STOPS = frozenset(
    str.split(
        "in on at to from by for with during after before as were was are is be been being have has had will would "
        "could may might can who which that and or but died took came went left said say says when while against into "
        "over near around among between per a an the this these if it they he she we you not"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number from `low` to `high` (equal where it is one), what it measures, its unit or noun, and its qualifier.

    `nouns` are the words that it counts, in lower case, head last: ("russian", "troops").
    """

    span: Span
    low: float
    high: float
    measure: Measure
    unit: str = ""
    nouns: tuple[str, ...] = ()
    comparison: Comparison | None = None

    @property
    def noun(self) -> str:
        """The head of what is counted, "" where the sentence puts it elsewhere."""
        return self.nouns[-1] if self.nouns else ""


@cache
def _rule() -> re.Pattern[str]:
    """Compile when first used, so that importing stays quick."""
    return re.compile(
        rf"(?:\b(?P<qualifier>{_QUALIFIER})\s+(?:(?:the|another)\s+)?)?"
        rf"(?<![\w.,/$€£-])(?P<currency>{CURRENCY})?\s?(?P<low>{AMOUNT})"
        rf"(?:\s?(?:[-–—]|\bto\b|\band\b(?=\s*(?:{DIGITS})))\s?{CURRENCY}?(?P<high>{AMOUNT}))?(?P<more>\s?\+(?!\d)|[-\s]plus\b|\s+or\s+more\b)?(?![\w/]|[.,:]\d)",
        re.IGNORECASE,
    )


def find_numbers(sentence: str, *, without: Sequence[Span] = ()) -> list[Number]:
    """Return the numbers of `sentence` in order, none within a span of `without` (where dates stand)."""
    found: list[Number] = []
    if not _DIGIT.search(sentence) and not any(seed in sentence.lower() for seed in _SEEDS):
        return found
    for match in _rule().finditer(sentence):
        first = match.start("currency") if match.group("currency") else match.start("low")
        if any(span.start < match.end() and first < span.end for span in without):
            continue
        number = _number(sentence, match, first)
        if number:
            found.append(number)
    return found


def _number(sentence: str, match: re.Match[str], first: int) -> Number | None:
    low_words, high_words, qualifier = match.group("low", "high", "qualifier")
    low = amount(low_words)
    high = amount(high_words) if high_words else low
    if low is None or high is None:
        return None
    if high_words and low_words.isdecimal():
        low *= scale_of(high_words)
    measure, unit_words, nouns, end = _measured(sentence, match, first)
    if measure == "count" and not nouns and low_words.lower() == "one":
        return None
    factor = 100.0 if is_fraction(low_words) else 1.0
    return Number(
        span=Span(match.start("qualifier") if qualifier else first, end),
        low=min(low, high) * factor,
        high=max(low, high) * factor,
        measure=measure,
        unit=unit_words,
        nouns=nouns,
        comparison=_comparison(qualifier, more=match.group("more") is not None),
    )


def _comparison(qualifier: str | None, *, more: bool) -> Comparison | None:
    """Return how a number is bounded by the words before it, or by "plus" or "or more" behind it."""
    return "more than" if more else _QUALIFIERS[" ".join(qualifier.lower().split())] if qualifier else None


def _measured(sentence: str, match: re.Match[str], first: int) -> tuple[Measure, str, tuple[str, ...], int]:
    if is_fraction(match.group("low")):
        return "percent", "%", (), match.end()
    if match.group("currency"):
        return "money", match.group("currency"), (), match.end()
    measure, unit_words, end = unit(sentence, first, match.end())
    if measure != "count":
        return measure, unit_words, (), end
    nouns, end = _counted(sentence, match.end(), plural=match.group("low").lower() not in ("1", "one"))
    return "count", "", nouns, end


def _counted(sentence: str, at: int, *, plural: bool) -> tuple[tuple[str, ...], int]:
    """Return the words that a number counts, up to the first plural, and where they end; () where none follows."""
    words: list[str] = []
    end = at
    while len(words) < 6 and (word := _COUNTED.match(sentence, end)):
        lower = word.group(1).lower()
        if lower in _STOPS:
            break
        words.append(lower)
        end = word.end()
        if not plural or is_plural(lower):
            return tuple(words), end
    return (), at
