"""Choose the passages that a model is shown: reading is what costs, and far passages lead small models astray."""

from collections.abc import Sequence

from assistant.answer import Hit
from assistant.evidence import fitted, probability, sentences
from assistant.question import Asked

NEAR_BEST = 0.03
"""A passage is shown if its best sentence is, at first look, at least this share as likely to answer as the best of
all. A model reads about half as much, and hardly a passage of fit.jsonl that answers is left out."""
MOST = 8
LEAST = 2


def choose(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """Return those of `hits` whose passages are worth reading, the likeliest first."""
    rated = sorted(((_likely(asked, hit, hits[0].score), -n) for n, hit in enumerate(hits)), reverse=True)
    near = [-n for rank, (likely, n) in enumerate(rated) if rank < LEAST or likely >= NEAR_BEST * rated[0][0]]
    return [hits[n] for n in near[:MOST]]


def _likely(asked: Asked, hit: Hit, best: float) -> float:
    seen = sentences(asked, hit, best)
    return max((probability(sentence.features, fitted()["first"]) for sentence in seen), default=0.0)
