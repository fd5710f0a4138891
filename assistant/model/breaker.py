"""Ask a server that keeps failing no more for a while: nobody should wait for it question after question."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from assistant.stop import Stop
from store.errors import DatelineError, ModelUnavailable

MOST = 5
"""Failures in a row that open it."""
REST = 30.0
"""Seconds that it stays open; then one request may try."""


class Breaker:
    """Closed while requests work. Only a server that can't be reached or fails counts, not what it refuses."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin closed; `name` is the model's, for the message."""
        self._name, self._clock, self._lock = name, clock, Lock()
        self._failures = 0
        self._until = 0.0

    @property
    def open(self) -> bool:
        """Whether the server is left alone now."""
        with self._lock:
            return self._failures >= MOST and self._until > self._clock()

    @contextmanager
    def watched(self, stop: Stop) -> Iterator[None]:
        """Let one request through and note how it goes, or raise ModelUnavailable at once while it is open.

        A request that was given up says nothing.
        """
        self._enter()
        try:
            yield
        except ModelUnavailable:
            self._failed()
            raise
        except DatelineError:
            self._worked()
            raise
        if not stop.stopped:
            self._worked()

    def _enter(self) -> None:
        with self._lock:
            if self._failures < MOST:
                return
            left = self._until - self._clock()
            if left > 0:
                text = f"{self._name}: the last {MOST} requests failed; it is left alone for {left:.0f} more seconds"
                raise ModelUnavailable(text, after=left)
            self._until = self._clock() + REST  # others wait until this one has been tried

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._until = self._clock() + REST

    def _worked(self) -> None:
        with self._lock:
            self._failures = 0
