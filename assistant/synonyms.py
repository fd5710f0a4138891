"""Words of news English that may stand for each other, from synonyms.txt: one small group a line, no names."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from assistant.words import stem

WORTH = 0.7
"""What a synonym counts against the word itself."""


def share(weights: Mapping[str, float], present: frozenset[str], *, loosely: bool = False) -> float:
    """Return the weighted share of the stems that are present, or `loosely` a synonym; 1 where none is asked for."""
    total = sum(weights.values())
    if not total:
        return 1.0
    found = 0.0
    for item, weight in weights.items():
        if item in present:
            found += weight
        elif loosely and not synonyms(item).isdisjoint(present):
            found += WORTH * weight
    return found / total


@lru_cache(maxsize=65_536)
def synonyms(item: str) -> frozenset[str]:
    """Return the stems that may stand for one stem, itself included."""
    return frozenset({item}).union(*(group for group in _groups() if item in group))


@cache
def _groups() -> tuple[frozenset[str], ...]:
    lines = resources.files("assistant").joinpath("synonyms.txt").read_text("utf-8").splitlines()
    return tuple(frozenset(map(stem, line.split())) for line in lines)
