"""A turn is the same after it was kept."""

import json

from page import picks, turn
from page.picks import Picks
from tests.page.kit import turn as made


def test_a_turn_survives_json() -> None:
    one = turn.voted(made(picks=Picks(outlets=("Sable Ledger",)).to_json()), True)
    again = turn.read(json.loads(json.dumps(one.to_dict())))
    assert again == one
    assert picks.read(again.picks).outlets == ("Sable Ledger",)


def test_the_history_is_what_was_asked_and_answered() -> None:
    [before] = turn.history([made()])
    assert (before.question, before.answer[:10]) == ("When did the Merrow leave?", "The Merrow")


def test_a_reader_has_a_name_for_people() -> None:
    assert (turn.reader("quotes"), turn.reader("model:walnut-7b")) == ("the quoting reader", "walnut-7b")
