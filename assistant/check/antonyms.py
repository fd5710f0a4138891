"""Check that no word of a claim is the opposite of a word of its quotes: rose for fell, northern for southern."""

from collections.abc import Sequence
from functools import cache

from assistant.check.lemmas import lemma, lines
from assistant.check.source import Source
from assistant.check.tokens import tokens
from assistant.words import fold

Sides = tuple[frozenset[str], frozenset[str]]


def opposite(claim: str, sources: Sequence[Source]) -> str | None:
    """Return which word of the claim turns a word of its quotes round; None where none does, or both say both."""
    there = {token.lemma: token.text for source in sources for token in source.tokens if token.word}
    said = frozenset(token.lemma for token in tokens(claim) if token.word)
    for token in tokens(claim):
        if not token.word or token.lemma in there:
            continue
        for mine, theirs in _sides().get(token.lemma, ()):
            other = next((item for item in there if item in theirs), None)
            if other and mine.isdisjoint(there) and theirs.isdisjoint(said):
                return f"the quotes say “{there[other]}”, the claim “{token.text}”"
    return None


@cache
def _sides() -> dict[str, list[Sides]]:
    """Return for each lemma its side and the other side of every pair that it is in."""
    found: dict[str, list[Sides]] = {}
    for line in lines("antonyms.txt"):
        one, other = (frozenset(lemma(fold(word)) for word in side.split()) for side in line.split("/"))
        for mine, theirs in ((one, other), (other, one)):
            for item in mine - theirs:
                found.setdefault(item, []).append((mine, theirs))
    return found
