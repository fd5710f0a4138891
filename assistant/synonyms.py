"""Words of news English that may stand for each other, from synonyms.txt: one small group a line, no names."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from assistant.words import stem

WORTH = 0.7
"""What a synonym counts against the word itself."""


def share(weights: Mapping[str, float], present: frozenset[str], groups: frozenset[int] = frozenset()) -> float:
    """Return the weighted share of the stems that are present, or a synonym of them is; 1 where none is asked for."""
    total = sum(weights.values())
    if not total:
        return 1.0
    found = (
        weight * (1.0 if item in present else WORTH)
        for item, weight in weights.items()
        if item in present or stands_for(item) & groups
    )
    return sum(found) / total


def groups_of(present: Iterable[str]) -> frozenset[int]:
    """Return the groups of synonyms that the stems belong to."""
    return frozenset(group for item in present for group in stands_for(item))


def stands_for(item: str) -> frozenset[int]:
    """Return the groups of one stem."""
    return _groups().get(item, frozenset())


@cache
def _groups() -> dict[str, frozenset[int]]:
    lines = resources.files("assistant").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {number}
    return found
