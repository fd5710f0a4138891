"""Which words stand in the reach of a "not" or of a "may": the groups of words that such a cue speaks of.

No parser: a cue reaches forward over the next words of content, up to a mark, a preposition or a conjunction.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from assistant.check.tokens import Token, tokens

REACH = 5
"""Words of content that a cue speaks of at most."""
_SUBJECT = 3
_STOPS = frozenset(
    "in on at from by with for of after before during since until till because although though while but and or that "
    "which who whom when where as than if unless despite into over under about near against between through without "
    "within so".split()
)
_ADVERBS = frozenset(
    "also already now still yet even just only really fully again soon first finally then there later immediately "
    "currently allegedly reportedly be been have being not to".split()
)
_OVER_OF = frozenset(("none", "neither", "no", "few"))


class Group(NamedTuple):
    """A cue, the words of content that it speaks of, the nearest first, and those just before it."""

    cue: str
    at: int
    members: tuple[Token, ...]
    subject: tuple[Token, ...]

    @property
    def head(self) -> str:
        """The lemma of the first word spoken of."""
        return self.members[0].lemma


def groups(text: str, cues: re.Pattern[str]) -> list[Group]:
    """Return the groups of words in the reach of each match of `cues`; none for a cue with no word after it."""
    return list(_groups(text, cues))


@lru_cache(maxsize=2048)
def _groups(text: str, cues: re.Pattern[str]) -> tuple[Group, ...]:
    found = []
    whole = tokens(text)
    for match in cues.finditer(text):
        after = [token for token in whole if token.start >= match.end()]
        members = _reached(after, match.group().lower().split()[0] in _OVER_OF)
        if members:
            found.append(Group(match.group(), match.start(), members, _subject(whole, match.start())))
    return tuple(found)


def outside(text: str, found: Collection[Group], also: Collection[str] = ()) -> list[Token]:
    """Return the words of content of `text`, or with a lemma in `also`, that no group holds and that are no cue."""
    held = {token.start for group in found for token in group.members}
    cues = [(group.at, group.at + len(group.cue)) for group in found]
    return [
        token
        for token in tokens(text)
        if (token.content or token.lemma in also)
        and token.start not in held
        and not any(a <= token.start < b for a, b in cues)
    ]


def _reached(after: list[Token], over_of: bool) -> tuple[Token, ...]:
    members: list[Token] = []
    light: Token | None = None
    for n, token in enumerate(after):
        if not token.word and token.text not in "'’“\"-":
            break
        if (
            token.low in _STOPS
            and not (over_of and n < 3 and token.low in ("of", "in"))
            and not (n == 0 and token.low == "by")
        ):
            break
        if token.content and token.low not in _ADVERBS:
            members.append(token)
        elif token.word and light is None and token.low not in _ADVERBS:
            light = token
        if len(members) == REACH:
            break
    return tuple(members) or ((light,) if light else ())


def _subject(whole: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Return the last words of content before a cue in its clause."""
    found: list[Token] = []
    for token in reversed([token for token in whole if token.end <= at]):
        if not token.word or token.low in ("and", "but", "that", "which", "who") or len(found) == _SUBJECT:
            break
        if token.content:
            found.append(token)
    return tuple(found)
