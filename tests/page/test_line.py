"""Questions wait their turn, and know their place."""

import asyncio

import pytest

from assistant.stop import Stop
from page.line import FullError, Line, Ticket


async def places(ticket: Ticket, said: list[int], stop: Stop | None = None) -> None:
    """Note every place that a ticket has until its turn."""
    async for ahead in ticket.places(stop or Stop()):
        said.append(ahead)


async def settled() -> None:
    """Let everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_who_comes_to_an_empty_line_does_not_wait() -> None:
    async def run() -> None:
        line, said = Line(2, 5), list[int]()
        with line.join() as one, line.join() as two:
            await places(one, said)
            await places(two, said)
            assert said == [] and (line.answered, line.waiting) == (2, 0)
        assert line.answered == 0

    asyncio.run(run())


def test_each_place_is_told_as_the_line_moves() -> None:
    async def run() -> None:
        line, said = Line(1, 5), list[int]()
        first, second, third = line.join(), line.join(), line.join()
        waiting = asyncio.create_task(places(third, said))
        await settled()
        line.leave(first)
        await settled()
        line.leave(second)
        await waiting
        assert said == [1, 0] and (line.answered, line.waiting) == (1, 0)

    asyncio.run(run())


def test_who_goes_away_leaves_the_line() -> None:
    async def run() -> None:
        line, said = Line(1, 5), list[int]()
        first = line.join()
        with pytest.raises(KeyError), line.join():
            raise KeyError
        last = line.join()
        assert line.ahead(last) == 0
        line.leave(first)
        await places(last, said)
        assert said == []

    asyncio.run(run())


def test_stop_ends_the_wait_at_once() -> None:
    async def run() -> None:
        line, said, stop = Line(1, 5), list[int](), Stop()
        line.join()
        waiting = asyncio.create_task(places(line.join(), said, stop))
        await settled()
        stop.stop()
        await asyncio.wait_for(waiting, 1)

    asyncio.run(run())


def test_a_full_line_says_so() -> None:
    async def run() -> None:
        line = Line(1, 1)
        line.join(), line.join()
        with pytest.raises(FullError, match="1 questions are waiting"):
            line.join()

    asyncio.run(run())
