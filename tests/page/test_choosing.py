"""Two quick clicks both count, and a restart forgets nothing that the browser knows."""

from functools import partial

from page.choosing import Choosing
from page.picks import Picks, changed


def test_a_click_counts_that_came_before_the_browser_knew_of_the_last_one() -> None:
    choosing, kept = Choosing(), Picks().to_json()
    for outlet in ("Port Gazette", "Sable Ledger"):
        choosing.change("tab", kept, partial(changed, field="outlets", value=outlet, on=True))
    assert choosing.of("tab", kept).outlets == ("Port Gazette", "Sable Ledger")
    assert choosing.of("other tab", kept) == Picks()


def test_the_browser_knows_what_a_new_server_does_not() -> None:
    kept = Picks(outlets=("Port Gazette",)).to_json()
    assert Choosing().of("tab", kept).outlets == ("Port Gazette",)
    assert Choosing().change("tab", kept, partial(changed, field="article", value="a", on=False)).narrows


def test_the_tab_longest_unused_is_forgotten() -> None:
    choosing = Choosing()
    for number in range(1001):
        choosing.set(str(number), Picks(only=True))
    assert choosing.of("0", "") == Picks() and choosing.of("1000", "").only
