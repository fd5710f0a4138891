"""Check who did what to whom, where that can be told cheaply: by the order of words around a shared verb and by pairs.

A claim fails when it turns its quote round: what stands before the verb there stands after it here and the other way,
the passive counted in; or when it gives one name the number or the wish that the quote gives another.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.check.lemmas import alike
from assistant.check.numbers import amounts
from assistant.check.source import Source
from assistant.check.speech import BODIES
from assistant.check.tokens import Token, tokens
from assistant.check.verbs import is_passive, is_verb
from store.date_words import MONTHS, WEEKDAYS

_PART = re.compile(
    r"[;:,]\s|\s+(?:and|but|while|whereas)\s+|(?<=[.!?])\s+|\s+(?:who|which|when|because|although|than)\s+"
)
_CLAUSE = re.compile(
    r"[;:]\s|(?<=[.!?])\s+|,\s+(?:and|but|while|who|which|when|because|although)\s+|\s+(?:while|because|although|when)\s+"
)
_PRONOUN = frozenset("he she it they him her them we us i me".split())
_SOMEBODY = "?"
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))


class Deed(NamedTuple):
    """A verb with the words of who does it and of whom it is done to; a pronoun is "?"."""

    verb: str
    doer: frozenset[str]
    done_to: frozenset[str]
    names: frozenset[str]


class Part(NamedTuple):
    """A part of a sentence: the name that it is about, all its names, its other words and its numbers."""

    about: str
    names: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[float]
    own: bool


def unlike_roles(claim: str, sources: Sequence[Source]) -> str | None:
    """Return what the claim turns round, None where it keeps the roles of its quotes."""
    given = [deed for source in sources for deed in deeds(source.text)]
    for deed in deeds(claim):
        same = [other for other in given if deed.verb == other.verb] or [o for o in given if alike(deed.verb, o.verb)]
        if same and all(_turned(deed, other) for other in same):
            return "the quotes say it the other way round"
    return _crossed(claim, sources)


@lru_cache(maxsize=1024)
def deeds(text: str) -> tuple[Deed, ...]:
    """Return for every verb what stands before and after it in its clause."""
    return tuple(_deeds(text))


def _deeds(text: str) -> Iterator[Deed]:
    start = 0
    for end in (*(match.start() for match in _CLAUSE.finditer(text)), len(text)):
        words = tuple(token for token in tokens(text) if start <= token.start < end)
        for at, token in enumerate(words[:-1]):
            if token.content and is_verb(words, at):
                yield _deed(words, at)
        start = end


def _deed(words: tuple[Token, ...], at: int) -> Deed:
    before, rest = _lemmas(words[:at]), words[at + 1 :]
    names = frozenset(token.lemma for token in words if token.capital and token.content)
    if is_passive(words, at):
        by = next((n for n, token in enumerate(rest) if token.low == "by"), len(rest))
        return Deed(words[at].lemma, _lemmas(rest[by + 1 :]), before, names)
    return Deed(words[at].lemma, before, _lemmas(rest), names)


def _lemmas(words: Sequence[Token]) -> frozenset[str]:
    named = frozenset(token.lemma for token in words if token.content)
    return named | {_SOMEBODY} if any(token.low in _PRONOUN for token in words) else named


def _turned(mine: Deed, theirs: Deed) -> bool:
    """Tell whether doer and done-to have changed places."""
    moved = (mine.doer & theirs.done_to) - theirs.doer - {_SOMEBODY}
    back = (mine.done_to & theirs.doer) - theirs.done_to - {_SOMEBODY}
    kept = ((mine.doer & theirs.doer) | (mine.done_to & theirs.done_to)) - {_SOMEBODY}
    named = bool(moved & theirs.names and back & theirs.names) and kept.isdisjoint(theirs.names)
    whole = named or (bool(moved and back) and len(moved) + len(back) > len(kept))
    half = bool(moved and not theirs.doer - {_SOMEBODY} and _SOMEBODY in theirs.doer and mine.done_to) or bool(
        back and not theirs.done_to - {_SOMEBODY} and _SOMEBODY in theirs.done_to and mine.doer
    )
    return whole or (half and len(moved) + len(back) >= len(kept))


def _crossed(claim: str, sources: Sequence[Source]) -> str | None:
    """Return which name the claim gives what the quotes give another name."""
    theirs = [part for source in sources for part in parts(source.text)]
    mine = parts(claim)
    for part in mine:
        others = frozenset().union(*(other.names for other in mine if other is not part))
        if part.about and _given_to_another(part, others, theirs):
            return f"the quotes say that of somebody else than {part.about}"
    return None


def _given_to_another(part: Part, others: frozenset[str], theirs: Sequence[Part]) -> bool:
    own = [each for each in theirs if part.about in each.names]
    rest = [each for each in theirs if each.names and part.about not in each.names]
    if not own:
        return False
    if any(part.numbers <= each.numbers for each in own) and part.numbers:
        return False
    if part.numbers:
        rivals = [each for each in rest if part.numbers <= each.numbers]
        return any(frozenset().union(*(each.numbers for each in own)) or each.names & others for each in rivals)
    said = part.words if part.own else frozenset()
    known = any(alike(word, other) for each in own for word in said for other in each.words)
    return (
        len(said) > 1
        and not known
        and any(2 * len(said & r.words) >= len(said) and r.own and r.names & others for r in rest)
    )


@lru_cache(maxsize=1024)
def parts(text: str) -> tuple[Part, ...]:
    """Return the parts between "and", "while", commas; one without a name is about the name just before it."""
    found: list[Part] = []
    start = 0
    for match in (*_PART.finditer(text), None):
        end = match.start() if match else len(text)
        found.append(_part(text[start:end], found[-1] if found else None))
        start = match.end() if match else end
    return tuple(found)


def _part(text: str, before: Part | None) -> Part:
    held = [token for token in tokens(text) if token.content and token.text[0].isalpha() and token.low not in _CALENDAR]
    named = [token.lemma for token in held if token.capital or token.low in BODIES]
    numbers = frozenset(round(amount.number.low, 4) for amount in amounts(text))
    words = frozenset(token.lemma for token in held) - frozenset(named)
    own = bool(named)
    if not named and before and not before.numbers:
        named = [before.about, *before.names] if before.about else []
    return Part(named[0] if named else "", frozenset(named), words, numbers, own)
