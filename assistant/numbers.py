"""Find the numbers of a sentence, in figures and in words, with their unit or the noun that they count.

Years, dates and clock times are no numbers here; they are `store.dates`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.article import Span
from store.date_words import NUMBERS

Measure = Literal["count", "percent", "money", "length", "area", "mass", "volume", "speed", "heat", "time", "age"]
Comparison = Literal["up to", "more than", "less than", "about"]

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted((w for w in NUMBERS if w not in ("hundred", "zero")), key=len, reverse=True))
_SCALES = {
    "hundred": 100, "dozen": 12, "score": 20, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_SCALE = r"hundred|dozen|thousand|million|billion|trillion"
_FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10}  # fmt: skip
_WORDS = (
    rf"(?:half\s+an?\s+(?:{_SCALE})|(?:an?|{_SMALL}|several|a\s+few)\s+(?:{_SCALE})(?:(?:\s+and)?\s+(?:{_SMALL})(?:-(?:{_SMALL}))?)?(?:\s+(?:{_SCALE}))?"
    rf"|(?:{_SMALL})(?:-(?:{_SMALL}))?(?:\s+and\s+a\s+half)?|(?:dozens|scores|hundreds|thousands|millions|billions)(?:\s+of\s+(?:thousands|millions))?(?=\s+of\b|\s+more\b|\s+[a-z]+ed\b)|zero)"
)
_FRACTION = (
    rf"(?:an?|one|two|three|four)[\s-](?:{'|'.join(_FRACTIONS)})(?=\s+of\b)|half(?=\s+(?:of|the|its|their|all)\b)"
)
_ONE = rf"(?:{_FRACTION}|{_WORDS}|(?:{_DIGITS})(?:[\s-]?(?:million|billion|trillion|thousand|hundred|dozen|mn|bn|tn|m|k)\b(?!\s?[²³/]))?)"
_CURRENCY = r"(?:US|A|C|NZ|HK)?\$|€|£|¥|₹|₽"
_MONEY_WORDS = r"dollars?|euros?|pounds?|sterling|yen|yuan|rupees?|roubles?|rubles?|francs?|kron(?:a|or|er|e)|pesos?|cents?|pence|hryvnias?|USD|EUR|GBP|crowns?|marks?|lira|won|zloty|riyals?|dinars?|shillings?"
_UNIT_WORDS: dict[Measure, str] = {
    "percent": r"%|per\s?cent(?:age\s+points?)?|percentage\s+points?|percent|pc\b",
    "money": _MONEY_WORDS,
    "area": r"(?:square|sq\.?)[\s-](?:kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|km|m)|km²|m²|hectares?|acres?|ha\b",
    "speed": r"(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?)\s*(?:/\s?h|per\s+hour|an\s+hour|per\s+second)|km/h|kph|mph|knots?",
    "volume": r"(?:cubic\s+met(?:re|er)s?|lit(?:re|er)s?|gallons?|barrels?|m³)",
    "length": r"kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|cm|centimet(?:re|er)s?|mm|millimet(?:re|er)s?|feet|foot|ft|inch(?:es)?|yards?|nautical\s+miles?|m",
    "mass": r"kilogram(?:me)?s?|kilos?|kg|grams?|tonnes?|tons?|pounds?\s+of|ounces?|stone",
    "heat": r"°\s?[CF]|degrees?(?:\s+(?:celsius|fahrenheit))?",
    "time": r"(?:(?:full|more|consecutive|straight|working)\s+)?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))",
}
_UNITS = {measure: re.compile(rf"[\s-]?(?:{words})(?![\w])", re.IGNORECASE) for measure, words in _UNIT_WORDS.items()}
_UNITS["percent"] = re.compile(rf"[\s-]?(?:{_UNIT_WORDS['percent']})", re.IGNORECASE)
_QUALIFIERS: dict[str, Comparison] = {
    "up to": "up to", "as many as": "up to", "as much as": "up to", "at most": "up to", "no more than": "up to",
    "more than": "more than", "over": "more than", "at least": "more than", "no fewer than": "more than",
    "upwards of": "more than", "exceeding": "more than", "above": "more than", "in excess of": "more than",
    "fewer than": "less than", "less than": "less than", "under": "less than", "below": "less than",
    "nearly": "about", "almost": "about", "about": "about", "around": "about", "some": "about", "roughly": "about",
    "approximately": "about", "an estimated": "about", "close to": "about",
}  # fmt: skip
_QUALIFIER = "|".join(sorted(map(re.escape, _QUALIFIERS), key=len, reverse=True)).replace(r"\ ", r"\s+")
_NUMBER = re.compile(
    rf"(?:\b(?P<qualifier>{_QUALIFIER})\s+(?:(?:a|the|another)\s+)?)?(?<![\w.,/$€£-])(?P<currency>{_CURRENCY})?\s?(?P<low>{_ONE})"
    rf"(?:\s?(?:[-–—]|\bto\b|\band\b(?=\s*(?:{_DIGITS})))\s?(?:{_CURRENCY})?(?P<high>{_ONE}))?(?![\w/]|[.,:]\d)",
    re.IGNORECASE,
)
_IS_FRACTION = re.compile(rf"(?:(?:an?|one|two|three|four)[\s-])?(?:{'|'.join(_FRACTIONS)})", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[\s-](?:years?[\s-]old|year[\s-]olds?|months?[\s-]old)\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|age\s+of|turn(?:ed|s)?)\s+$", re.IGNORECASE)
_AGE_ASIDE = re.compile(r"[A-Z][\w'’-]+,\s+$")
_PLURALS = frozenset(
    [
        "people",
        "troops",
        "personnel",
        "police",
        "men",
        "women",
        "children",
        "dead",
        "injured",
        "wounded",
        "killed",
        "missing",
        "others",
        "staff",
        "aircraft",
        "cattle",
        "fish",
        "sheep",
        "homeless",
        "vehicles",
        "forces",
        "percent",
        "civilians",
    ]
)
_STOPS = frozenset(
    [
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "for",
        "with",
        "during",
        "after",
        "before",
        "as",
        "were",
        "was",
        "are",
        "is",
        "be",
        "been",
        "being",
        "have",
        "has",
        "had",
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "who",
        "which",
        "that",
        "and",
        "or",
        "but",
        "died",
        "dead",
        "took",
        "came",
        "went",
        "left",
        "said",
        "say",
        "says",
        "when",
        "while",
        "against",
        "into",
        "over",
        "near",
        "around",
        "among",
        "between",
        "per",
        "a",
        "an",
        "the",
        "this",
        "these",
        "if",
        "it",
        "they",
        "he",
        "she",
        "we",
        "you",
        "not",
    ]
)
_NOT_PLURAL = frozenset(
    ["this", "is", "was", "has", "its", "his", "us", "as", "does", "less", "yes", "thus", "ours", "hers"]
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


def find_numbers(sentence: str, *, without: Sequence[Span] = ()) -> list[Number]:
    """Return the numbers of `sentence` in order, none within a span of `without` (where dates stand)."""
    found: list[Number] = []
    for match in _NUMBER.finditer(sentence):
        first = match.start("currency") if match.group("currency") else match.start("low")
        if any(span.start < match.end() and first < span.end for span in without):
            continue
        number = _number(sentence, match, first)
        if number:
            found.append(number)
    return found


def _number(sentence: str, match: re.Match[str], first: int) -> Number | None:
    low = amount(match.group("low"))
    high = amount(match.group("high")) if match.group("high") else low
    if low is None or high is None:
        return None
    if match.group("high") and low < 1000 <= high and match.group("low").isdigit():
        low *= _scale_of(match.group("high"))  # "2-3 million"
    if _IS_FRACTION.fullmatch(match.group("low")):
        qualified = match.group("qualifier")
        start = match.start("qualifier") if qualified else first
        return Number(span=Span(start, match.end()), low=100 * low, high=100 * high, measure="percent", unit="of")
    measure, unit, end = _unit(sentence, match, first)
    nouns: tuple[str, ...] = ()
    if measure == "count":
        nouns, end = _counted_after(sentence, match.end(), plural=high != 1)
        if not nouns and _is_plain_word(match.group("low")):
            return None
    qualifier = match.group("qualifier")
    comparison = _QUALIFIERS[" ".join(qualifier.lower().split())] if qualifier else None
    start = match.start("qualifier") if qualifier else first
    return Number(
        span=Span(start, end),
        low=min(low, high),
        high=max(low, high),
        measure=measure,
        unit=unit,
        nouns=nouns,
        comparison=comparison,
    )


def _is_plain_word(word: str) -> bool:
    return word.lower() in ("one", "half", "a half")


def _scale_of(words: str) -> float:
    last = re.search(r"(?:[a-z]+)$", words.lower())
    return _SCALES.get(last.group(), 1.0) if last else 1.0


def amount(words: str) -> float | None:
    """Return the number that figures or words mean: "1.5bn", "two dozen", "half a million", "a third"; None for none."""
    total, current = 0.0, 0.0
    told = False
    for part in re.findall(rf"{_DIGITS}|[a-z]+", words.lower()):
        if part[0].isdigit():
            current, told = float(part.replace(",", "")), True
        elif part in NUMBERS and part != "hundred":
            current, told = current + NUMBERS[part], True
        elif part in _FRACTIONS:
            current, told = (current or 1) * _FRACTIONS[part] if "and" not in words else current + 0.5, True
        elif part.rstrip("s") in _SCALES:
            current, told = (current or 1) * _SCALES[part.rstrip("s")], True
            if _SCALES[part.rstrip("s")] >= 1e3:
                total, current = total + current, 0.0
        elif part in ("several", "few"):
            current = 3.0
    return round(total + current, 6) if told else None


def _unit(sentence: str, match: re.Match[str], first: int) -> tuple[Measure, str, int]:
    end = match.end()
    if match.group("currency"):
        return "money", match.group("currency"), end
    age = _AGE_AFTER.match(sentence, end)
    if age:
        return "age", "years", age.end()
    if _AGE_BEFORE.search(sentence, 0, first) or (
        _AGE_ASIDE.search(sentence, 0, first) and sentence[end : end + 1] == ","
    ):
        return "age", "years", end
    for measure, rule in _UNITS.items():
        unit = rule.match(sentence, end)
        if unit:
            return measure, unit.group().strip(" -").lower(), unit.end()
    return "count", "", end


def _counted_after(sentence: str, at: int, *, plural: bool) -> tuple[tuple[str, ...], int]:
    """Return the words that a number counts and where they end: up to the first plural, else to the next stop word."""
    words: list[str] = []
    ends: list[int] = []
    for word in re.compile(r"(?:\s+(?:of\s+(?:the\s+|its\s+|their\s+)?)?|-)([^\W\d_]+(?:['’-][^\W\d_]+)*)").finditer(
        sentence, at
    ):
        if word.start() != (ends[-1] if ends else at) or len(words) == 6:
            break
        lower = word.group(1).lower()
        if lower in _STOPS and lower != "dead":
            break
        words.append(lower)
        ends.append(word.end())
        if lower in _PLURALS or (
            plural and lower.endswith("s") and not lower.endswith("ss") and lower not in _NOT_PLURAL
        ):
            return tuple(words), ends[-1]
        if not plural:
            break
    return (tuple(words[:1]), ends[0]) if words and not plural else ((), at)
