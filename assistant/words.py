"""Words as the reader compares them: folded, stemmed, without the words that carry no content.

The stemmer is Porter's, the same as in the lexical index, so that a word's document frequency can be looked up there.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("porter")
_WORD = re.compile(r"\d[\d.,]*\d|\w+(?:[’']\w+)?")
STOP_WORDS = frozenset(
    "a an the this that these those there here it its he she they them his her their our we you i me my your us him "
    "is are was were be been being am do does did done has have had having will would shall should can could may might "
    "must of in on at to from by for with about as into over under than then and or but if so not no nor up out off "
    "what when where which who whom whose why how many much long far old did get got give say said says tell told "
    "please know exactly any some s t re ve d ll m just also".split()
)


def words(text: str) -> list[str]:
    """Return the words of `text` as they stand."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order, repeats kept."""
    return list(_stems(text))


@lru_cache(maxsize=4_096)
def _stems(text: str) -> tuple[str, ...]:
    """Return the stems: of one question to the next, and from ranking to reading, the same passages come back."""
    return tuple(filter(None, map(_content, words(text))))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the Porter stem of the folded word; a number loses its thousands separators."""
    folded = fold(word)
    if folded[0].isdigit():
        return folded.replace(",", "")
    return str(_STEMMER.stemWord(folded))


@lru_cache(maxsize=65_536)
def _content(word: str) -> str:
    """Return the stem of a word that carries content, else nothing."""
    return "" if fold(word) in STOP_WORDS else stem(word)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return `word` in lower case, without accents and without a possessive ending."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[’']s?$", "", plain) or plain
