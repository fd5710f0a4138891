"""Words and numbers that dates are made of, as one letter a token, so that the grammar of dates is a pattern over letters.

The letters: M month, m month abbreviation, W weekday, w weekday abbreviation, D 1 to 31, N other number or number
word, O ordinal, Y year, S decade, I whole date in figures, C clock time, Q quarter such as Q3, U unit of a day or
longer, u shorter unit, L last, X next, T this, A ago, E earlier, F later, P part (early, mid, end), R season, K day
word (today), H part of the day, V vague word (now, recently), t the, a a, o of, i in, f from, z to or a dash,
b between, & and, "," comma, s possessive, g about, h on, e every, d that, . anything else. It only names tokens.
"""

import re
from typing import NamedTuple

MONTHS = (
    "january february march april may june july august september october november december"  # in calendar order
).split()
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
UNITS = ("day", "week", "month", "year", "decade", "century", "quarter", "weekend", "fortnight")
SHORT_UNITS = ("second", "minute", "hour")
DAY_PARTS = ("morning", "afternoon", "evening", "night")
NUMBERS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"thirtieth": 30}
FEW = -1  # the value of "several", "a few": a number that is not told

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d)(?![\d/.]\d)"
    r"|\d{1,2}(?::\d\d|\.\d\d(?=\s?[ap]\.?m))?\s?[ap](?:m\b|\.m\b\.?)|\d{1,2}:\d\d(?![\d:])"
    r"|\d{4}s\b|['’]\d0s\b|\d+(?:st|nd|rd|th)\b|\d+(?:[.,/]\d+)*|['’]s\b|(?<=s)['’](?!\w)"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|[-–—,;:.()\"“”]"
)
_ABBREVIATED = {word[:3]: index for index, word in enumerate(MONTHS, 1) if word != "may"} | {"sept": 9}
_SPOKEN_DECADES = {
    word: 1900 + 10 * value
    for value, word in enumerate(["fifties", "sixties", "seventies", "eighties", "nineties"], start=5)
}


class Token(NamedTuple):
    """One word, number or mark: its letter, where it stands, and the number that it means (0 where it means none)."""

    letter: str
    start: int
    end: int
    value: int
    word: str


def _vocabulary() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}
    words |= {word: ("M", index) for index, word in enumerate(MONTHS, 1)}
    words |= {word: ("m", index) for word, index in _ABBREVIATED.items()}
    words |= {word: ("W", index) for index, word in enumerate(WEEKDAYS)}
    for index, word in enumerate(WEEKDAYS):
        words |= {word[:3]: ("w", index), word[:4]: ("w", index)}
    words |= {word: ("N", value) for word, value in NUMBERS.items()} | {word: ("O", v) for word, v in ORDINALS.items()}
    words |= dict.fromkeys(("several", "few", "couple", "many"), ("N", FEW)) | {"dozen": ("N", 12)}
    for letter, units in (("U", UNITS), ("u", SHORT_UNITS)):
        for index, unit in enumerate(units):
            words.setdefault(unit, (letter, index))
            words[unit + "s"] = (letter, index + 100)  # the plural is told apart by the hundred
    words |= {"centuries": ("U", 105), "semester": (".", 0)}
    words |= {word: ("R", index) for word, index in SEASONS.items()}
    words |= {word: ("S", value) for word, value in _SPOKEN_DECADES.items()}
    words |= {word: ("H", index) for index, word in enumerate(DAY_PARTS)}
    words |= {"yesterday": ("K", -1), "today": ("K", 0), "tonight": ("K", 0), "tomorrow": ("K", 1)}
    words |= {"early": ("P", 0), "mid": ("P", 1), "middle": ("P", 1), "late": ("P", 2)}
    words |= {"beginning": ("P", 3), "start": ("P", 3), "end": ("P", 4)}
    for letter, group in _GROUPS.items():
        words |= dict.fromkeys(group.split(), (letter, 0))
    return words


