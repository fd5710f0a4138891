"""What all visitors of a page share: the assistant, what is on its shelf, the conversations, the work behind the page.

A visitor who chose another reader or model has an assistant of their own over the same store, in memory only.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant import ArticleError, Assistant, DatelineError, Settings
from assistant.model.door import gguf
from assistant.places import articles_folder
from assistant.stop import Stop
from page.arriving import PLACE
from page.choosing import Choosing
from page.clients import Rates
from page.examples import examples
from page.folder import Folder
from page.hiding import hidden
from page.keeping import Keeping
from page.line import Line
from page.shelf import Shelf
from page.watching import watch
from store.report import IngestReport, Progress
from store.store import Store

_MOST_OWN = 32
"""Visitors with a reader of their own; the one longest away goes back to the page's."""
_AT_ONCE = 8
_LOOK_EVERY = 5.0
_SURE = 0.3
"""An example question is answered with at least this confidence: the first impression counts."""


class Room:
    """One page's shared state. A context manager; `open` starts the work behind the page."""

    def __init__(self, assistant: Assistant, *, local: bool = True) -> None:
        """Share `assistant`; `local` says that only this machine reaches the page, so that settings may change."""
        self.assistant, self.local = assistant, local
        self.articles = articles_folder(assistant.settings)
        self.place = assistant.store.folder
        self.keeping, self.folder = Keeping(self.place), Folder(self.articles)
        self.shelf = Shelf(assistant, [self.brought, *([self.articles] if self.articles else [])])
        self.choosing = Choosing()
        self.line = Line(_at_once(assistant.settings), assistant.settings.app_queue)
        self.rates = Rates(None if local else assistant.settings.app_rate)
        self.examples: list[str] = []
        self.progress: Progress | None = None
        self.waiting = 0
        self._own: OrderedDict[str, Assistant] = OrderedDict()
        self._running: dict[str, Stop] = {}
        self._lock, self._ingesting = threading.Lock(), threading.Lock()
        self._closed = threading.Event()
        self._first = threading.Event()

    @property
    def brought(self) -> Path:
        """Where files that visitors bring are kept."""
        return self.place / PLACE

    def open(self, *, patience: float = 0.0) -> None:
        """Start to read the folder, warm up and watch, behind the page; wait up to `patience` seconds for the first."""
        threading.Thread(target=self._work, name="room", daemon=True).start()
        threading.Thread(target=watch, args=(self._stores, self._closed), name="watch", daemon=True).start()
        self._first.wait(patience)

    def ingest(self, paths: Sequence[Path] | None = None) -> IngestReport:
        """Bring in `paths`, the articles folder where there are none given, one visitor after the other."""
        with self._ingesting:
            stamps = self.folder.look() if paths is None else None
            try:
                report = self.assistant.ingest(paths, prune=paths is None, progress=self._step)
            finally:
                self.progress = None
            if stamps is not None:
                self.folder.remember(stamps)
                self.waiting = 0
            return report

    def bring(self, files: Callable[[], Sequence[Path]]) -> IngestReport:
        """Bring in the files of a visitor, which are put in their place only where the page takes any."""
        settings = self.assistant.settings
        most = settings.app_articles
        if not settings.app_files:
            raise ArticleError("this page", "closed", "takes no articles from visitors")
        if most is not None and self.assistant.store.article_count() >= most:
            raise ArticleError("this page", "full", f"takes no more than {most:,} articles; remove some first")
        return self.ingest(files())

    def told(self, words: object) -> str:
        """Return an error, or any words about the store or its files, as visitors are told it."""
        return hidden(str(words), [self.place, *([self.articles] if self.articles else [])])

    def notice(self) -> str | None:
        """Return what visitors should know of the store now, in one line; None where all is as it should be."""
        try:
            self.assistant.store.generation()
            found = self.assistant.store.notice()
            self.keeping.check()
        except DatelineError as error:
            found = str(error)
        return None if found is None else self.told(found)

    def assistant_of(self, person: str) -> Assistant:
        """Return the assistant that answers a visitor."""
        with self._lock:
            if person in self._own:
                self._own.move_to_end(person)
            return self._own.get(person, self.assistant)

    def settle(self, person: str, changes: dict[str, Any]) -> Settings:
        """Give a visitor an assistant with other settings for reader and model; none gives back the page's."""
        made = None
        if changes:
            known = self.assistant.settings.model_dump()
            made = Assistant(Settings(**(known | changes)))
        with self._lock:
            old = [self._own.pop(person, None)]
            if made is not None:
                self._own[person] = made
            if len(self._own) > _MOST_OWN:
                old.append(self._own.popitem(last=False)[1])
        for assistant in old:
            if assistant is not None:
                assistant.close()
        return (made or self.assistant).settings

    def begin(self, session: str) -> Stop:
        """Return what stops the question that a session is about to ask; one that it still runs is stopped."""
        stop = Stop()
        with self._lock:
            before, self._running[session] = self._running.get(session), stop
        if before is not None:
            before.stop()
        return stop

    def end(self, session: str, stop: Stop) -> None:
        """Forget a question that has ended."""
        with self._lock:
            if self._running.get(session) is stop:
                del self._running[session]

    def stop(self, session: str) -> None:
        """Stop the question that a session runs."""
        with self._lock:
            stop = self._running.pop(session, None)
        if stop is not None:
            stop.stop()

    def close(self) -> None:
        """End the work behind the page and close what visitors have of their own."""
        self._closed.set()
        for session in [*self._running]:
            self.stop(session)
        for assistant in self._own.values():
            assistant.close()

    def __enter__(self) -> "Room":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _stores(self) -> list[Store]:
        with self._lock:
            return [assistant.store for assistant in (self.assistant, *self._own.values())]

    def _step(self, progress: Progress) -> None:
        self.progress = progress

    def _work(self) -> None:
        """Read the folder, load what the first question needs, then look for changed files until the end."""
        with suppress(DatelineError):  # a locked or broken store: what is in it is asked, and set-up says what is wrong
            self.ingest()
        with suppress(DatelineError):
            self._warm()
        self._first.set()
        with suppress(DatelineError):
            self.examples = examples(self.assistant.articles(), self._answers)
        while not self._closed.wait(_LOOK_EVERY):
            with suppress(OSError):
                self.waiting = self.folder.changed()

    def _warm(self) -> None:
        self.assistant.store.warm()
        self.shelf.stock()
        self._answers("What happened, and when?")

    def _answers(self, question: str) -> bool:
        """Return whether the articles answer a question, as far as it can be said without asking a model."""
        if self._closed.is_set():
            return False
        settings = self.assistant.settings
        if settings.reader == "quotes" or not settings.model:
            return (self.assistant.ask(question).confidence or 0) >= _SURE
        return bool(self.assistant.search(question))


def _at_once(settings: Settings) -> int:
    """Return how many questions are answered at a time; a model in this process can read one only."""
    return settings.app_at_once or (1 if gguf(settings) else _AT_ONCE)
