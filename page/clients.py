"""Count what each client does, so that none takes all there is: a bucket of tokens each that fills with time."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from assistant import DatelineError

_MOST = 10_000
"""Clients that are remembered; the one longest away is forgotten, and would be full again by then."""


class TooOftenError(DatelineError):
    """A client asks more often than it may."""


class Rates:
    """What clients may still do. `a_minute` of None sets no limit."""

    def __init__(self, a_minute: int | None, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Give each client `a_minute`, and that many at once to one that was quiet for a minute."""
        self._a_minute, self._clock, self._lock = a_minute, clock, threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Take one token of a client; return the seconds until there is one again, 0 where there was."""
        if self._a_minute is None:
            return 0.0
        with self._lock:
            now = self._clock()
            left = self._now(client, now)
            self._left[client] = (left - 1 if left >= 1 else left, now)
            self._left.move_to_end(client)
            if len(self._left) > _MOST:
                self._left.popitem(last=False)
            return 0.0 if left >= 1 else (1 - left) * 60 / self._a_minute

    def empty(self, client: str) -> bool:
        """Return whether a client has no token left, without taking one."""
        with self._lock:
            return self._a_minute is not None and self._now(client, self._clock()) < 1

    def require(self, client: str) -> None:
        """Take one token of a client; raise TooOftenError where there is none."""
        if wait := self.take(client):
            raise TooOftenError(f"that is a lot of questions in a short time; ask again in {wait + 1:.0f} seconds")

    def _now(self, client: str, now: float) -> float:
        assert self._a_minute is not None
        left, then = self._left.get(client, (float(self._a_minute), now))
        return min(float(self._a_minute), left + (now - then) * self._a_minute / 60)
