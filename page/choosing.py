"""Keep what each open tab has chosen while it is open, so that two quick clicks both count.

A click brings the choice that its browser knew of, which may be older than the click before. The browser's own copy
counts where the server has none: after a restart, or when many other tabs came since.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

from page import picks
from page.picks import Picks

_MOST = 1000


class Choosing:
    """The choices of all open tabs."""

    def __init__(self) -> None:
        """Start with no tab."""
        self._lock = threading.Lock()
        self._tabs: OrderedDict[str, Picks] = OrderedDict()

    def of(self, tab: str, kept: str) -> Picks:
        """Return what a tab has chosen; `kept` is the copy in its browser."""
        with self._lock:
            return self._tabs.get(tab) or picks.read(kept)

    def change(self, tab: str, kept: str, change: Callable[[Picks], Picks]) -> Picks:
        """Return what a tab has chosen after a change."""
        with self._lock:
            return self._set(tab, change(self._tabs.get(tab) or picks.read(kept)))

    def set(self, tab: str, chosen: Picks) -> Picks:
        """Return `chosen`, which is now what the tab has chosen."""
        with self._lock:
            return self._set(tab, chosen)

    def _set(self, tab: str, chosen: Picks) -> Picks:
        self._tabs[tab] = chosen
        self._tabs.move_to_end(tab)
        if len(self._tabs) > _MOST:
            self._tabs.popitem(last=False)
        return chosen
