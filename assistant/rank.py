"""Which of the passages found are worth reading: no copies, few from one article, so that other outlets are heard."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Hit
from assistant.words import stems

PER_ARTICLE = 3
ALIKE = 0.7
"""Share of three-word runs from which on two texts count as copies of each other."""
Shingles = frozenset[tuple[str, ...]]


def rank(hits: Iterable[Hit], *, k: int) -> list[Hit]:
    """Return at most `k` of `hits`, in their order, without overlaps, copies and more than a few from one article.

    Of copies the earliest published stays, in the place of the first.
    """
    kept: list[Hit] = []
    seen: list[Shingles] = []
    for hit in hits:
        if len(kept) == k:
            break
        if _crowded(hit, kept):
            continue
        runs = shingles(hit.passage.text)
        if (copied := next((n for n, other in enumerate(seen) if alike(runs, other)), None)) is not None:
            if _earlier(hit, kept[copied]):
                kept[copied], seen[copied] = replace(hit, score=kept[copied].score), runs
        else:
            kept.append(hit)
            seen.append(runs)
    return kept


def shingles(text: str, length: int = 3) -> Shingles:
    """Return the runs of `length` content words of `text` (all its words as one run where there are fewer)."""
    found = stems(text)
    return frozenset(tuple(found[i : i + length]) for i in range(max(1, len(found) - length + 1)))


def alike(one: Shingles, other: Shingles) -> bool:
    """Return whether two sets of runs are so much the same that one text copies the other or a part of it."""
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def _earlier(hit: Hit, other: Hit) -> bool:
    return (hit.passage.published or date.max) < (other.passage.published or date.max)


def _crowded(hit: Hit, kept: Sequence[Hit]) -> bool:
    """Return whether enough of the hit's article is kept, or a passage that overlaps it."""
    new = hit.passage
    same = [old.passage for old in kept if old.passage.article_id == new.article_id]
    return len(same) == PER_ARTICLE or any(new.start < old.end and old.start < new.end for old in same)
