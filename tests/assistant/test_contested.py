"""A cause or an event is contested where another speaker says otherwise; news that comes later only updates."""

from datetime import date

import pytest

from assistant.contested import contested
from assistant.evidence import Evidence
from assistant.whether import stance
from store.article import Span
from tests.assistant.making import asked, hit

WHY = "What caused the fall of the lift in Tamm?"
SHELLED = "Did the army shell the mill at Torv?"
OPEN = "Is the mill at Torv open?"
MONDAY, FRIDAY = date(2031, 8, 18), date(2031, 8, 22)


def said(text: str, outlet: str, published: date | None = MONDAY, probability: float = 0.6) -> Evidence:
    """Return a sentence of an outlet as evidence."""
    found = hit(text, article_id=outlet, outlet=outlet, published=published)
    return Evidence(
        hit=found, span=Span(0, len(text)), text=text, values=(), features={}, probability=probability
    )  # fmt: skip


def kind(question: str, *evidence: Evidence) -> str | None:
    """Return how the sentences differ, None where they do not."""
    found = contested(asked(question), evidence)
    return found[0].kind if found else None


CABLE = said("A worn cable caused the fall of the lift in Tamm, said the builder Odd Barr.", "Post")


def test_two_speakers_who_give_two_causes_contradict() -> None:
    fog = said("The fall of the lift was caused by frost, said the inspector Maud Verel.", "Echo", probability=0.2)
    found = contested(asked(WHY), (CABLE, fog))
    assert found is not None and found[0].open and found[0].kind == "another speaker"
    assert [side.quote.passage.outlet for side in found[0].sides] == ["Post", "Echo"] and found[1] == (CABLE, fog)


@pytest.mark.parametrize(
    "other",
    [
        said("The cable caused the fall of the lift, said the inspector Maud Verel.", "Echo"),
        said("Frost also caused trouble with the lift in Tamm.", "Echo"),
        said("The fall of the lift was caused by frost, said the inspector Maud Verel.", "Echo", probability=0.01),
    ],
)
def test_one_cause_an_unattributed_one_and_an_unlikely_one_contradict_nobody(other: Evidence) -> None:
    assert kind(WHY, CABLE, other) is None


def test_a_denial_stands_against_a_claim_even_later() -> None:
    claim = said("The army shelled the mill at Torv, the governor Pavo Listen said.", "Radio")
    denial = said("The general staff denied that the army had shelled the mill at Torv.", "Herald", FRIDAY)
    assert kind(SHELLED, claim, denial) == "another speaker"
    again = said("The army shelled the mill at Torv at night, villagers said.", "Herald", FRIDAY)
    assert kind(SHELLED, claim, again) is None


def test_a_state_that_a_later_report_has_otherwise_is_news() -> None:
    shut = said("The mill at Torv is not open.", "Post")
    assert kind(OPEN, shut, said("The mill at Torv is open.", "Echo", FRIDAY)) == "updates"
    assert kind(OPEN, shut, said("The mill at Torv is open.", "Echo")) == "contradicts"


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("The army shelled the mill at Torv.", "affirms"),
        ("The army did not shell the mill at Torv.", "denies"),
        ("A colonel rejected reports that the army shelled the mill.", "denies"),
        ("It is not known whether the army shelled the mill.", None),
        ("The army did not say who shelled the mill.", None),
        ("The mill is old.", None),
    ],
)
def test_a_stand_is_taken_only_by_plain_words(sentence: str, stands: str | None) -> None:
    assert stance(asked(SHELLED), sentence) == stands


def test_kinds_that_have_values_are_left_to_the_verdict() -> None:
    assert kind("How many lifts fell in Tamm?", CABLE, CABLE) is None


def test_who_is_to_blame_is_a_cause_too() -> None:
    builder = said("The mayor laid the blame for the fall of the lift at the door of the builder.", "Post")
    town = said('"The town did this to the lift in its fall," said the builder Odd Barr.', "Echo", probability=0.2)
    assert kind("Who is to blame for the fall of the lift?", builder, town) == "another speaker"


def test_whoever_denies_does_not_say_the_whole_again() -> None:
    question = "Did the miller take bribes from the paper group in Torv?"
    claim = said("The miller Pavo Listen got 300 crowns from the paper makers, files show.", "Radio")
    assert kind(question, claim, said("Pavo Listen denies having taken bribes.", "Herald", FRIDAY)) == "another speaker"


def test_the_cause_may_stand_in_a_sentence_that_was_not_looked_at() -> None:
    text = "The lift fell in Tamm. The mayor blames a worn cable."
    found = hit(text, article_id="Post", outlet="Post", published=MONDAY)
    first = Evidence(
        hit=found,
        span=found.passage.sentences[0],
        text="The lift fell in Tamm.",
        values=(),
        features={},
        probability=0.6,
    )
    other = said("The cable was not to blame for the fall, said the builder Odd Barr.", "Echo", probability=0.2)
    point = contested(asked(WHY), (first, other))
    assert point is not None and point[0].sides[0].text == "The mayor blames a worn cable."
