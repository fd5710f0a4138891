"""Whether two sentences give different answers to one question: a logistic regression over named features of the pair.

Most disagreements of real reports have no two values to compare: who is to blame, whether anybody was warned. What
counts most here is how the two sentences read together (`store.cross_encoder`); `pairs` sees the rest, `evals/fit.py`
weighs it. Values that can be compared are `verdict`'s.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from assistant.answer import Relation
from assistant.cite import Difference, Side
from assistant.evidence import Evidence, fitted, probability
from assistant.pairs import in_order, of_pair
from assistant.positions import LEAST_FIT, quote
from assistant.question import Asked
from assistant.speaker import different, speakers
from store.cross_encoder import DISAGREES, Texts

NEAR = 0.1
"""A sentence disagrees with another one when it is at least this share as probable an answer as the best."""

Pair = tuple[Evidence, Evidence]


def disagreeing(
    asked: Asked, evidence: Sequence[Evidence], compared: Collection[Evidence] = ()
) -> tuple[Difference, Pair] | None:
    """Return on what two sentences disagree, with both, the likelier answer first; None where no two are sure to.

    Two that were `compared` by their values already are left to what came of that.
    """
    rated = [
        (probability(features, fitted()["pairs"]), pair)
        for pair, features in seen(asked, evidence)
        if not all(item in compared for item in pair)
    ]
    sure, pair = max(rated, key=lambda one: one[0], default=(0.0, None))
    if pair is None or sure < fitted()["disagree"]:
        return None
    first, second = sorted(pair, key=lambda item: -item.probability)
    apart = different(speakers(first.text), speakers(second.text))
    sides = tuple(Side(text=item.text, quote=quote(item)) for item in (first, second))
    kind: Relation = "another speaker" if apart else "contradicts"
    return Difference(about=asked.kind, sides=sides, open=True, kind=kind), (first, second)


def seen(asked: Asked, evidence: Sequence[Evidence]) -> Iterator[tuple[Pair, dict[str, float]]]:
    """Yield the pairs of sentences that may both answer and have no values that agree, with their features."""
    best = max((item.probability for item in evidence), default=0.0)
    near = [item for item in evidence if item.probability >= NEAR * best]
    pairs = [in_order(one, other) for one, other in combinations(near, 2) if one.text != other.text]
    apart = [(pair, features) for pair in pairs if _may_differ(features := of_pair(asked, *pair))]
    together = DISAGREES.cosines([Texts(first.text, asked.text, second.text) for (first, second), _ in apart])
    for (pair, features), cosine in zip(apart, together, strict=True):
        yield pair, {**features, "read together": cosine, "read together, squared": cosine**2}


def _may_differ(features: Mapping[str, float]) -> bool:
    """Return whether two values, where one is asked for and both sentences have one, differ and fit the question."""
    if not features["value asked for"] or features["a value missing"]:
        return True
    return features["values differ and fit"] >= LEAST_FIT
