"""Cut text into words, numbers and marks, each with the letter that `date_words` gives it.

What letter a word has may depend on its company: "May" before a number is a month, before a verb it is not.
"""

import re
from typing import NamedTuple

from store.date_words import WORDS

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d)(?![\d/.]\d)"
    r"|\d{1,2}(?::\d\d|\.\d\d(?=\s?[ap]\.?m))?\s?[ap](?:m\b|\.m\b\.?)|\d{1,2}:\d\d(?![\d:])"
    r"|\d{4}s\b|['’]\d0s\b|\d+(?:st|nd|rd|th)\b|\d+(?:[.,/]\d+)*|['’]s\b|(?<=s)['’](?!\w)"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|[-–—,;:.()\"“”]"
)
_SHAPES = (
    ("O", re.compile(r"(?:st|nd|rd|th)$")),
    ("S", re.compile(r"0s$")),
    ("C", re.compile(r":|m\.?$", re.IGNORECASE)),
    ("I", re.compile(r"-|^\d+/\d+/\d+$|^\d+\.\d+\.\d+$")),
)
_OTHER = (".", 0)
_BEFORE_MONTH = frozenset(
    str.split(
        "in of by until till since from during last next this early mid late between to on before after and for - – "
        "each every through"
    )
)
_AMBIGUOUS = frozenset(str.split("may march april june august"))
_PUBLICATIONS = frozenset(str.split("Times Telegraph Mirror Mail Express Herald Post Independent World Sun Morning"))
_NAMED_DAYS = frozenset(str.split("Black Bloody Good Ash Super Palm Easter Cyber Holy Man"))
_MARCH_ON = frozenset(str.split("on for of against"))


_SEEDS = tuple(
    str.split(
        "day week month year decade centur quarter fortnight morning afternoon evening night second minute hour"
        " tomorrow spring summer autumn fall winter ties januar februar march april may june july august septem octob"
        " novem decem jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec."
    )
)
_DIGIT = re.compile(r"\d")


class Token(NamedTuple):
    """One word, number or mark: its letter, where it stands, and the number that it means (0 where it means none)."""

    letter: str
    start: int
    end: int
    value: int
    word: str


def may_hold_dates(text: str) -> bool:
    """Return False for text that has no digit and no word that a date needs; it saves cutting up most sentences."""
    if _DIGIT.search(text):
        return True
    lower = text.lower()
    return any(seed in lower for seed in _SEEDS)


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and marks of `text` in order, each with its letter."""
    found: list[Token] = []
    unsure: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word == "." and found and found[-1].letter in "mw":
            continue
        lower = word.lower()
        letter, value = WORDS.get(lower) or _number(text, word, match.start())
        if letter in "MmWw":
            unsure.append(len(found))
        found.append(Token(letter, match.start(), match.end(), value, lower))
    for index in unsure:
        if not _is_calendar(text, found, index):
            found[index] = found[index]._replace(letter=".")
    return found


def _number(text: str, word: str, start: int) -> tuple[str, int]:
    if not word[0].isdecimal() and not word[1:2].isdecimal():
        return _OTHER
    before = text[max(0, start - 2) : start]
    if before[-1:] in ("$", "€", "£", "#", "/", ".") or before[-1:].isalnum():
        return _OTHER
    if before[-1:] == "-" and before[:1].isalpha() and not _dash_may_lead(text, start):
        return _OTHER
    if word.isdecimal():
        return _plain_number(word)
    digits = re.match(r"['’]?(\d{1,4})(?!\d)", word)
    value = int(digits.group(1)) if digits else 0
    shape = next((letter for letter, rule in _SHAPES if rule.search(word)), ".")
    return shape, 1900 + value if shape == "S" and value < 100 else value


def _dash_may_lead(text: str, start: int) -> bool:
    lead = re.search(r"([A-Za-z]+)-$", text[max(0, start - 12) : start])
    return lead is not None and WORDS.get(lead.group(1).lower(), _OTHER)[0] in "PMm"


def _plain_number(word: str) -> tuple[str, int]:
    value = int(word) if len(word) <= 4 else 0
    if len(word) == 4:
        return ("Y", value) if 1400 <= value <= 2100 else _OTHER
    return ("D" if 1 <= value <= 31 else "N", value) if len(word) < 4 else _OTHER


def _is_calendar(text: str, found: list[Token], index: int) -> bool:
    """Tell whether a word that can name a month or a weekday does so here."""
    token = found[index]
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    capital = text[token.start].isupper()
    follows = text[after.start : after.end] if after else ""
    if token.letter == "w":
        return capital and after is not None and after.letter in ".,DmM" and follows[:1] in ".,0123456789JFMASOND"
    if token.letter == "W":
        named = before is not None and text[before.start : before.end] in _NAMED_DAYS
        return not named and follows not in _PUBLICATIONS
    near_number = (before is not None and before.letter in "DO") or (after is not None and after.letter in "DOY")
    led_by_in = before is not None and before.letter == "i"
    if token.letter == "m":
        return capital and (near_number or led_by_in or text[token.end : token.end + 1] == ".")
    before_year = after is not None and after.letter == "Y"
    if token.word not in _AMBIGUOUS or (near_number and (capital or before_year)):
        return True
    led = before is not None and (before.word in _BEFORE_MONTH or (before.letter in "Pt,&" and capital))
    if token.word in ("may", "march"):
        return led and (capital or led_by_in) and follows not in _MARCH_ON
    listed = before is not None and before.letter in ",&"
    return capital and ((led and not listed) or not follows[:1].isupper())
