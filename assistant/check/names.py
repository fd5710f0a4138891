"""Check the names of a claim: each must be named in its quotes, or be what a quote that leans on its passage means.

A surname stands for the full name, a country for its people. The passage's outlet may be named as where the
report comes from. A name that only stands before the quote, in its passage, its title or how its article begins, is
carried where the quote leans on it ("he", "the ministry") and does not itself name something else in the same place:
"the drill was held in Tolm" is not carried by a quote that says Estwell. Names in the question carry nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.check.lemmas import alike, derived, lemma, same_country
from assistant.check.source import Source
from assistant.check.tokens import LIGHT, Token, tokens
from assistant.names import ROLE, find_names
from store.date_words import MONTHS, NUMBERS, WEEKDAYS

_LEANS = re.compile(
    r"(?i)\b(?:he|she|it|they|him|her|his|hers|its|their|them|who|which|we|I|our|us|this|that|these|those|there|one|both|"
    r"the\s+\w+)\b"
)
_INTO_PLACE = re.compile(
    r"(?i)\b(?:in|at|near|to|from|into|through|outside|around|of|off|across|between|along|over|for|beside)\s+(?:[a-z]+\s+){0,2}$"
)
_TITLE_WORDS = re.compile(
    rf"(?i)(?:{ROLE}|mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|colonel|major|private|"
    r"brigadier|lieutenant|senator|prime|defence|defense|foreign|ministry|sergeant|corporal|admiral)\.?"
)
_PERSONAL = frozenset("he she they his her their".split())
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)


class Named(NamedTuple):
    """One name: its words folded, how it is written, whether it follows a preposition, and whether it is surely one."""

    words: tuple[str, ...]
    text: str
    place: bool
    sure: bool


def uncarried_name(claim: str, sources: Sequence[Source]) -> str | None:
    """Return why a name of the claim is not carried, None where all are."""
    quoted = frozenset(token.low for source in sources for token in source.tokens if token.word)
    outlets = [tuple(token.low for token in tokens(source.outlet) if token.word) for source in sources]
    for name in names(claim):
        missing = [word for word in name.words if not _stands(word, quoted)]
        if any(outlet[-1:] == name.words[-1:] and set(name.words) <= set(outlet) for outlet in outlets):
            continue
        if _put_together(name, sources, quoted):
            return f"the name {name.text} is not in the quotes"
        if not missing or not (name.sure or _known_as_name(missing[0], sources)):
            continue
        if not all(any(_meant(name, word, claim, source) for source in sources) for word in missing):
            return f"the name {name.text} is not in the quotes"
    return None


@lru_cache(maxsize=1024)
def names(text: str) -> tuple[Named, ...]:
    """Return the names of `text`; one word that only begins it may be an ordinary word and is not sure."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[Named]:
    for name in find_names(text):
        start, end = name.span
        parts = [token for token in tokens(text[start:end]) if token.capital and token.word and _names_something(token)]
        if not parts:
            continue
        opens = re.search(r"(?:^|[.!?:]\s+|[“\"‘(]\s*)$", text[:start]) is not None
        sure = not opens or len(parts) > 1 or (parts[0].text.isupper() and len(parts[0].text) > 1)
        yield Named(
            words=tuple(token.low for token in parts),
            text=text[start:end],
            place=_INTO_PLACE.search(text[:start]) is not None,
            sure=sure,
        )


def _names_something(token: Token) -> bool:
    return (
        token.low not in _CALENDAR
        and token.low.split("-")[0] not in NUMBERS
        and token.low not in LIGHT
        and not _TITLE_WORDS.fullmatch(token.low)
    )


@lru_cache(maxsize=65_536)
def _one_name(one: str, other: str) -> bool:
    return one == other or one.rstrip("s") == other.rstrip("s") or same_country(one, other) or _demonym(one, other)


def _demonym(one: str, other: str) -> bool:
    """Tell "brevia" and "brevian": one is the other but for an ending that makes a people or a thing of a name."""
    short, long = sorted((one, other), key=len)
    root = re.sub(r"(?:ia|ea|y|e|a|o)$", "", short)
    if len(root) < 3 or not long.startswith(root):
        return False
    return (
        re.fullmatch(r"(?:i|e)?(?:an|ans|ian|ians|ese|ish|i|is|er|ers|nese|c|ic|n|ns|ean|eans)", long[len(root) :])
        is not None
    )


def _stands(word: str, present: frozenset[str]) -> bool:
    return word in present or any(_one_name(word, other) for other in present if other[:2] == word[:2] or len(word) < 4)


def _known_as_name(word: str, sources: Sequence[Source]) -> bool:
    """Tell whether a word that begins a claim is written as a name, in mid-sentence, in a passage."""
    written = re.compile(rf"(?<=[a-z,]\s){re.escape(word)}\b", re.IGNORECASE)
    if not any(
        alike(lemma(word), token.lemma) for s in sources for token in (*s.tokens, *tokens(s.told)) if token.word
    ):
        return True
    return any(
        match.group()[0].isupper() for source in sources for match in written.finditer(f"{source.told} {source.after}")
    )


def _meant(name: Named, word: str, claim: str, source: Source) -> bool:
    """Tell whether a name said before the quote is what the quote speaks of, in a claim that says something of it."""
    if not any(token.content and not token.capital for token in tokens(claim)):
        return False
    before = frozenset(token.low for token in tokens(source.told) if token.capital)
    if not _stands(word, before) or not _LEANS.search(source.text):
        return False
    if not name.place and _in_its_slot(name, claim, source):
        return True
    said = frozenset(token.low for token in tokens(claim))
    rivals = [other for other in names(source.text) if other.place == name.place]
    return not any(
        all(not _stands(part, said) and not _ordinary(part, said) for part in other.words)
        for other in rivals
        if other.sure
    )


def _put_together(name: Named, sources: Sequence[Source], quoted: frozenset[str]) -> bool:
    """Tell whether a name is made of words that stand in the quotes, but in different names."""
    if (
        len(name.words) != 2
        or "'" in name.text
        or "’" in name.text
        or not all(_stands(word, quoted) for word in name.words)
    ):
        return False
    known = [other for s in sources for other in names(f"{s.outlet}. {s.told}{s.text}")]
    holders = [[other for other in known if _stands(word, frozenset(other.words))] for word in name.words]
    return all(holders) and not any(other in holders[1] for other in holders[0])


def _in_its_slot(name: Named, claim: str, source: Source) -> bool:
    """Tell whether the claim says of the name what the quote says of "he": the next words are alike."""
    mine = _next(tokens(claim), lambda token: token.low == name.words[-1])
    theirs = _next(source.tokens, lambda token: token.low in _PERSONAL)
    return any(alike(one.lemma, other.lemma) for one in mine for other in theirs)


def _next(found: Sequence[Token], marks: Callable[[Token], bool]) -> list[Token]:
    """Return the word of content after each word that `marks`."""
    places = [at for at, token in enumerate(found) if marks(token)]
    rests = ([token for token in found[at + 1 : at + 6] if token.content] for at in places)
    return [rest[0] for rest in rests if rest]


def _ordinary(word: str, said: frozenset[str]) -> bool:
    return any(alike(word, other) or derived(word, other) for other in said)
