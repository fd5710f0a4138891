"""A text as words with their lemmas and where its clauses break. The checks of this package all read this form."""

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.check.lemmas import lemma
from assistant.words import STOP_WORDS, fold

_TOKEN = re.compile(r"\d[\d.,]*\d%?|[^\W_]+(?:[’'][^\W_]+)*(?:\.(?=[A-Z]\b))?|[^\w\s]")
_SPLIT_NOT = re.compile(r"(?i)\b(ca|wo|do|does|did|is|are|was|were|has|have|had|would|could|should)n[’']t$")
LIGHT = STOP_WORDS | frozenset(
    "be being become became one two both own very more most such other another still already yet again now however "
    "because while since until though although during after before between through within without against among "
    "around per via every each either neither whether s t according reportedly mr mrs ms dr".split()
)
"""Words that carry no statement of their own."""


class Token(NamedTuple):
    """One word or mark: as written, folded, its lemma, and its place. `word` is False for a mark."""

    text: str
    low: str
    lemma: str
    start: int
    end: int
    word: bool

    @property
    def content(self) -> bool:
        """Whether it says something of its own."""
        return self.word and self.low not in LIGHT

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[:1].isupper()


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of `text` in order; "n't" becomes a word "not" of its own."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if not word[0].isalnum():
            found.append(Token(word, word, word, start, end, False))
        elif _SPLIT_NOT.match(word):
            found.append(_token(word[:-3], start, end - 3))
            found.append(Token(word[-3:], "not", "not", end - 3, end, True))
        elif word.lower() == "cannot":
            found += [_token(word[:3], start, end - 3), Token(word[3:], "not", "not", end - 3, end, True)]
        else:
            found.append(_token(word, start, end))
    return tuple(found)


def _token(word: str, start: int, end: int) -> Token:
    low = fold(word)
    return Token(word, low, lemma(word), start, end, True)


def content(text: str) -> tuple[Token, ...]:
    """Return the words of `text` that say something of their own."""
    return tuple(token for token in tokens(text) if token.content)
