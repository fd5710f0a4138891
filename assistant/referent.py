"""What a value is said of: Russian troops are not Western troops, people are not vehicles, sent is not massed.

Read from the clause around a value. What a clause does not tell is taken to be the same; only what both tell differs.
Where two places are set against each other, only two points of the compass, or two names that no report brings
together, exclude each other.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from assistant.kin import of_one_stem
from assistant.names import find_names
from assistant.nouns import agreement, fates, singular
from assistant.synonyms import synonyms
from assistant.value import Value
from assistant.words import STOP_WORDS, stem, stems, words

_BREAK = re.compile(r"[,;:“”\"()–—]|\b(?:and|but|that|which|who|while|when|as)\s", re.IGNORECASE)
_VERB = re.compile(r"\b(?:(?:has|have|had|will|would|is|are|was|were|to)\s+)(?:\w+ly\s+)?(?P<verb>[a-z]+)\s+$")
_SPEAKS = re.compile(r"\b(?:sa(?:id|ys)|spoke|told|puts?|count(?:s|ed)|announced|reported|estimates?|claims?)\b")
_SIDE = re.compile(r"\b(?:western|eastern|northern|southern|foreign|allied|enemy)\b", re.IGNORECASE)
_COMPASS = re.compile(
    r"\b(?P<point>north|south|east|west)(?:[\s-]?(?:north|south|east|west))?(?:ern)?\b", re.IGNORECASE
)
_HELPING = frozenset(
    "been be being is are was were has have had will would to about up some more most only not".split()
)
FARTHEST = 20
"""Two counts further apart than this are hardly of one thing."""


class Clause(NamedTuple):
    """Who does what with what is counted, as far as the words before a number tell it, in stems; `whose` they are.

    `fates` is what befell them, by the words on both sides.
    """

    actors: frozenset[str]
    verb: str
    nouns: tuple[str, ...]
    whose: frozenset[str]
    size: float
    fates: frozenset[int] = frozenset()


def clause(sentence: str, value: Value) -> Clause:
    """Return what the clause that leads up to a value tells."""
    before = _BREAK.split(sentence[: value.span.start])[-1]
    verb = _VERB.search(before)
    named = "" if _SPEAKS.search(before) else before + (value.text if before.strip() else value.text.lower())
    nouns = value.number.nouns if value.number else ()
    acting = {stem(word) for name in find_names(named) for word in words(named[name.span.start : name.span.end])}
    acting |= {side.lower() for side in _SIDE.findall(named)}
    done = verb["verb"] if verb and verb["verb"] not in _HELPING | STOP_WORDS else ""
    whose = {word.lower() for word in re.findall(r"(?<=\s)[^\W\d_a-z][\w-]+(?=\s)", value.text)}
    size = value.number.high if value.number else 0.0
    befell = _fates(f"{before} {value.text}", sentence[value.span.end :])
    return Clause(frozenset(acting) - _HELPING, stem(done) if done else "", nouns, frozenset(whose), size, befell)


def _fates(before: str, after: str) -> frozenset[int]:
    """Return what befell those who are counted: by the words up to their number, else by the next that tell."""
    found = fates(words(before.lower()))
    for part in _BREAK.split(after):
        if found or re.search(r"\d", part):
            break
        found = fates(words(part.lower()))
    return found


def one_thing(one: Clause, other: Clause, asked: Iterable[str]) -> bool:
    """Return whether two counts can be of one thing; `asked` are the stems of the question."""
    if one.nouns and other.nouns and not _one_noun(one.nouns, other.nouns):
        return False
    if bool(one.whose) != bool(other.whose) or max(one.size, other.size) > FARTHEST * min(one.size, other.size):
        return False
    if one.fates and other.fates and one.fates.isdisjoint(other.fates):
        return False
    wanted = set(asked)
    if one.actors and other.actors and not _kin(one.actors, other.actors):
        return False
    if not one.verb or not other.verb or not synonyms(one.verb).isdisjoint(synonyms(other.verb)):
        return True
    return not wanted.isdisjoint(synonyms(one.verb)) and not wanted.isdisjoint(synonyms(other.verb))


def _one_noun(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    heads = singular(one[-1]), singular(other[-1])
    there = agreement(one[-1:], other[-1:], question=(), near=()), agreement(other[-1:], one[-1:], question=(), near=())
    return heads[0] == heads[1] or max(there) >= 0.5


def _kin(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a == b or of_one_stem(a, b) for a in one for b in other)


def places_exclude(one: Value, other: Value, texts: Iterable[str]) -> bool:
    """Return whether something can't be at both places; in `texts` reports may bring the two together."""
    if any(name.sort == "organisation" for place in (one, other) for name in find_names(place.text)):
        return False
    points = _points(one.text), _points(other.text)
    names = _names(one.text), _names(other.text)
    if points[0] and points[1] and points[0].isdisjoint(points[1]):
        return not names[0] or not names[1] or _kin(names[0], names[1])
    if not names[0] or not names[1] or _kin(names[0], names[1]):
        return False
    return not any(_mentions(text, names[0]) and _mentions(text, names[1]) for text in texts)  # "the heath in Brevia"


def _points(place: str) -> frozenset[str]:
    return frozenset(
        point.lower()
        for match in _COMPASS.finditer(place)
        for point in re.findall("north|south|east|west", match.group().lower())
    )


def _names(place: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(place) if word[0].isupper() and not _COMPASS.fullmatch(word))


def _mentions(text: str, names: frozenset[str]) -> bool:
    return not names.isdisjoint(stems(text))
