"""Whether two sentences give different answers to one question: a logistic regression over named features of the pair.

Most disagreements of real reports have no two values to compare: who is to blame, whether anybody was warned. What
counts most here is how the two sentences read together (`store.cross_encoder`); what rules tell of them (`standing`)
and what `pairs` sees is weighed with it, by `evals/fit.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from assistant.answer import Relation
from assistant.cite import Difference, Side
from assistant.evidence import Evidence, fitted, probability
from assistant.pairs import in_order, of_pair
from assistant.positions import LEAST_FIT, quote
from assistant.question import Asked
from assistant.speaker import different, speakers
from assistant.verdict import OPEN
from store.cross_encoder import DISAGREES, Texts

NEAR = 0.1
"""A sentence disagrees with another one when it is at least this share as probable an answer as the best."""
MOST = 7
"""The likeliest of these are read together, each with each."""

Pair = tuple[Evidence, Evidence]
_SORTS: Mapping[str, frozenset[Relation]] = {
    "told to contradict": OPEN,
    "told to update": frozenset(("updates",)),
    "told apart": frozenset(("less specific", "another thing")),
}


class Told(NamedTuple):
    """Two sentences, and how a rule says that they stand to each other."""

    one: Evidence
    other: Evidence
    relation: Relation


def disagreeing(
    asked: Asked, evidence: Sequence[Evidence], told: Sequence[Told] = ()
) -> tuple[Difference, Pair] | None:
    """Return on what two sentences disagree, with both, the likelier answer first; None where no two are sure to.

    `told` is what rules say of some of them.
    """
    rated = [(probability(features, fitted()["pairs"]), pair) for pair, features in seen(asked, evidence, told)]
    sure, pair = max(rated, key=lambda one: one[0], default=(0.0, None))
    if pair is None or sure < fitted()["disagree"]:
        return None
    first, second = sorted(pair, key=lambda item: -item.probability)
    apart = different(speakers(first.text), speakers(second.text))
    sides = tuple(Side(text=item.text, quote=quote(item)) for item in (first, second))
    kind: Relation = "another speaker" if apart else "contradicts"
    return Difference(about=asked.kind, sides=sides, open=True, kind=kind), (first, second)


def seen(
    asked: Asked, evidence: Sequence[Evidence], told: Sequence[Told] = ()
) -> Iterator[tuple[Pair, dict[str, float]]]:
    """Yield the pairs of sentences that may both answer and have no values that agree, with their features."""
    best = max((item.probability for item in evidence), default=0.0)
    near = [item for item in evidence if item.probability >= NEAR * best][:MOST]
    relations = {_key(one, other): relation for one, other, relation in told}
    pairs = {_key(*both): both for both in (*((one.one, one.other) for one in told), *combinations(near, 2))}
    ordered = [(key, in_order(*both)) for key, both in pairs.items() if both[0].text != both[1].text]
    found = [(pair, of_pair(asked, *pair), relations.get(key)) for key, pair in ordered]
    apart = [one for one in found if one[2] or _may_differ(one[1])]
    together = DISAGREES.cosines([Texts(first.text, asked.text, second.text) for (first, second), _, _ in apart])
    for (pair, features, relation), cosine in zip(apart, together, strict=True):
        rules = {name: float(relation in sort) for name, sort in _SORTS.items()}
        yield pair, {**features, **rules, "read together": cosine, "read together, squared": cosine**2}


def _key(one: Evidence, other: Evidence) -> frozenset[tuple[str, int]]:
    return frozenset((item.hit.passage.id, item.span.start) for item in (one, other))


def _may_differ(features: Mapping[str, float]) -> bool:
    """Return whether two values, where one is asked for and both sentences have one, differ and fit the question."""
    if not features["value asked for"] or features["a value missing"]:
        return True
    return features["values differ and fit"] >= LEAST_FIT