_GROUPS = {
    "L": "last past previous preceding latest",
    "X": "next coming following upcoming",
    "T": "this current",
    "A": "ago",
    "E": "earlier before",
    "F": "later after",
    "V": "now currently recently soon previously recent formerly nowadays overnight",
    "t": "the",
    "a": "a an",
    "o": "of",
    "i": "in during within",
    "f": "from",
    "z": "to through until till - – —",
    "b": "between",
    "&": "and",
    ",": ",",
    "s": "'s ’s ' ’",
    "g": "about around nearly almost roughly approximately some over",
    "h": "on",
    "e": "each every",
    "d": "that same",
}
_WORDS = _vocabulary()
_BEFORE_MONTH = frozenset(
    [
        "in",
        "of",
        "by",
        "until",
        "till",
        "since",
        "from",
        "during",
        "last",
        "next",
        "this",
        "early",
        "mid",
        "late",
        "between",
        "to",
        "on",
        "before",
        "after",
        "and",
        "for",
        "-",
        "–",
        "each",
        "every",
        "through",
    ]
)
_AMBIGUOUS = frozenset(("may", "march", "april", "june", "august"))
_NEEDS_CAPITAL = frozenset(
    [
        "mar",
        "sat",
        "sun",
        "mon",
        "wed",
        "fri",
        "dec",
        "jan",
        "jun",
        "jul",
        "thu",
        "nov",
        "oct",
        "sep",
        "apr",
        "aug",
        "feb",
    ]
)
_PUBLICATIONS = frozenset(
    ["Times", "Telegraph", "Mirror", "Mail", "Express", "Herald", "Post", "Independent", "World", "Sun", "Morning"]
)
_NAMED_DAYS = frozenset(["Black", "Bloody", "Good", "Ash", "Super", "Palm", "Easter", "Cyber", "Holy", "Man"])


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and marks of `text` in order, each with its letter."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word == "." and found and found[-1].letter in "mw":
            continue
        lower = word.lower()
        known = _WORDS.get(lower)
        if known is None:
            known = (
                _number(text, word, match.start())
                if word[0].isdigit() or (len(word) > 2 and word[1].isdigit())
                else (".", 0)
            )
        found.append(Token(known[0], match.start(), match.end(), known[1], lower))
    for index, token in enumerate(found):
        if token.letter in "MmWw" and not _is_calendar(text, found, index):
            found[index] = token._replace(letter=".")
    return found


def _number(text: str, word: str, start: int) -> tuple[str, int]:
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("$", "€", "£", "#", "/", ".") or (before[-1:].isalnum()):
        return ".", 0
    if before[-1:] == "-" and before[:1].isalpha() and not _dash_may_lead(text, start):
        return ".", 0
    if word.isdigit():
        return _plain_number(word)
    digits = re.match(r"['’]?(\d+)", word)
    value = int(digits.group(1)) if digits else 0
    if word[-2:] in ("st", "nd", "rd", "th"):
        return ("O", value)
    if word[-2:] == "0s":
        return ("S", value if value > 99 else 1900 + value)
    if ":" in word or word.lower().rstrip(".").endswith("m"):
        return ("C", value)
    if "-" in word or word.count("/") == 2 or word.count(".") == 2:
        return ("I", 0)
    return ".", 0


def _dash_may_lead(text: str, start: int) -> bool:
    lead = re.search(r"([A-Za-z]+)-$", text[max(0, start - 12) : start])
    return bool(lead) and _WORDS.get(lead.group(1).lower(), (".", 0))[0] in "PMm" if lead else False


def _plain_number(word: str) -> tuple[str, int]:
    if len(word) == 4:
        year = int(word)
        return ("Y", year) if 1400 <= year <= 2100 else (".", 0)
    if len(word) > 4:
        return ".", 0
    value = int(word)
    return ("D" if 1 <= value <= 31 else "N", value)


def _is_calendar(text: str, found: list[Token], index: int) -> bool:
    token = found[index]
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    capital = text[token.start].isupper()
    near_number = bool(before and before.letter in "DO") or bool(after and after.letter in "DOY")
    follows = text[after.start : after.end] if after else ""
    if token.letter == "w":
        return capital and bool(after and after.letter in ".,DmM" and follows[:1] in ".,0123456789JFMASOND")
    if token.letter == "W":
        named = before is not None and text[before.start : before.end] in _NAMED_DAYS
        return not named and follows not in _PUBLICATIONS
    if token.letter == "m":
        dotted = text[token.end : token.end + 1] == "."
        return capital and (near_number or dotted or bool(before and before.letter == "i"))
    if token.word not in _AMBIGUOUS or (near_number and (capital or bool(after and after.letter == "Y"))):
        return True
    led = before is not None and (before.word in _BEFORE_MONTH or (before.letter in "Pt,&" and capital))
    if token.word in ("may", "march"):
        return (
            led and (capital or bool(before and before.letter == "i")) and follows not in ("on", "for", "of", "against")
        )
    return capital and (led or not follows[:1].isupper())
