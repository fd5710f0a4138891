"""Have questions wait their turn: so many are answered at a time, so many may wait, and each knows its place.

For one event loop. How often one client may ask is the matter of `clients`.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress

from assistant import DatelineError
from assistant.stop import Stop

_AGAIN = 2.0
"""Seconds after which a place is said again: who went away meanwhile is noticed then."""


class FullError(DatelineError):
    """So many questions wait that one more would wait for too long."""


class Ticket:
    """One question's turn. Use it as a context manager: leaving it lets the next one in."""

    def __init__(self, line: "Line") -> None:
        """Join `line`."""
        self._line = line
        self.moved = asyncio.Event()

    async def places(self, stop: Stop) -> AsyncIterator[int]:
        """Yield how many are before this one, whenever that may have changed, until its turn or `stop`."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop is closed: the server ends
                loop.call_soon_threadsafe(self.moved.set)

        stop.on_stop(wake)
        while (ahead := self._line.ahead(self)) is not None and not stop.stopped:
            yield ahead
            with suppress(TimeoutError):
                await asyncio.wait_for(self.moved.wait(), _AGAIN)
            self.moved.clear()

    def __enter__(self) -> "Ticket":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.leave(self)


class Line:
    """Who is being answered and who waits, in the order of their coming."""

    def __init__(self, at_once: int, longest: int) -> None:
        """Answer `at_once` at a time and let `longest` wait."""
        self._at_once, self._longest = at_once, longest
        self._answered: set[Ticket] = set()
        self._waiting: deque[Ticket] = deque()

    @property
    def most(self) -> int:
        """How many may be here at once."""
        return self._at_once + self._longest

    @property
    def answered(self) -> int:
        """How many are being answered."""
        return len(self._answered)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def join(self) -> Ticket:
        """Return a ticket; raise FullError where too many wait."""
        ticket = Ticket(self)
        if len(self._answered) < self._at_once and not self._waiting:
            self._answered.add(ticket)
        elif len(self._waiting) >= self._longest:
            raise FullError(f"{len(self._waiting)} questions are waiting for an answer; ask again in a minute")
        else:
            self._waiting.append(ticket)
        return ticket

    def ahead(self, ticket: Ticket) -> int | None:
        """Return how many come before a ticket; None once it is its turn."""
        if ticket in self._answered:
            return None
        with suppress(ValueError):
            return self._waiting.index(ticket)
        return None

    def leave(self, ticket: Ticket) -> None:
        """Let go of a ticket wherever it is, and the next one in."""
        self._answered.discard(ticket)
        with suppress(ValueError):
            self._waiting.remove(ticket)
        while self._waiting and len(self._answered) < self._at_once:
            self._answered.add(self._waiting.popleft())
        for one in (*self._answered, *self._waiting):
            one.moved.set()
