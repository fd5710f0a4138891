"""Fitting what tells disagreeing pairs: weights for features as they are, a threshold that keeps most of it right."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.evidence import probability
from evals.fit_pairs import PRECISION, SHARE, Pairs, Weighed, cross_validated, fit, report
from evals.labelled import Labelled
from tests.assistant.making import asked

MANY = 200
CHANCE = np.random.default_rng(0)
DISAGREE = CHANCE.random(MANY) < 0.3
ROWS = np.column_stack([DISAGREE + CHANCE.normal(0, 0.4, MANY), CHANCE.normal(5, 3, MANY)])
DATA = Pairs(("read", "noise"), ROWS, DISAGREE, np.arange(MANY))
QUESTIONS = [
    Weighed(
        Labelled(source="own", question="Who?", gold=("x",), sides=(("a",), ("b",)) if one else ()), asked("Who?"), ()
    )
    for one in DISAGREE
]


def test_the_weights_are_those_of_the_features_as_they_are() -> None:
    weights = fit(DATA)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=5000)).fit(ROWS, DISAGREE)
    expected = model.predict_proba(ROWS)[:, 1]
    given = [probability(dict(zip(DATA.names, row, strict=True)), weights) for row in ROWS.tolist()]
    assert given == pytest.approx(expected.tolist(), abs=0.01)


def test_at_the_threshold_most_of_what_is_told_is_real(capsys: pytest.CaptureFixture[str]) -> None:
    likely = cross_validated(DATA)
    threshold = report(QUESTIONS, DATA, likely)
    told = likely >= threshold
    found, wrong = SHARE * told[DISAGREE].mean(), (1 - SHARE) * told[~DISAGREE].mean()
    assert found / (found + wrong) >= PRECISION and told[DISAGREE].mean() > 0.5
    assert f"found {told[DISAGREE].sum()} of the {DISAGREE.sum()}" in capsys.readouterr().out


def test_nothing_is_told_by_a_pair_of_its_own_question() -> None:
    one_question = Pairs(DATA.names, ROWS, DISAGREE, np.repeat(np.arange(20), 10))
    assert cross_validated(one_question).shape == (MANY,)


def test_a_dispute_has_sentences_of_two_sides() -> None:
    labelled = Labelled(source="own", question="?", gold=("nine rang", "ten rang"), sides=(("nine",), ("ten",)))
    assert labelled.disputed_by("At nine rang a bell.", "At ten rang a bell.")
    assert not labelled.disputed_by("At nine rang a bell.", "At nine rang a bell.")
    assert not labelled.disputed_by("At nine rang a bell.", "At noon rang a bell.")
    assert not labelled.disputed_by("At nine rang a bell.", "At ten it rained.")
