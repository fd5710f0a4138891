"""How well one sentence answers a question: named features, each between 0 and 1, and a probability made of them.

What tells is not likeness alone but whether the names and the rare words of the question, and a value of the kind
asked for, stand in the sentence or beside it. The weights are fitted by `evals/fit.py` and kept in confidence.json.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict

from assistant.answer import Hit
from assistant.question import Asked
from assistant.values import VALUED, Value, values
from assistant.words import stems
from store.article import Span


class Fit(TypedDict):
    """What `evals/fit.py` found: a logistic regression over features, and where to draw the line."""

    bias: float
    weights: dict[str, float]
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a hit: the values of the kind asked for in it, and the probability that it answers."""

    hit: Hit
    span: Span
    text: str
    values: tuple[Value, ...]
    features: Mapping[str, float]
    probability: float


def weigh(asked: Asked, hits: Sequence[Hit]) -> list[Evidence]:
    """Return every sentence of `hits` as evidence, the most probable answer first."""
    found = [evidence for hit in hits for evidence in _sentences(asked, hit, hits[0].score)]
    return sorted(found, key=lambda evidence: -evidence.probability)


def probability(features: Mapping[str, float]) -> float:
    """Return how likely a sentence with these features answers, by logistic regression."""
    fit = fitted()
    return 1 / (1 + math.exp(-fit["bias"] - sum(fit["weights"].get(name, 0.0) * x for name, x in features.items())))


@cache
def fitted() -> Fit:
    """Return the fit that is kept with the package."""
    fit: Fit = json.loads(resources.files("assistant").joinpath("confidence.json").read_text("utf-8"))
    return fit


def _sentences(asked: Asked, hit: Hit, best: float) -> Iterator[Evidence]:
    passage = hit.passage
    texts = [passage.text[span.start - passage.start : span.end - passage.start] for span in passage.sentences]
    stemmed = [stems(text) for text in texts]
    title = frozenset(stems(passage.title or ""))
    whole = frozenset(item for found in stemmed for item in found) | title
    for index, (span, text) in enumerate(zip(passage.sentences, texts, strict=True)):
        beside = frozenset(item for found in stemmed[max(0, index - 1) : index + 2] for item in found) | title
        offered = tuple(values(asked.kind, text, published=passage.published, question=asked.text))
        features = _features(asked, stemmed[index], beside, whole) | {
            "likeness": hit.likeness,
            "rank": hit.score / best if best > 0 else 0.0,
            "value": float(bool(offered)) if asked.kind in VALUED else 0.5,
            "fit of value": max((value.fit for value in offered), default=0.0),
            "short": float(len(stemmed[index]) < 4),
            "question": float(text.rstrip("\"'”’").endswith("?")),
            "end": float(index == len(texts) - 1),
        }
        yield Evidence(
            hit=hit, span=span, text=text, values=offered, features=features, probability=probability(features)
        )


def _features(
    asked: Asked, found: Sequence[str], beside: frozenset[str], whole: frozenset[str]
) -> dict[str, float]:
    here = frozenset(found)
    named = {item: weight for item, weight in asked.weights.items() if item in asked.names}
    plain = {item: weight for item, weight in asked.weights.items() if item not in asked.names}
    rarest = max(asked.weights, key=lambda item: asked.weights[item], default="")
    return {
        "words": _share(asked.weights, here),
        "words beside": _share(asked.weights, beside),
        "words in passage": _share(asked.weights, whole),
        "names": _share(named, here),
        "names beside": _share(named, beside),
        "names in passage": _share(named, whole),
        "plain words": _share(plain, here),
        "plain words beside": _share(plain, beside),
        "rarest": float(rarest in whole),
        "pairs": len(asked.pairs & set(zip(found, found[1:], strict=False))) / max(1, len(asked.pairs)),
    }


def _share(weights: Mapping[str, float], present: frozenset[str]) -> float:
    """Return the weighted share of the words that are present; 1 where nothing was asked for."""
    total = sum(weights.values())
    return sum(weight for item, weight in weights.items() if item in present) / total if total else 1.0
