"""Plain ways to order the articles found for a question, beside our own: is one that has the answer among the first k?

Each order is over the same passages; an article counts where its first passage stands. A hit is an article whose text
has an answer string, case and white space folded.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from assistant.assistant import Assistant
from evals.asking import embedder_of
from evals.options import Chosen, configured
from evals.probing import Found, Probe, System, over_probes
from evals.ranking import ranking
from evals.run import Task
from evals.suite import Ran
from store.article import Article
from store.embed import Embedder

KS = (1, 5, 10, 20)
POOL = 300
"""Passages that an order looks at: enough for twenty articles."""
BONUS = 0.2
RECENT = timedelta(days=10)

Ranked = Sequence[tuple[str, float]]


class Pool:
    """The articles that can be found, and which of them have an answer."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Take the articles."""
        known = list(articles)
        self.published = {article.id: article.published for article in known}
        self._texts = {article.id: _folded(article.text) for article in known}

    def right(self, answers: Iterable[str]) -> set[str]:
        """Return the articles whose text has one of the answers."""
        wanted = [_folded(answer) for answer in answers]
        return {name for name, text in self._texts.items() if any(one in text for one in wanted)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what both halves of the search found for it."""

    text: str
    day: date | None
    dense: Ranked
    lexical: Ranked


def over_orders(suite: str, tasks: Sequence[Task], assistant: Assistant, pool: Pool, chosen: Chosen) -> Ran:
    """Return the run of the questions by the orders that were chosen."""
    embeds = embedder_of(configured(chosen))
    probes = [
        Probe(id=task.id, question=task.question, given=task, gold=task.gold, tags=task.tags, stratum=task.stratum)
        for task in tasks
    ]
    systems = [System(name=name, do=partial(_judged, name, assistant, pool, embeds)) for name in chosen.readers]
    return over_probes(suite, probes, systems, chosen, chief="hit@5")


def retrieved(found: Iterable[str], right: set[str], ks: Sequence[int] = KS) -> dict[str, float | None]:
    """Return how early a right article came; a question whose answer no article has is missed by all."""
    names = list(dict.fromkeys(found))
    hits = {f"hit@{k}": float(not right.isdisjoint(names[:k])) for k in ks}
    return {**ranking(names, right, ks), **hits, "an article has the answer": float(bool(right))}


def rrf(asked: Asked) -> list[str]:
    """Return passage ids by reciprocal rank fusion, k = 60."""
    scores: dict[str, float] = {}
    for found in (asked.dense, asked.lexical):
        for rank, (passage_id, _) in enumerate(found, 1):
            scores[passage_id] = scores.get(passage_id, 0.0) + 1 / (60 + rank)
    return _best(scores)


def weighted(asked: Asked, published: Mapping[str, date | None]) -> list[str]:
    """Return passage ids by half the scaled cosine, half the scaled bm25, and a bonus for recent articles."""
    scores: dict[str, float] = {}
    for found in (asked.dense, asked.lexical):
        for passage_id, score in found:
            low, high = found[-1][1], found[0][1]
            scaled = (score - low) / (high - low) if high > low else 1.0
            scores[passage_id] = scores.get(passage_id, 0.0) + scaled / 2
    for passage_id in scores:
        day = published[_article(passage_id)]
        if day is not None and asked.day is not None and asked.day - RECENT <= day <= asked.day:
            scores[passage_id] += BONUS
    return _best(scores)


PLAIN: dict[str, Callable[[Asked, Mapping[str, date | None]], list[str]]] = {
    "lexical": lambda asked, _: [passage_id for passage_id, _ in asked.lexical],
    "dense": lambda asked, _: [passage_id for passage_id, _ in asked.dense],
    "rank fusion": lambda asked, _: rrf(asked),
    "weighted and recent": weighted,
}
METHODS = (*PLAIN, "ours", "ours undated")


def _judged(name: str, assistant: Assistant, pool: Pool, embeds: Embedder, probe: Probe) -> Found:
    """Return how early the order of that name has an article with the answer."""
    task: Task = probe.given
    day = task.options.get("as_of")
    if name in PLAIN:
        dense = assistant.store.dense(embeds.embed_question(task.question), POOL)
        lexical = assistant.store.lexical(task.question, POOL)
        asked = Asked(text=task.question, day=day, dense=dense, lexical=lexical)
        names = [_article(passage_id) for passage_id in PLAIN[name](asked, pool.published)]
    else:
        found = assistant.search(task.question, k=POOL, as_of=day if name == "ours" else None)
        names = [hit.passage.article_id for hit in found]
    first = list(dict.fromkeys(names))[: KS[-1]]
    return Found(text=", ".join(first), scores=retrieved(names, pool.right(task.gold["answers"])))


def _best(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda passage_id: (-scores[passage_id], passage_id))


def _article(passage_id: str) -> str:
    return passage_id.rpartition(":")[0]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
