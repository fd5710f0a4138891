"""Find the passages for a question: by meaning and by words, fused; outlets and dates that it names count."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Hit
from assistant.asked_time import newest, published_within, wants_newest
from assistant.broad import telling_first
from assistant.fuse import fuse
from assistant.happened import of_that_time_first
from assistant.question import Asked, worded
from assistant.rank import rank
from store.embed import Vectors
from store.store import Filter, Store

POOL = 100
"""Passages that each half brings in; more changed no measured hit rate."""
SPARE = 4
"""Passages looked at for each one that is kept, since copies and crowded articles fall out."""


def retrieve(asked: Asked, store: Store, vector: Vectors, *, where: Filter, k: int) -> list[Hit]:
    """Return the best `k` passages that pass `where`, best first; what the outlets named in the question say, if any.

    A question that names a day, a week or a month prefers the news of that time; one asked as of a day prefers the
    news of the days before it.
    """
    where = published_within(asked, where)
    found = _search(asked, store, vector, replace(where, outlets=asked.outlets), k) if asked.outlets else []
    found = found or _search(asked, store, vector, where, k)
    store.require_sound([hit.passage for hit in found])
    return found


def _search(asked: Asked, store: Store, vector: Vectors, where: Filter, k: int) -> list[Hit]:
    dense = store.dense(vector, POOL, where)
    lexical = store.lexical(" ".join((worded(asked.text), *asked.kin)), POOL, where)
    ages = _ages([name for name, _ in (*dense, *lexical)], store, asked)
    scores = dict(fuse(dense, lexical, ages=ages)[: SPARE * k])
    passages = store.passages(list(scores))
    likeness = dict(zip(scores, store.vectors(list(scores)) @ vector, strict=True)) if scores else {}
    leads = store.leads({passage.article_id for passage in passages})
    passages = [passage for passage in passages if passage.article_id in leads]  # one may have been removed meanwhile
    ranks = [_ranks(found) for found in (dense, lexical)]
    hits = [
        Hit(
            passage=passage,
            score=scores[passage.id],
            likeness=float(likeness[passage.id]),
            lead=leads[passage.article_id],
            dense_rank=ranks[0].get(passage.id),
            lexical_rank=ranks[1].get(passage.id),
        )
        for passage in passages
    ]
    groups = store.copies({hit.passage.article_id for hit in hits}, until=where.until)
    kept = rank(of_that_time_first(asked, telling_first(asked, hits)), k=k, copies=groups)
    return sorted(kept, key=lambda hit: -hit.score)


def with_files(hits: Sequence[Hit], store: Store) -> tuple[list[Hit], dict[str, str]]:
    """Return the hits whose articles are still there, and the files of those: later they are not looked for again."""
    files = store.files({hit.passage.article_id for hit in hits})
    return [hit for hit in hits if hit.passage.article_id in files], files


def _day(asked: Asked) -> date | None:
    """Return the day whose news are preferred: the last one of the time that is named, else the day asked as of."""
    named = (found.end for found in asked.dates if found.end and found.granularity in ("day", "week", "month"))
    return next(named, asked.today)


def _ages(passage_ids: Sequence[str], store: Store, asked: Asked) -> dict[str, int] | None:
    """Return how many days lie between the publication of each dated passage and the day whose news are preferred.

    A question for the latest prefers the last day that any of them was published. None where no day is preferred.
    """
    day = _day(asked)
    if day is None and not wants_newest(asked):
        return None
    dated = store.published(passage_ids)
    day = day or newest(list(dated.values()))
    return {name: abs((day - published).days) for name, published in dated.items() if day}


def _ranks(found: Sequence[tuple[str, float]]) -> dict[str, int]:
    return {passage_id: rank for rank, (passage_id, _) in enumerate(found, start=1)}
