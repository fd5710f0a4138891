"""Check the numbers of a claim: each must be a number of its quotes, of the same thing, and not more precise.

"About 300" is carried by 312, "more than 300" by 312 and by "more than 300", never by 290; a plain round number is
carried by "about" the same number, an exact one is not. Numbers that a quote takes back ("and not eleven") carry
nothing.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.amounts import is_fraction
from assistant.check.lemmas import alike, lemma
from assistant.check.measures import scaled
from assistant.check.source import Source
from assistant.check.times import find_times
from assistant.nouns import agreement
from assistant.numbers import Number, find_numbers
from assistant.units import Measure
from assistant.words import words
from store.article import Span
from store.date_words import ORDINALS
from store.dates import find_dates

NEAR = 0.1
"""How far, as a share, "about" may be from the number."""
ROUNDED = 1.25
"""How many times as large as "more than" says a number may be."""
_BELOW = re.compile(r"(?i)\b(?:nearly|almost|close\s+to|just\s+(?:under|below|short\s+of)|not\s+quite)\b")
_AT_LEAST = re.compile(r"(?i)\b(?:at\s+least|no\s+(?:fewer|less)\s+than)\b")
_MOST_AFTER = re.compile(r"(?i)^\W*(?:[\w-]+\W+){0,2}at\s+(?:the\s+)?most\b")
_LEAST_AFTER = re.compile(r"(?i)^\W*(?:[\w-]+\W+){0,2}(?:at\s+(?:the\s+)?least|or\s+more)\b")
_EXACTLY = re.compile(r"(?i)\b(?:exactly|precisely|just|only)\s+$")
_TAKEN_BACK = re.compile(r"(?i)\b(?:not|rather\s+than|instead\s+of|no\s+longer|we\s+said\b[^.]*)\s+$")
_BOTH = re.compile(r"(?i)\bboth\b")
_ORDINAL = re.compile(rf"(?i)(?<![\w-])(?:(\d+)(?:st|nd|rd|th)|({'|'.join(ORDINALS)}))(?![\w-])")
_NO_RANK = re.compile(r"(?i)^\s+(?:time|of\s+all|half|\w+ed)\b")
_LASTS = re.compile(r"(?i)\b(?:to|will|would|may|could|should|might)\s+last\s$")
_HALF = re.compile(r"(?i)\bhalf\s+an?\s+(year|hour|day|century|decade|mile|kilomet(?:re|er))\b")


class Amount(NamedTuple):
    """A number as written and what stands around it."""

    number: Number
    text: str
    lead: str
    rest: str
    near: tuple[str, ...]

    @property
    def figures(self) -> Span:
        """Where the number and its unit stand, without the nouns that it counts."""
        start, end = self.number.span
        return Span(start, end - len(" ".join(self.number.nouns)) if self.number.nouns else end)


def uncarried_number(claim: str, sources: Sequence[Source]) -> str | None:
    """Return why a number of the claim is not carried, None where all are."""
    there = [amount for source in sources for amount in amounts(source.text)]
    given = [amount for amount in there if not _taken_back(amount)]
    anywhere = frozenset(lemma(word) for source in sources for word in words(source.text))
    for amount in amounts(claim):
        if amount.number.measure == "count" and words(amount.text)[-1 - len(amount.number.nouns)].lower() == "one":
            continue  # "one" is hardly ever a count: "one of them", "the one that"
        offered = there if _taken_back(amount) else given
        if not any(_carries(amount, other, anywhere) for other in offered) and not _is_share(amount, anywhere):
            same = any(_equal(amount, other) for other in offered)
            what = "is there of something else" if same else "is not in the quotes"
            return f"the number {amount.text} {what}"
    return _uncarried_rank(claim, sources)


@lru_cache(maxsize=1024)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers of `text` that are no date and no time of day."""
    found_dates = [when.span for when in find_dates(text, published=None) if "units" not in when.form]
    dated = [span for span in found_dates if not _LASTS.search(text[: span.start + 5])]
    taken = [*dated, *(time.span for time in find_times(text))]
    found = [_amount(text, number) for number in find_numbers(text, without=taken)]
    halves = [_half(match) for match in _HALF.finditer(text)]
    pairs = [Number(span=Span(*m.span()), low=2, high=2, measure="count") for m in _BOTH.finditer(text)]
    return tuple(found + [_amount(text, number) for number in (*pairs, *halves)])


def _half(match: re.Match[str]) -> Number:
    measure: Measure = "length" if match.group(1).lower()[:1] in "mk" else "time"
    return Number(span=Span(*match.span()), low=0.5, high=0.5, measure=measure, unit=match.group(1).lower())


def _amount(text: str, number: Number) -> Amount:
    start, end = number.span
    near = words(text[max(0, start - 50) : start])[-6:] + words(text[end : end + 60])[:6]
    return Amount(number, text[start:end], text[max(0, start - 60) : start], text[end:], tuple(map(lemma, near)))


