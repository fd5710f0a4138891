"""Fitting: what tells answers from the rest gets weight, and no question is judged by weights that saw it."""

import numpy as np
import pytest

from assistant.evidence import Sentence, probability
from evals.fit import Read, cross_validated, fit, report, table
from evals.labelled import OWN, UNKNOWN, Labelled
from store.article import Span
from tests.assistant.making import asked, hit


def question(number: int, *, source: str = OWN, gold: bool = True) -> Read:
    """Return a question with three sentences, the second of which answers where `gold` is set."""
    labelled = Labelled(
        source=source, question=f"Which ship sank {number}?", gold=(f"Ship {number} sank.",) if gold else ()
    )
    found = tuple(
        Sentence(hit=hit(text), span=Span(0, len(text)), text=text, features={"good": good, "noise": noise})
        for text, good, noise in (
            ("Gulls cried.", 0.1, 0.5),
            (f"Ship {number} sank.", 0.9 if gold else 0.2, 0.4),
            ("It rained.", 0.0, 0.6),
        )
    )
    return Read(labelled=labelled, asked=asked(labelled.question), found=found)


QUESTIONS = [question(n, gold=n % 4 != 0) for n in range(24)]
TABLE = table(QUESTIONS, [[sentence.features for sentence in item.found] for item in QUESTIONS])


def test_a_row_a_sentence() -> None:
    assert TABLE.names == ("good", "noise") and TABLE.rows.shape == (72, 2)
    assert TABLE.answers.sum() == 18
    assert list(TABLE.questions[:4]) == [0, 0, 0, 1]


def test_what_tells_gets_the_weight() -> None:
    weights = fit(TABLE)
    assert weights["weights"]["good"] > 1 > abs(weights["weights"]["noise"])
    assert probability({"good": 0.9, "noise": 0.4}, weights) > 0.5 > probability({"good": 0.1, "noise": 0.5}, weights)


def test_a_perfect_feature_tells_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    likely = cross_validated(TABLE)
    threshold = report(QUESTIONS, TABLE, likely)
    assert likely[TABLE.answers].min() >= threshold > likely[~TABLE.answers].max()
    assert "answers 1.000 of 18" in capsys.readouterr().out


def test_a_hopeless_feature_tells_none(capsys: pytest.CaptureFixture[str]) -> None:
    report(QUESTIONS, TABLE, np.where(TABLE.answers, 0.0, 1.0))
    assert "answers 0.000 of 18" in capsys.readouterr().out


def test_what_nothing_answers_is_told_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    strangers = [question(n, source=UNKNOWN, gold=False) for n in range(24, 28)]
    asked = [*QUESTIONS, *strangers]
    made = table(asked, [[sentence.features for sentence in item.found] for item in asked])
    assert report(asked, made, cross_validated(made)) > 0
    assert "refused 1.000 of 4" in capsys.readouterr().out
