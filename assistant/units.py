"""What stands behind a number and says what it measures: percent, money, distance, time, age. English and symbols."""

import re
from typing import Literal

Measure = Literal["count", "percent", "money", "length", "area", "mass", "volume", "speed", "heat", "time", "age"]

CURRENCY = r"(?:(?:US|A|C|NZ|HK)?\$|€|£|¥|₹|₽)"
_LENGTH = r"(?:kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?)"
_UNITS: dict[Measure, str] = {
    "percent": r"%|per\s?cent(?:age\s+points?)?\b|percentage\s+points?\b|percent\b|pc\b",
    "money": (
        r"(?:dollars?|euros?|pounds?(?!\s+of)|sterling|yen|yuan|rupees?|rou?bles?|francs?|kron(?:a|or|er|e)|pesos?|cents?|pence|"
        r"hryvnias?|crowns?|marks?|lira|won|zloty|riyals?|dinars?|shillings?|USD|EUR|GBP)\b"
    ),
    "area": r"(?:(?:square|sq\.?)[\s-](?:" + _LENGTH + r"|feet|m)|hectares?|acres?|ha)\b|km²|m²",
    "speed": _LENGTH + r"\s*(?:/\s?h|per\s+hour|an\s+hour|per\s+second)\b|(?:km/h|kph|mph|knots?)\b",
    "volume": r"(?:cubic\s+met(?:re|er)s?|lit(?:re|er)s?|gallons?|barrels?)\b|m³",
    "length": (
        _LENGTH + r"\b|(?:(?:centi|milli)met(?:re|er)s?|cm|mm|feet|foot|ft|inch(?:es)?|yards?|nautical\s+miles?|m)\b"
    ),
    "mass": r"(?:kilogram(?:me)?s?|kilos?|kg|grams?|tonnes?|tons?|pounds?\s+of|ounces?|stone)\b",
    "heat": r"°\s?[CF]\b|degrees?(?:\s+(?:celsius|fahrenheit))?\b",
    "time": (
        r"(?:(?:full|more|consecutive|straight|working)\s+)?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|"
        r"months?|years?|decades?|century|centuries)\b"
    ),
}
_RULES = {measure: re.compile(rf"[\s-]?(?:{words})", re.IGNORECASE) for measure, words in _UNITS.items()}
_AGE_AFTER = re.compile(r"[\s-](?:years?[\s-]old|year[\s-]olds?|months?[\s-]old)\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|age\s+of|turn(?:ed|s)?|(?:m[ae]n|wom[ae]n|girls?|boys?|child|baby|toddler|teenager)\s+of)\s+"
    r"(?:(?:about|around|nearly|just|only)\s+)?$",
    re.IGNORECASE,
)
_AGE_ASIDE = re.compile(r"(?:[^\W\d_a-z][\w'’-]+|^(?i:the|an?)\s[^,]{3,60}),\s+$")


def unit(sentence: str, start: int, end: int) -> tuple[Measure, str, int]:
    """Return what the number at `sentence[start:end]` measures, its unit and where that ends; a count has no unit."""
    age = _AGE_AFTER.match(sentence, end)
    if age:
        return "age", "months" if "month" in age.group().lower() else "years", age.end()
    aside = sentence[end : end + 1] == "," and _AGE_ASIDE.search(sentence, 0, start)
    if aside or _AGE_BEFORE.search(sentence, max(0, start - 30), start):
        return "age", "years", end
    for measure, rule in _RULES.items():
        match = rule.match(sentence, end)
        if match:
            return measure, match.group().strip(" -").lower(), match.end()
    return "count", "", end
