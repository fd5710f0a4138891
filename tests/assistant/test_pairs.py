"""What is seen of two sentences: which report is earlier, whether values and speakers differ, as small numbers."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evidence import Evidence
from assistant.pairs import in_order, of_pair
from assistant.values import values
from store.article import Span
from tests.assistant.making import asked, hit

HURT = "How many passengers were hurt on the ferry?"
WARNED = "Were the villagers warned of the flood?"
MONDAY, TUESDAY, LATER = date(2034, 5, 1), date(2034, 5, 2), date(2034, 7, 1)


def said(
    text: str, outlet: str, published: date | None = MONDAY, *, question: str = HURT, probability: float = 0.5
) -> Evidence:
    """Return a sentence of an outlet as evidence, with its values."""
    found = hit(text, article_id=outlet, outlet=outlet, published=published)
    offered = tuple(values(asked(question).kind, text, published=published, question=question))
    return Evidence(
        hit=found, span=Span(0, len(text)), text=text, values=offered, probability=probability,
        features={"read together": 0.7, "words": 0.5},
    )  # fmt: skip


POST = said("Thirty-one passengers were hurt on the ferry.", "Post")
ECHO = said("Forty-four passengers were hurt on the ferry.", "Echo", TUESDAY, probability=0.9)


def test_the_earlier_report_comes_first_and_else_the_likelier() -> None:
    assert in_order(ECHO, POST) == in_order(POST, ECHO) == (POST, ECHO)
    undated = said("Two were hurt.", "Sun", None, probability=0.7)
    assert in_order(undated, ECHO) == in_order(ECHO, undated) == (ECHO, undated)


def test_values_are_compared() -> None:
    differ = of_pair(asked(HURT), POST, ECHO)
    assert differ["values differ"] == differ["values differ soon"] == 1 and differ["values agree"] == 0
    again = said("On the ferry 31 passengers were hurt.", "Sun")
    agree = of_pair(asked(HURT), POST, again)
    assert agree["values agree"] == agree["one day"] == 1 and agree["values differ"] == 0
    assert of_pair(asked(HURT), POST, said("The ferry hit the pier.", "Sun"))["a value missing"] == 1


@pytest.mark.parametrize(
    ("published", "name"), [(MONDAY, "one day"), (TUESDAY, "two days"), (LATER, "a month"), (None, "no day")]
)
def test_the_days_between_the_reports_count(published: date | None, name: str) -> None:
    seen = of_pair(asked(HURT), POST, said("Nobody was hurt.", "Sun", published))
    lengths = ("one day", "two days", "a week", "a month", "no day")
    assert {one: seen[one] for one in lengths} == {one: float(one == name) for one in lengths}


def test_a_denial_and_its_speaker_are_seen() -> None:
    guard = said("Sirens warned the village, said the commander Ada Lund.", "Post", question=WARNED)
    priest = said("Nobody was warned, said the priest Otto Bray.", "Echo", question=WARNED)
    seen = of_pair(asked(WARNED), guard, priest)
    assert seen["one denies"] == seen["speakers differ"] == seen["yes/no"] == seen["attributed"] == 1
    assert seen["one report"] == seen["one outlet"] == 0


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80), st.sampled_from([HURT, WARNED]))
def test_every_feature_is_a_small_number_whatever_the_text(one: str, other: str, question: str) -> None:
    texts = [said(f"A {text}.", outlet, question=question) for text, outlet in ((one, "Post"), (other, "Echo"))]
    seen = of_pair(asked(question), *texts)
    assert seen.keys() == of_pair(asked(HURT), POST, ECHO).keys()
    assert all(math.isfinite(number) and 0 <= number <= 1 for number in seen.values())
