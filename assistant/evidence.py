"""How likely one sentence answers a question: a logistic regression over named features.

In two looks, since the second one costs: words and the likeness of each sentence to the question tell which few are
worth it, then the values in them count too, and how they read beside the question (`store.cross_encoder`).
`evals/fit.py` fits both and keeps them in confidence.json.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict

from assistant.answer import Hit
from assistant.asked_time import OF_ANOTHER_TIME, of_its_time
from assistant.broad import is_broad, tells
from assistant.corrections import preceding
from assistant.features import of_values, of_words, setting
from assistant.question import Asked
from assistant.values import Value, values
from store.article import Span
from store.cross_encoder import ANSWERS, Texts
from store.orders import about_orders, orders

SECOND_LOOK = 16
"""Sentences that are read closely; of the disputes of our sets eight of them had both sides of 62 %, these of 80 %."""
OF_ONE_ARTICLE = 6
"""Sentences of one article among them, so that other outlets are heard."""

TITLE = 70
"""Characters of a title that are read before a sentence."""
NO_VALUE = 0.2
DISTRUST = 0.1
"""What is left of the probability of a sentence that tells its reader what to answer: such text is no report."""


_FOLLOWS = re.compile(r"(?P<question>[^()]+) \((?P<about>[^()]+)\)")


class Weights(TypedDict):
    """A logistic regression: a bias and a weight for each feature."""

    bias: float
    weights: dict[str, float]


class Fit(TypedDict):
    """What `evals/fit.py` found: the regressions of both looks and of pairs, and where to draw the lines."""

    first: Weights
    second: Weights
    threshold: float
    pairs: Weights
    disagree: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a hit as the first look sees it."""

    hit: Hit
    span: Span
    text: str
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence of a hit: the values of the kind asked for in it, and the probability that it answers."""

    hit: Hit
    span: Span
    text: str
    values: tuple[Value, ...]
    features: Mapping[str, float]
    probability: float


def weigh(asked: Asked, hits: Sequence[Hit], *, most: int = SECOND_LOOK) -> list[Evidence]:
    """Return the sentences of `hits` that are worth a second look, the most probable answer first.

    `most` are looked at closely, of one article in proportion.
    """
    seen = [sentence for hit in hits for sentence in sentences(asked, hit, hits[0].score)]
    if is_broad(asked):
        seen = [sentence for sentence in seen if tells(asked, sentence.text, sentence.hit.passage.published)] or seen
    best = worth_a_look(seen, [probability(sentence.features, fitted()["first"]) for sentence in seen], most)
    return sorted(look_closely(asked, best), key=lambda evidence: -evidence.probability)


def worth_a_look(seen: Sequence[Sentence], likely: Sequence[float], most: int = SECOND_LOOK) -> list[Sentence]:
    """Return the few most likely sentences, not too many of one article."""
    of_article: Counter[str] = Counter()
    kept: list[Sentence] = []
    chances = [chance * _promise(sentence) for chance, sentence in zip(likely, seen, strict=True)]
    for _, sentence in sorted(zip(chances, seen, strict=True), key=lambda pair: -pair[0]):
        article = sentence.hit.passage.article_id
        if len(kept) < most and of_article[article] < OF_ONE_ARTICLE * most // SECOND_LOOK:
            kept.append(sentence)
            of_article[article] += 1
    return kept


def _promise(sentence: Sentence) -> float:
    """Return what is left of a sentence's chance: little where a value is asked for and there is no sign of one."""
    missing = sentence.features.get("value asked for") and not sentence.features.get("sign of a value")
    return NO_VALUE if missing else 1.0


def sentences(asked: Asked, hit: Hit, best: float) -> Iterator[Sentence]:
    """Yield the sentences of a hit as the first look sees them; `best` is the score of the first hit."""
    where = setting(hit.passage, hit.lead, asked.kin)
    for index, span in enumerate(hit.passage.sentences):
        features = of_words(asked, where, index)
        features["likeness"] = hit.likeness
        features["rank"] = hit.score / best if best > 0 else 0.0
        features["words and likeness"] = features["words"] * hit.likeness
        features["likeness of it"] = hit.likenesses[index] if hit.likenesses else hit.likeness
        features["words and likeness of it"] = features["words"] * features["likeness of it"]
        yield Sentence(hit=hit, span=span, text=where.texts[index], features=features)


def look_closely(asked: Asked, seen: Sequence[Sentence]) -> Iterator[Evidence]:
    """Yield the sentences with their values and the probability that they answer."""
    for sentence, together in zip(seen, _read_together(asked, seen), strict=True):
        published = sentence.hit.passage.published
        before = preceding(sentence.hit.passage, sentence.span.start)
        offered = tuple(values(asked.kind, sentence.text, published=published, question=asked.text, before=before))
        features = {**sentence.features, **of_values(asked, sentence.text, offered, sentence.features), **together}
        yield Evidence(
            hit=sentence.hit,
            span=sentence.span,
            text=sentence.text,
            values=offered,
            features=features,
            probability=probability(features, fitted()["second"]) * _trust(asked, sentence),
        )


def _read_together(asked: Asked, seen: Sequence[Sentence]) -> list[dict[str, float]]:
    """Return for each sentence how well it answers when read with the question, by itself and against the best."""
    scores = ANSWERS.cosines([read_with(asked, sentence) for sentence in seen])
    best = max(scores, default=0.0)
    return [
        {"read together": score, "read together, squared": score**2, "behind the best": best - score}
        for score in scores
    ]


def read_with(asked: Asked, sentence: Sentence) -> Texts:
    """Return what is read of a sentence with the question, between them its title and the sentence before it.

    The words of the last question, which `followup` puts behind this one in brackets, stand between them, too.
    """
    match = _FOLLOWS.fullmatch(asked.text)
    question, about = (match["question"], f"{match['about']} ") if match else (asked.text, "")
    passage = sentence.hit.passage
    last = [span for span in passage.sentences if span.end <= sentence.span.start][-1:]
    before = "".join(passage.text[start - passage.start : end - passage.start] for start, end in last)
    return Texts(question, f"{about}{(passage.title or '')[:TITLE]}. {before}", sentence.text)


def _trust(asked: Asked, sentence: Sentence) -> float:
    """Return what is left of a probability: less where a sentence orders its reader about, or is of another year."""
    passage = sentence.hit.passage
    of_its_year = of_its_time(asked, passage, passage.sentences.index(sentence.span), sentence.hit.lead)
    trust = DISTRUST if orders(sentence.text) and not about_orders(asked.text) else 1.0
    return trust * (1.0 if of_its_year else OF_ANOTHER_TIME)


def probability(features: Mapping[str, float], fit: Weights) -> float:
    """Return how likely a sentence with these features answers."""
    return 1 / (1 + math.exp(-fit["bias"] - sum(fit["weights"].get(name, 0.0) * x for name, x in features.items())))


@cache
def fitted() -> Fit:
    """Return the fit that is kept with the package."""
    fit: Fit = json.loads(resources.files("assistant").joinpath("confidence.json").read_text("utf-8"))
    return fit
