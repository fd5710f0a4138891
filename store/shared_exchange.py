"""When a copy and its server are brought together: as it is opened, while and after it ingests, every two seconds.

A look costs one request of the log's next numbers, whatever the size of the corpus. The processes of one machine share
a copy and take turns; while the server is away it is looked for less and less often. What is done in an exchange is
the matter of `shared_sync`.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from time import monotonic, time

from store.errors import EmbedderChanged, StoreError, StoreLocked, StoreUnavailable
from store.lock import PATIENCE, lock
from store.report import Progress
from store.shared_sync import Sync

EVERY = 2.0
"""Seconds between two looks at the log."""
SELDOM = 30.0
"""The most seconds between two looks while the server is away."""
_TICK = 0.5
_SPEAK_EVERY = 1.0
_SETTLING = 0.1
"""The share of the time that may go into `settle` while articles keep arriving."""
_LOOKED = ".looked"
_LOG = logging.getLogger("dateline.store")


class Exchange:
    """The exchanges of one open copy. Use it from any thread."""

    def __init__(self, folder: Path, sync: Sync, settle: Callable[[], None]) -> None:
        """Do nothing yet; `settle` brings up to date what is derived from the articles, under the writer's lock."""
        self._folder, self._sync, self._settle = folder, sync, settle
        self.turn = threading.RLock()
        """Held while anything is done with the server."""
        self._closing = threading.Event()
        self._away: StoreError | None = None
        self._unsaid = self._behind = True
        self._unsettled = False
        self._settle_after = 0.0
        self._watch = threading.Thread(target=self._watching, daemon=True, name="dateline-shared")

    def open(self) -> None:
        """Exchange for the first time and go on looking; raise StoreError where the server was never reached."""
        try:
            self.exchange()
        except StoreError as error:
            if isinstance(error, EmbedderChanged) or self._looked() is None:
                raise
            if not isinstance(error, StoreLocked):  # who writes exchanges too
                self._left(error)
        self._watch.start()

    def exchange(self, *, patience: float = PATIENCE) -> None:
        """Say what is unsaid and bring here what is new."""
        with self.turn:
            news = self._sync.listen()
            if self._unsaid and not self._sync.silent():
                with lock(self._folder, patience=patience):
                    self._sync.speak()
            self._unsaid = False
            if news or self._behind:
                self._catch_up(patience)
            if self._unsettled and monotonic() >= self._settle_after:
                self._settle_down(patience)
            (self._folder / _LOOKED).touch()
            if self._away is not None:
                self._away = None
                _LOG.info("the shared store is in reach again")

    def share(self) -> None:
        """Say what an ingest left unsaid; raise StoreUnavailable where that has to wait."""
        self._unsaid = True
        try:
            self.exchange()
        except StoreUnavailable as error:
            if self._sync.silent():  # nothing was new
                self._left(error)
                return
            message = f"all is kept here but not shared yet, the next command shares it: {error}"
            raise StoreUnavailable(message) from error

    def sharing(self, progress: Callable[[Progress], None] | None) -> Callable[[Progress], None]:
        """Return what does `progress` and shares meanwhile what is new, as long as the server takes it."""
        due = monotonic() + _SPEAK_EVERY

        def step(done: Progress) -> None:
            nonlocal due
            if progress is not None:
                progress(done)
            if monotonic() < due:
                return
            try:
                with self.turn:
                    self._sync.speak()
                    self._sync.fetch(nullcontext)
                due = monotonic() + _SPEAK_EVERY
            except StoreError:
                due = float("inf")  # the end of the ingest tries again, and says so where it fails

        self._unsaid = True
        return step

    def notice(self) -> str | None:
        """Return why the answers may lack what is new, None where they do not."""
        if self._away is None:
            return None
        looked = self._looked()
        since = f" on {looked:%d %B %Y at %H:%M}" if looked else ""
        return f"{self._away}; until then answers are from what was known{since}"

    def close(self) -> None:
        """Look no more. What is under way at the server is not waited for long."""
        self._closing.set()
        if self._watch.ident is not None:
            self._watch.join(10)

    def _catch_up(self, patience: float) -> None:
        self._behind = True
        while self._sync.fetch(lambda: lock(self._folder, patience=patience)) and not self._closing.is_set():
            self._closing.wait(0.01)  # so that a writer that waits for the lock gets it
        if self._sync.untidy():
            with lock(self._folder, patience=patience):
                self._sync.tidy()
        self._behind, self._unsettled = bool(self._sync.lost), True

    def _settle_down(self, patience: float) -> None:
        begin = monotonic()
        with lock(self._folder, patience=patience):
            self._settle()
        self._settle_after = monotonic() + (monotonic() - begin) / _SETTLING
        self._unsettled = False

    def _watching(self) -> None:
        """Look for news until the store is closed."""
        wait = _TICK
        while not self._closing.wait(wait):
            if not self._overdue() or not self.turn.acquire(blocking=False):
                continue
            try:
                self.exchange(patience=0)
                wait = _TICK
            except StoreLocked:
                wait = _TICK
            except StoreError as error:
                if not self._closing.is_set():
                    self._left(error)
                wait = min(max(EVERY, wait * 2), SELDOM)
            finally:
                self.turn.release()

    def _overdue(self) -> bool:
        """Return whether no process with this copy has looked for a while, or the last look was in vain."""
        looked = self._looked()
        return self._away is not None or looked is None or abs(time() - looked.timestamp()) >= EVERY

    def _looked(self) -> datetime | None:
        """Return when the server was last reached from this copy."""
        try:
            return datetime.fromtimestamp((self._folder / _LOOKED).stat().st_mtime)
        except OSError:
            return None

    def _left(self, error: StoreError) -> None:
        """Go on without the server, and say so once."""
        new = self._away is None
        self._away = error
        if new:
            _LOG.warning(self.notice())
