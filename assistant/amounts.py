"""How English writes an amount, "1.5bn", "two dozen", "half a million", "a third", and what number it means."""

import re

from store.date_words import NUMBERS

SCALES = {
    "hundred": 100, "dozen": 12, "score": 20, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "(?:" + "|".join(sorted(NUMBERS.keys() - {"hundred", "zero"}, key=lambda word: (-len(word), word))) + ")"
_SCALE = "(?:hundred|dozen|thousand|million|billion|trillion)"
_SHORT_SCALE = r"(?:[\s-]?(?:million|billion|trillion|thousand|hundred|dozen|mn|bn|tn|m|k)\b(?!\s?[²³/]))"
_MANY = "(?:dozens|scores|hundreds|thousands|millions|billions)"
_WORDS = (
    rf"half\s+an?\s+{_SCALE}"
    rf"|(?:an?|{_SMALL}|several|a\s+few)\s+{_SCALE}(?:(?:\s+and)?\s+{_SMALL}(?:-{_SMALL})?)?(?:\s+{_SCALE})?"
    rf"|{_SMALL}(?:-{_SMALL})?(?:\s+and\s+a\s+half)?"
    rf"|{_MANY}(?:\s+of\s+(?:thousands|millions))?(?=\s+of\b|\s+more\b|\s+[a-z]+ed\b)|zero"
)
FRACTION = (
    rf"(?:(?:an?|one|two|three|four)[\s-](?:{'|'.join(FRACTIONS)})s?(?=\s+of\b)|half(?=\s+(?:of|the|its|their|all)\b))"
)
AMOUNT = rf"(?:{FRACTION}|{_WORDS}|(?:{DIGITS}){_SHORT_SCALE}?)"
_PART = re.compile(rf"{DIGITS}|[a-z]+")
_FRACTION_ALONE = re.compile(rf"(?:(?:an?|one|two|three|four)[\s-])?(?:{'|'.join(FRACTIONS)})s?", re.IGNORECASE)


def is_fraction(words: str) -> bool:
    """Tell a share of something, "a third", from a number."""
    return _FRACTION_ALONE.fullmatch(words) is not None


def amount(words: str) -> float | None:
    """Return the number that figures or words mean, None where they tell none."""
    total, current, told = 0.0, 0.0, False
    for part in _PART.findall(words.lower()):
        scale = SCALES.get(part) or SCALES.get(part.rstrip("s"), 0.0)
        fraction = FRACTIONS.get(part) or FRACTIONS.get(part.rstrip("s"), 0.0)
        told = told or part[0].isdecimal() or bool(scale or fraction) or part in NUMBERS
        if part[0].isdecimal():
            current = float(part.replace(",", ""))
        elif scale:
            current = (current or 1) * scale
        elif fraction:
            current = current + fraction if " and " in words else (current or 1) * fraction
        else:
            current += NUMBERS.get(part, 3 if part in ("several", "few") else 0)
        if scale >= 1e3:
            total, current = total + current, 0.0
    return round(total + current, 6) if told else None


def scale_of(words: str) -> float:
    """Return the scale that ends an amount, so that "2-3 million" is two to three million; 1 where there is none."""
    last = re.search(r"[a-z]+$", words.lower())
    return SCALES.get(last.group(), 1.0) if last else 1.0
