"""What another report says against the best answer counts though it has hardly the question's words."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.evidence import Evidence
from assistant.opposing import opposing
from assistant.verdict import judge
from tests.assistant.making import asked
from tests.assistant.test_verdict import found

HURT = "How many people were hurt when the footbridge in Kallow fell?"
BEST = "Nine people were hurt when the footbridge in Kallow fell, the police said."
DAY = date(2034, 10, 5)


def said(text: str, outlet: str, *, like: float, probability: float, question: str = HURT) -> Evidence:
    """Return a sentence of an outlet that is as like the question, and as probable, as told."""
    made = found(question, text, outlet=outlet, published=DAY)
    return replace(made, probability=probability, features={**made.features, "likeness of it": like})


def against(text: str, *, outlet: str = "Clarion", like: float = 0.6) -> list[Evidence]:
    """Return the sentence where it may stand against the best one, nothing else."""
    best = said(BEST, "Wire", like=0.7, probability=0.6)
    return opposing(asked(HURT), [best], [best, said(text, outlet, like=like, probability=0.02)])


def test_another_outlets_number_stands_against_the_best_however_improbable() -> None:
    rival = against("Fourteen people were hurt on the bridge of Kallow, the hospital said.")
    assert len(rival) == 1
    verdict = judge(asked(HURT), [said(BEST, "Wire", like=0.7, probability=0.6), *rival])
    assert verdict.open and verdict.head is not None and verdict.head.value.text == "Nine people"


@pytest.mark.parametrize(
    ("text", "outlet", "like"),
    [
        ("Nine people were hurt on the bridge of Kallow, the hospital said.", "Clarion", 0.6),
        ("Fourteen people were hurt on the bridge of Kallow, the hospital said.", "Wire", 0.6),
        ("Fourteen people were hurt on the bridge of Kallow, the hospital said.", "Clarion", 0.4),
        ("Fourteen people were arrested on the bridge of Kallow, the police said.", "Clarion", 0.6),
        ("The bridge of Kallow hurt the eye, the mayor said.", "Clarion", 0.6),
    ],
)
def test_what_agrees_what_is_not_like_and_what_is_of_another_deed_does_not(text: str, outlet: str, like: float) -> None:
    assert against(text, outlet=outlet, like=like) == []


def test_a_date_has_to_be_of_what_is_asked() -> None:
    question = "When will the footbridge in Kallow open?"
    best = said("The footbridge in Kallow will open on 9 May.", "Wire", like=0.7, probability=0.6, question=question)
    for text, count in (("It will open on 16 May in Kallow.", 1), ("Kallow votes on 16 May.", 0)):
        other = said(text, "Clarion", like=0.7, probability=0.02, question=question)
        assert len(opposing(asked(question), [best], [best, other])) == count
