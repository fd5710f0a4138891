"""Which of the passages found are worth reading: no copies, few from one source, so that other outlets are heard.

The store knows which articles carry the same report; passages copied between articles that are otherwise their own are
found here. A passage that gives another number, or denies what its copy says, is kept: it may be the newer one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from assistant.answer import Hit
from assistant.words import stems
from store.article import Copy
from store.copies_profile import numbers, words_of

PER_ARTICLE = 3
"""Passages of one article, or of all copies of it together."""
ALIKE = 0.7
"""Share of three-word runs from which on two texts count as copies of each other."""
ALIKE_IN_COPIES = 0.5
"""The same for passages of articles that are copies: they may be cut in other places."""
Shingles = frozenset[tuple[str, ...]]
Copies = Mapping[str, Sequence[Copy]]
_DENIALS = frozenset("not no never none nor neither cannot t".split())


class _OfHit(Protocol):
    """A sentence of a hit."""

    @property
    def hit(self) -> Hit: ...

    @property
    def text(self) -> str: ...


_Sentence = TypeVar("_Sentence", bound=_OfHit)


def rank(hits: Iterable[Hit], *, k: int, copies: Copies | None = None) -> list[Hit]:
    """Return at most `k` of `hits`, in their order, without overlaps, copies and more than a few from one source.

    `copies` has for each article all that carry the same report, the earliest first. Of copies the earliest published
    stays, in the place of the first.
    """
    source = {name: group[0].article_id for name, group in (copies or {}).items() if group}
    kept: list[Hit] = []
    seen: list[Shingles] = []
    for hit in hits:
        if len(kept) == k:
            break
        if _crowded(hit, kept, source):
            continue
        runs = shingles(hit.passage.text)
        if (
            copied := next((n for n in range(len(kept)) if _copies(hit, runs, kept[n], seen[n], source)), None)
        ) is None:
            kept.append(hit)
            seen.append(runs)
        elif _earlier(hit, kept[copied]):
            kept[copied], seen[copied] = replace(hit, score=kept[copied].score), runs
    return [replace(hit, copies=_others(hit, copies or {})) for hit in kept]


def _others(hit: Hit, copies: Copies) -> tuple[Copy, ...]:
    own = hit.passage.article_id
    return tuple(copy for copy in copies.get(own, ()) if copy.article_id != own)


def independent(found: Iterable[_Sentence], *, most: int) -> list[_Sentence]:
    """Return the first sentence of each article, at most `most`, without copies of one that is already there."""
    kept: list[_Sentence] = []
    for item in found:
        if len(kept) == most:
            break
        if not any(_same_source(item, other) for other in kept):
            kept.append(item)
    return kept


def _same_source(one: _OfHit, other: _OfHit) -> bool:
    same_article = one.hit.passage.article_id == other.hit.passage.article_id
    return same_article or alike(shingles(one.text), shingles(other.text))


def shingles(text: str, length: int = 3) -> Shingles:
    """Return the runs of `length` content words of `text` (all its words as one run where there are fewer)."""
    found = stems(text)
    return frozenset(tuple(found[i : i + length]) for i in range(max(1, len(found) - length + 1)))


def alike(one: Shingles, other: Shingles, *, least: float = ALIKE) -> bool:
    """Return whether two sets of runs are so much the same that one text copies the other or a part of it."""
    return len(one & other) >= least * max(1, min(len(one), len(other)))


def _copies(hit: Hit, runs: Shingles, other: Hit, others: Shingles, source: Mapping[str, str]) -> bool:
    one, two = hit.passage, other.passage
    carried = one.article_id != two.article_id and _source(hit, source) == _source(other, source)
    least = ALIKE_IN_COPIES if carried else ALIKE
    return alike(runs, others, least=least) and not _differ(one.text, two.text)


def _differ(one: str, other: str) -> bool:
    """Return whether two texts of mostly the same words give other numbers, or one denies something."""
    own, others = numbers(one), numbers(other)
    denied, denied_there = (_DENIALS.intersection(words_of(text)) for text in (one, other))
    return bool(own - others and others - own) or bool(denied) != bool(denied_there)


def _earlier(hit: Hit, other: Hit) -> bool:
    return (hit.passage.published or date.max) < (other.passage.published or date.max)


def _source(hit: Hit, source: Mapping[str, str]) -> str:
    """Return the earliest of the articles that carry the same report."""
    return source.get(hit.passage.article_id, hit.passage.article_id)


def _crowded(hit: Hit, kept: Sequence[Hit], source: Mapping[str, str]) -> bool:
    """Return whether enough of the hit's source is kept, or a passage that overlaps it."""
    new, crowd = hit.passage, [old for old in kept if _source(old, source) == _source(hit, source)]
    same = [old.passage for old in crowd if old.passage.article_id == new.article_id]
    return len(crowd) == PER_ARTICLE or any(new.start < old.end and old.start < new.end for old in same)