def _taken_back(amount: Amount) -> bool:
    return _TAKEN_BACK.search(amount.lead) is not None


def _carries(claim: Amount, quote: Amount, anywhere: frozenset[str]) -> bool:
    return _size_carried(claim, quote) and _thing_carried(claim, quote, anywhere)


def _equal(claim: Amount, quote: Amount) -> bool:
    low, high = _interval(claim)
    other = _interval(quote)
    return _close(low, other[0]) and _close(high, other[1])


def _interval(amount: Amount) -> tuple[float, float]:
    scale, _ = scaled(amount.number.measure, amount.number.unit)
    return amount.number.low * scale, amount.number.high * scale


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 0.002 * max(abs(one), abs(other))


def _size_carried(claim: Amount, quote: Amount) -> bool:
    """Tell whether the size that the claim gives follows from the size in the quote."""
    (low, high), (least, most) = _interval(claim), _interval(quote)
    said, given = _bound(claim), _bound(quote)
    equal = _equal(claim, quote)
    if said == "about":
        below = _BELOW.search(claim.text) is not None
        within = abs(low - least) <= NEAR * max(least, 1e-9) and abs(high - most) <= NEAR * max(most, 1e-9)
        return given in (None, "about") and within and (equal or not below or most <= high)
    if said in ("more than", "at least"):
        beyond = given in (None, "about") and low < least <= ROUNDED * low
        return beyond or (equal and (given == said or (given in ("more than", None) and said == "at least")))
    if said in ("up to", "less than"):
        under = given is None and high / ROUNDED <= most < high
        return under or (equal and (given == said or (said == "up to" and given in (None, "less than"))))
    exact = _EXACTLY.search(claim.lead) is not None
    return equal and (given is None or (given == "about" and not exact))


def _bound(amount: Amount) -> str | None:
    comparison = amount.number.comparison
    if comparison == "more than" and _AT_LEAST.match(amount.text):
        return "at least"
    if comparison is None and _MOST_AFTER.match(amount.rest):
        return "up to"
    if comparison is None and _LEAST_AFTER.match(amount.rest):
        return "at least"
    if comparison is None and _BELOW.search(amount.lead[-14:]):
        return "about"
    return comparison


def _thing_carried(claim: Amount, quote: Amount, anywhere: frozenset[str]) -> bool:
    """Tell whether both numbers measure or count the same, as far as both say what."""
    one, other = claim.number, quote.number
    if one.measure == other.measure != "count":
        return scaled(one.measure, one.unit)[1] == scaled(other.measure, other.unit)[1]
    if one.measure != "count" and other.measure != "count":
        return False
    if one.measure != "count":
        spoken_of = one.measure == "money" and lemma(one.unit) in anywhere
        aged = one.measure == "age" and not other.nouns
        return spoken_of or aged or (not other.nouns and _names_unit(one, quote))
    if not one.nouns:
        return True
    if other.measure != "count":
        return any(alike(lemma(one.noun), item) for item in quote.near)
    return _nouns_agree(claim, quote, anywhere)


def _names_unit(number: Number, quote: Amount) -> bool:
    return bool(words(number.unit)) and any(alike(lemma(words(number.unit)[-1]), item) for item in quote.near)


def _nouns_agree(claim: Amount, quote: Amount, anywhere: frozenset[str]) -> bool:
    one, other = claim.number.nouns, quote.number.nouns
    mine, theirs = (frozenset(map(lemma, nouns[:-1])) for nouns in (one, other))
    if mine and theirs and not any(alike(a, b) for a in mine for b in map(lemma, other)):
        return False
    head = lemma(one[-1])
    if not other or any(alike(head, item) for item in (*map(lemma, other), *quote.near)):
        return True
    return agreement(one, other, question=(), near=()) >= 0.5 or (head in anywhere and not other)


def _is_share(amount: Amount, anywhere: frozenset[str]) -> bool:
    """Tell whether a share in words, "half of", is there as a word."""
    first = words(amount.text)[0]
    return first.isalpha() and is_fraction(first) and lemma(first) in anywhere


def _uncarried_rank(claim: str, sources: Sequence[Source]) -> str | None:
    given = {rank for source in sources for rank, _ in _ranks(source.text)}
    counted = {amount.number.low for source in sources for amount in amounts(source.text)}
    for rank, text in _ranks(claim):
        if rank not in given and rank not in counted and not _dated(text, claim):
            return f"“{text}” is not in the quotes"
    return None


def _ranks(text: str) -> list[tuple[float, str]]:
    found = []
    for match in _ORDINAL.finditer(text):
        if not (match.group(2) and _NO_RANK.match(text[match.end() :])):
            rank = float(match.group(1)) if match.group(1) else float(ORDINALS[match.group(2).lower()])
            found.append((rank, match.group()))
    return found


def _dated(text: str, claim: str) -> bool:
    at = claim.find(text)
    return any(when.span.start <= at < when.span.end for when in find_dates(claim, published=None))
