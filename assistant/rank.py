"""Which of the passages found are worth reading: no copies, few from one article, so that other outlets are heard."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.answer import Hit
from assistant.words import stems

PER_ARTICLE = 3
ALIKE = 0.7
"""Share of three-word runs from which on two texts count as copies of each other."""


def rank(hits: Iterable[Hit], *, k: int) -> list[Hit]:
    """Return at most `k` of `hits`, in their order, without overlaps, copies and more than a few from one article."""
    kept: list[Hit] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    of_article: Counter[str] = Counter()
    for hit in hits:
        if len(kept) == k:
            break
        runs = shingles(hit.passage.text)
        if (
            of_article[hit.passage.article_id] == PER_ARTICLE
            or _overlaps(hit, kept)
            or any(alike(runs, o) for o in seen)
        ):
            continue
        kept.append(hit)
        seen.append(runs)
        of_article[hit.passage.article_id] += 1
    return kept


def shingles(text: str, length: int = 3) -> frozenset[tuple[str, ...]]:
    """Return the runs of `length` content words of `text` (all its words as one run where there are fewer)."""
    found = stems(text)
    return frozenset(tuple(found[i : i + length]) for i in range(max(1, len(found) - length + 1)))


def alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Return whether two sets of runs are so much the same that one text copies the other or a part of it."""
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def _overlaps(hit: Hit, kept: Sequence[Hit]) -> bool:
    new = hit.passage
    return any(
        new.article_id == old.passage.article_id and new.start < old.passage.end and old.passage.start < new.end
        for old in kept
    )
