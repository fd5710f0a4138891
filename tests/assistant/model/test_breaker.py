"""The circuit breaker: when it opens, for how long, and what counts."""

from contextlib import suppress

import pytest

from assistant.model.breaker import MOST, REST, Breaker
from assistant.stop import Stop
from store.errors import BadReply, ModelRefused, ModelUnavailable


class Watched:
    """A breaker with a clock in the hand of the test."""

    def __init__(self) -> None:
        self.now = 50.0
        self.breaker = Breaker("m-1", clock=lambda: self.now)

    def call(self, error: Exception | None = None, stop: Stop | None = None) -> None:
        with self.breaker.watched(stop or Stop()):
            if error:
                raise error

    def fails(self, times: int) -> None:
        for _ in range(times):
            with pytest.raises(ModelUnavailable, match="down"):
                self.call(ModelUnavailable("down"))

    def is_open(self) -> bool:
        try:
            self.call(BadReply("asked"))
        except ModelUnavailable as error:
            assert str(error).startswith(f"m-1: the last {MOST} requests failed; it is left alone for ")
            return True
        except BadReply:
            return False
        raise AssertionError


def test_it_opens_after_failures_in_a_row_and_lets_one_probe_through() -> None:
    watched = Watched()
    watched.fails(MOST)
    assert watched.is_open()
    watched.now += REST + 1
    watched.fails(1)
    assert watched.is_open()
    watched.now += REST + 1
    watched.call()
    assert not watched.is_open()


def test_while_the_probe_runs_others_are_turned_away() -> None:
    watched = Watched()
    watched.fails(MOST)
    watched.now += REST + 1
    with watched.breaker.watched(Stop()):
        assert watched.is_open()
    assert not watched.is_open()


@pytest.mark.parametrize("answer", [None, BadReply("x"), ModelRefused("x")])
def test_any_answer_of_the_server_closes_it(answer: Exception | None) -> None:
    watched = Watched()
    watched.fails(MOST - 1)
    with suppress(BadReply, ModelRefused):
        watched.call(answer)
    watched.fails(MOST - 1)
    assert not watched.is_open()


def test_a_request_that_was_given_up_says_nothing() -> None:
    watched = Watched()
    watched.fails(MOST - 1)
    stop = Stop()
    stop.stop()
    watched.call(stop=stop)
    with pytest.raises(GeneratorExit):
        watched.call(GeneratorExit())  # type: ignore[arg-type]
    watched.fails(1)
    assert watched.is_open()
