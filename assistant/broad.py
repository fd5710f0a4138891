"""A question of amount that names nothing of its own: "How many troops?" fits the troops of several sides and places.

Each is an answer, so what counts is whether a sentence counts the thing at all, not how near it is to the question.
What each is of is told by `things`.
"""

from collections.abc import Sequence
from datetime import date

from assistant.answer import Hit
from assistant.question import Asked
from assistant.questions import counted
from assistant.values import values
from assistant.words import stems

FITS = 0.7
"""How well a number must fit: one that counts what is asked for, or money where money is."""

_OF_ALL = frozenset(stems("number count total toll exact"))


def is_broad(asked: Asked) -> bool:
    """Return whether a question of amount says no more than what is counted, and whose that is at most."""
    named = frozenset(stems(" ".join(counted(asked.text))))
    return asked.kind in ("how many", "how much") and bool(named) and asked.weights.keys() <= named | _OF_ALL


def tells(asked: Asked, sentence: str, published: date | None = None) -> bool:
    """Return whether a sentence gives an amount of what a broad question asks for."""
    return any(value.fit >= FITS for value in values(asked.kind, sentence, published=published, question=asked.text))


def telling_first(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits of a broad question with those first that have an amount of what it asks for; others as is."""
    if not is_broad(asked):
        return list(hits)
    return sorted(hits, key=lambda hit: not _has_one(asked, hit))


def _has_one(asked: Asked, hit: Hit) -> bool:
    passage = hit.passage
    sentences = (passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences)
    return any(tells(asked, sentence, passage.published) for sentence in sentences)
