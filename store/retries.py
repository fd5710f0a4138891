"""When to ask a server again: the one policy of embedding, chatting and sharing. It never sleeps itself."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from store.errors import DatelineError, ModelUnavailable, StoreUnavailable

MOST = 2
"""Requests after the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where time and chance come from, so that a test can bring its own."""

    now: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random


def pause(error: DatelineError, *, tried: int, left: float, chance: float = 0.5) -> float | None:
    """Return the seconds to wait before asking again after `tried` requests, None where there is no sense in it.

    Only what may pass is tried again, at most `MOST` times, and only while the wait ends before the `left` seconds do.
    """
    if not isinstance(error, ModelUnavailable | StoreUnavailable) or tried > MOST:
        return None
    backoff = 0.5 * 2 ** (tried - 1) * (0.75 + chance / 2)
    wait = max(backoff, error.after or 0.0)
    return wait if wait < left else None
