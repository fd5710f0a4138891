"""Call an engine that may never come back, and wait only so long: what serves instead is left to the caller.

A call that hangs can't be ended. It keeps its thread, which dies with the process, and nothing is asked of it again.
"""

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from store.errors import StoreError

Result = TypeVar("Result")


class HungError(StoreError):
    """The engine did not answer in time."""


class Watch:
    """One thread in which calls are made one after the other, so that their order is that of the callers."""

    def __init__(self, name: str) -> None:
        """Start nothing yet; `name` is the engine's, for messages."""
        self._name = name
        self._calls: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._hung = False

    @property
    def hung(self) -> bool:
        """Whether a call did not come back in time."""
        return self._hung

    def call(self, work: Callable[[], Result], seconds: float) -> Result:
        """Return what `work` returns; raise what it raises, or HungError after `seconds` and for every later call."""
        done: Future[Result] = Future()
        with self._lock:
            if self._hung:
                raise self._error(seconds)
            if self._thread is None:
                self._thread = Thread(target=self._work, name=f"dateline-{self._name.lower()}", daemon=True)
                self._thread.start()
            self._calls.put((work, done))
        try:
            return done.result(seconds)
        except TimeoutError:
            if done.done():  # its own, and not ours
                raise
            self._hung = True
            raise self._error(seconds) from None

    def end(self) -> None:
        """Let the thread go, once what it does is done."""
        with self._lock:
            if self._thread is not None:
                self._calls.put(None)
                self._thread = None

    def _work(self) -> None:
        while (item := self._calls.get()) is not None:
            work, done = item
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)
            del work, done, item

    def _error(self, seconds: float) -> HungError:
        return HungError(f"{self._name} does not answer (waited {seconds:g} s); if it stays so, ingest again")
