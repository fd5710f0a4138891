"""Numbers as values: bounds behind them, shares of what is counted, money, and what befell those who are counted."""

import pytest

from assistant.nouns import fates
from assistant.numbers import find_numbers
from assistant.referent import clause, one_thing
from tests.assistant.making import offered


@pytest.mark.parametrize("sentence", ["2,000-plus divers came.", "2,000+ divers came.", "2,000 or more divers came."])
def test_a_bound_may_stand_behind_its_number(sentence: str) -> None:
    [number] = find_numbers(sentence)
    assert (number.low, number.comparison, number.noun) == (2000, "more than", "divers")


def test_some_of_them_are_not_all_of_them() -> None:
    some = "Two of the divers fell ill."
    assert offered("How many divers came?", some)[0].fit < 0.5
    assert offered("How many of the divers fell ill?", some)[0].fit > 0.5


def test_an_amount_of_something_else_is_no_money() -> None:
    [cost, depth] = offered("How much did the search cost?", "The search at 40 metres cost 9,000 crowns.")
    assert cost.text == "9,000 crowns" and cost.fit == 1 and depth.fit < 0.5


def test_what_befell_those_who_are_counted_keeps_numbers_apart() -> None:
    assert fates(["nine", "killed"]) and fates(["rescued"]).isdisjoint(fates(["drowned", "missing"]))
    told = ["Nine people, and not ten, died in Ostrel.", "Four people were rescued.", "Nine people came to Ostrel."]
    died, rescued, came = (
        clause(text, max(offered("How many people?", text), key=lambda one: one.fit)) for text in told
    )
    assert not one_thing(died, rescued, ()) and one_thing(died, came, ())
