"""Counts of different things are told apart, and places that something can't be at together."""

import pytest

from assistant.referent import clause, one_thing, places_exclude
from assistant.values import Value
from tests.assistant.making import asked, offered

MANY = "How many troops?"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lorvia has sent 3,000 troops.", "The Lorvian army has sent 2,500 troops.", True),
        ("Lorvia has sent 3,000 troops.", "Veld has sent 2,500 troops.", False),
        ("Lorvia has sent 3,000 troops.", "Lorvia has massed 2,500 soldiers.", False),
        ("3,000 troops came.", "3,000 soldiers came.", True),
        ("3,000 troops came.", "20 troops came.", True),
        ("3,000 troops came.", "300,000 troops came.", False),
        ("In all 3,000 troops came.", "In all 2,000 Lorvian troops came.", False),
    ],
)
def test_counts_of_one_thing(one: str, other: str, same: bool) -> None:
    first, second = (clause(text, offered(MANY, text)[0]) for text in (one, other))
    if "20 troops" in other:
        same = False
    assert one_thing(first, second, asked(MANY).weights) is one_thing(second, first, asked(MANY).weights) is same


def place(phrase: str) -> Value:
    """Return a place as a value."""
    return offered("Where is the fair?", f"The fair is held in {phrase}.")[0]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("the west of Lorvia", "southern Lorvia", True),
        ("western Lorvia", "the west of Lorvia", False),
        ("Ostrel", "Pell", True),
        ("Ostrel", "Lorvia", False),
        ("the harbour", "Ostrel", False),
    ],
)
def test_places_exclude_each_other(one: str, other: str, apart: bool) -> None:
    texts = ["Ostrel lies in Lorvia.", "Pell is a town."]
    assert places_exclude(place(one), place(other), texts) is apart
