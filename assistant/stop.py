"""Say to a running question, from any thread, that nobody waits for it any more."""

from collections.abc import Callable
from threading import Lock


class Stop:
    """Not stopped when made. What waits for something slow asks to be called when it is."""

    def __init__(self) -> None:
        """Start with nothing to call."""
        self._lock = Lock()
        self._calls: list[Callable[[], None]] = []
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether nobody waits any more."""
        return self._stopped

    def stop(self) -> None:
        """Call everything that asked to be called, once."""
        with self._lock:
            calls, self._calls, self._stopped = self._calls, [], True
        for call in calls:
            call()

    def on_stop(self, call: Callable[[], None]) -> None:
        """Have `call` called when this is stopped, at once where it is already."""
        with self._lock:
            if not self._stopped:
                self._calls.append(call)
                return
        call()
