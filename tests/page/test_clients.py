"""How often one client may ask."""

import pytest

from page.clients import Rates, TooOftenError


class Clock:
    """Time that passes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_a_quiet_client_may_ask_a_minutes_worth_at_once_and_then_waits() -> None:
    clock = Clock()
    rates = Rates(6, clock=clock)
    assert [rates.take("ann") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 10]
    clock.now = 10
    assert rates.take("ann") == 0 and rates.take("ann") == 10


def test_one_does_not_use_up_what_another_has() -> None:
    rates = Rates(1, clock=Clock())
    assert [rates.take(who) for who in ("ann", "bob")] == [0, 0]
    assert rates.empty("ann") and not rates.empty("cyd")


def test_it_is_said_how_long_to_wait() -> None:
    rates = Rates(2, clock=Clock())
    rates.require("ann"), rates.require("ann")
    with pytest.raises(TooOftenError, match="ask again in 31 seconds"):
        rates.require("ann")


def test_without_a_number_there_is_no_limit() -> None:
    rates = Rates(None)
    assert not any(rates.take("ann") for _ in range(1000)) and not rates.empty("ann")


def test_many_clients_do_not_fill_the_memory() -> None:
    rates = Rates(1, clock=Clock())
    for number in range(10_050):
        rates.take(f"client {number}")
    assert rates.take("client 10049") > 0 and rates.take("client 0") == 0
