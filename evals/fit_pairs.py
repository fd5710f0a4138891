"""Fit what tells disagreeing sentences (`assistant.disagree`): the weights of its features and its threshold.

Part of `evals.fit`. It sees the questions that the reader would answer, since no others show a disagreement.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.disagree import seen
from assistant.evidence import Evidence, Weights
from assistant.question import Asked
from assistant.standing import stand
from evals.labelled import Labelled

FOLDS = 5
PRECISION, SHARE = 0.7, 0.15
"""How sure it is to be that what is told as a dispute is one, where that share of the questions is disputed."""
Floats = NDArray[np.float64]


class Weighed(NamedTuple):
    """A question that is answered, with the sentences that were looked at closely."""

    labelled: Labelled
    asked: Asked
    evidence: Sequence[Evidence]


class Pairs(NamedTuple):
    """One row a pair of sentences: its features, whether it disagrees, the number of its question."""

    names: tuple[str, ...]
    rows: Floats
    disagree: NDArray[np.bool_]
    questions: NDArray[np.int64]


def table(questions: Sequence[Weighed]) -> Pairs:
    """Return the features of the pairs of all questions as one table."""
    found = [
        (n, one, pair, features)
        for n, one in enumerate(questions)
        for pair, features in seen(one.asked, one.evidence, stand(one.asked, one.evidence).told)
    ]
    names = tuple(found[0][3])
    return Pairs(
        names,
        np.array([[features[name] for name in names] for *_, features in found]),
        np.array([one.labelled.disputed_by(first.text, second.text) for _, one, (first, second), _ in found]),
        np.array([n for n, *_ in found]),
    )


def cross_validated(data: Pairs) -> Floats:
    """Return for every pair the probability given by weights that saw no pair of its question."""
    likely = np.zeros(len(data.rows))
    for known, new in GroupKFold(FOLDS).split(data.rows, data.disagree, data.questions):
        likely[new] = _regression().fit(data.rows[known], data.disagree[known]).predict_proba(data.rows[new])[:, 1]
    return likely


def fit(data: Pairs) -> Weights:
    """Return the weights fitted to the whole table, for features as they are."""
    model = _regression().fit(data.rows, data.disagree)
    scale, regression = model[0], model[1]
    weights = regression.coef_[0] / scale.scale_
    bias = float(regression.intercept_[0] - weights @ scale.mean_)
    return {
        "bias": round(bias, 4),
        "weights": {n: round(float(w), 4) for n, w in zip(data.names, weights, strict=True)},
    }


def report(questions: Sequence[Weighed], data: Pairs, likely: Floats) -> float:
    """Print how well disputes are told; return the lowest threshold at which one that is told is real often enough.

    Our sets ask for far more disputes than people do, so each kind of question counts for its usual share.
    """
    top = np.array([likely[data.questions == n].max(initial=0.0) for n in range(len(questions))])
    real = np.array([bool(one.labelled.sides) for one in questions])
    order = np.argsort(-top)
    found, wrong = np.cumsum(real[order]), np.cumsum(~real[order])
    rightly, falsely = SHARE * found / real.sum(), (1 - SHARE) * wrong / (~real).sum()
    sure = np.flatnonzero(rightly / (rightly + falsely) >= PRECISION)
    last = int(sure[-1]) if len(sure) else 0
    print(
        f"disputes at {top[order][last]:.3f}: found {found[last]} of the {real.sum()} whose question is answered, "
        f"and {wrong[last]} in the other {(~real).sum()}"
    )
    return float(top[order][last])


def _regression() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=5000))
