"""Find the words that a model quotes in the passage that it names: exactly, but for marks that typing changes.

Quote marks, dashes, case and white space are folded one character to one, so that offsets stay; a run of white space
matches a run. Nothing is matched by likeness. Whether the quote carries the claim is `check`'s.
"""

import re
from functools import lru_cache

from assistant.cite import Quote
from assistant.words import STOP_WORDS, fold, words
from store.article import Passage

NOT_THERE = "quote not in passage"
TOO_SHORT = "quote too short to carry a claim"
_QUOTE_MARKS = "\"'`´‘’‚‛“”„‟«»‹›′″＂＇"
_HYPHENS = "-‐‑"
_DASHES = _HYPHENS + "‒–—―−﹣－"
_FOLDED = {ord(mark): "'" for mark in _QUOTE_MARKS} | {ord(dash): "-" for dash in _DASHES}
_ELLIPSIS = re.compile(r"(?<!\s)\s*[\[(]?(?:…|\.\s?\.\s?\.)[\])]?\s*")
_FIGURES_GO_ON = re.compile(r"[.,:'’]\d|\s\d{3}(?!\d)")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_FIGURES_BEFORE = re.compile(r"\d[.,:'’]$|(?<!\d)\d{1,3}\s$")


def find(said: str, passage: Passage) -> Quote | None:
    """Return the first place in `passage` where the words `said` stand, None where they do not or say too little."""
    return None if too_short(said) else _find(said, passage, 0)


def find_all(said: str, passage: Passage) -> tuple[Quote, ...] | None:
    """Return the quotes that `said` is made of, cut at "…", in the order of the text; None unless each is there."""
    if whole := find(said, passage):
        return (whole,)
    found: list[Quote] = []
    for part in filter(words, _ELLIPSIS.split(said)):
        after = found[-1].start + len(found[-1].text) - passage.start if found else 0
        quote = None if too_short(part) else _find(part, passage, after)
        if quote is None:
            return None
        found.append(quote)
    return tuple(found) or None


def reason(said: str) -> str:
    """Return why `find_all` did not find a quote."""
    return TOO_SHORT if any(too_short(part) for part in _ELLIPSIS.split(said)) else NOT_THERE


def too_short(said: str) -> bool:
    """Tell whether a quote is no word at all, or one that says nothing alone: "the", "12"."""
    found = words(said)
    return not found or (len(found) == 1 and (found[0][0].isdigit() or fold(found[0]) in STOP_WORDS))


def _find(said: str, passage: Passage, after: int) -> Quote | None:
    text = _fold(passage.text)
    for form in dict.fromkeys((said.strip(), _bare(said))):
        parts = _fold(form).split()
        if not parts or sum(map(len, parts)) > len(text):
            continue
        for match in re.finditer(r"\s+".join(map(re.escape, parts)), text[after:]):
            start, end = after + match.start(), after + match.end()
            if not (_cuts_before(passage.text, start) or _cuts_after(passage.text, end)):
                return Quote(passage=passage, start=passage.start + start, text=passage.text[start:end])
    return None


def _bare(said: str) -> str:
    """Return the words without the marks before and behind them."""
    inside = [at for at, character in enumerate(said) if character.isalnum()]
    return said[inside[0] : inside[-1] + 1] if inside else ""


@lru_cache(maxsize=256)
def _fold(text: str) -> str:
    """Return `text` in lower case with one kind of quote mark and dash, as many characters as before."""
    lower = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lower.translate(_FOLDED)


def _cuts_before(text: str, at: int) -> bool:
    """Tell whether a word or a number goes on across `at`, seen from a quote that begins there."""
    if at == 0 or not text[at].isalnum():
        return False
    before, lead = text[at - 1], text[max(0, at - 2) : at - 1]
    if before.isalnum() or before == "_":
        return True
    if text[at].isdigit() and (lead_in := _FIGURES_BEFORE.search(text[max(0, at - 5) : at])):
        return not lead_in.group()[-1].isspace() or re.match(r"\d{3}(?!\d)", text[at:]) is not None
    return _joins(before, lead, text[at])


def _cuts_after(text: str, at: int) -> bool:
    """Tell whether a word or a number goes on across `at`, seen from a quote that ends there."""
    if at >= len(text) or not text[at - 1].isalnum():
        return False
    following, rest = text[at], text[at + 1 : at + 2]
    if following.isalnum() or following == "_":
        return True
    if text[at - 1].isdigit() and _FIGURES_GO_ON.match(text, at):
        return True
    return _joins(following, text[at - 1], rest) and not _POSSESSIVE.match(text, at)


def _joins(mark: str, one: str, other: str) -> bool:
    """Tell whether a mark between two characters makes them one word or one number: "twenty-two", "10–20", "can't"."""
    if not (one.isalnum() and other.isalnum()):
        return False
    digits = one.isdigit() and other.isdigit()
    return mark in _HYPHENS or (mark in _DASHES and digits) or (mark in "'’" and one.isalpha() and other.isalpha())
