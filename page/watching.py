"""Have stores read through when their files changed under an open page, so that damage is told before somebody asks."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from time import monotonic

from assistant import DatelineError
from store.store import Store

EVERY = 5.0
_REST = 20
"""How many times as long as reading them the pause after it is: a large store takes seconds, and may change often."""


def watch(stores: Callable[[], Iterable[Store]], closed: Event, every: float = EVERY) -> None:
    """Verify the stores again and again until `closed` is set. What is wrong the store tells whoever asks it next."""
    pause = every
    while not closed.wait(pause):
        begin = monotonic()
        for store in stores():
            with suppress(DatelineError):
                store.verify()
        pause = max(every, _REST * (monotonic() - begin))
