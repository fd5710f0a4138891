"""Know what is in the store without its texts: one line an article, read again when the store changes."""

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant import Assistant, DatelineError
from page.days import span
from page.picks import Picks


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article on the shelf."""

    id: str
    title: str
    outlet: str | None
    published: date | None
    published_from: str | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """All articles, newest first, and what the page says of them as a whole."""

    entries: tuple[Entry, ...] = ()
    passages: int = 0

    @property
    def ids(self) -> list[str]:
        """The ids of all articles."""
        return [entry.id for entry in self.entries]

    @property
    def outlets(self) -> list[str]:
        """The names of all outlets, sorted."""
        return sorted({entry.outlet for entry in self.entries if entry.outlet}, key=str.casefold)

    def line(self) -> str:
        """Return how much there is, in words."""
        count, outlets = len(self.entries), len(self.outlets)
        days = [entry.published for entry in self.entries if entry.published]
        parts = [f"{count} article{'s' * (count != 1)}", f"{outlets} outlet{'s' * (outlets != 1)}"]
        return " · ".join([*parts, *([span(min(days), max(days))] if days else [])])

    def searched(self, picks: Picks) -> str:
        """Return what a question with these picks is searched in, in words."""
        chosen = sum(passes(entry, picks) for entry in self.entries)
        if picks.narrows:
            return f"{chosen} of {len(self.entries)} articles"
        return f"{self.passages} passages of {len(self.entries)} articles"


class Shelf:
    """The stock of one assistant's store, kept as long as the store stays as it is."""

    def __init__(self, assistant: Assistant, folders: Sequence[Path]) -> None:
        """Read nothing yet; a file below one of `folders` is shown without it."""
        self._assistant = assistant
        self._folders = [folder.resolve() for folder in folders]
        self._lock = threading.Lock()
        self._generation: int | None = None
        self._stock = Stock()

    def stock(self) -> Stock:
        """Return what is in the store now; where it can't be read, what was in it last."""
        with self._lock, suppress(DatelineError):
            generation = self._assistant.store.generation()
            if generation != self._generation:
                self._stock = self._read()
                self._generation = generation
        return self._stock

    def shown(self, path: str) -> str:
        """Return the path of a file as the page shows it: visitors need not know where folders lie."""
        found = Path(path).absolute()
        below = (found.relative_to(folder) for folder in self._folders if found.is_relative_to(folder))
        return str(next(below, found.name))

    def _read(self) -> Stock:
        entries = [
            Entry(
                id=article.id,
                title=article.title or self.shown(article.path),
                outlet=article.outlet,
                published=article.published,
                published_from=article.published_from,
                path=self.shown(article.path),
            )
            for article in self._assistant.articles()
        ]
        entries.sort(key=lambda entry: (entry.published or date.min, entry.title, entry.id), reverse=True)
        return Stock(entries=tuple(entries), passages=self._assistant.store.passage_count())


def passes(entry: Entry, picks: Picks) -> bool:
    """Return whether a question with these picks may be answered from an article."""
    ends = [end for end in (picks.until, picks.as_of) if end]
    if picks.outlets and (entry.outlet or "").casefold() not in {outlet.casefold() for outlet in picks.outlets}:
        return False
    if entry.published is None:
        return not picks.since and not ends and picks.on(entry.id)
    inside = (not picks.since or entry.published >= picks.since) and all(entry.published <= end for end in ends)
    return inside and picks.on(entry.id)


def matching(entries: Iterable[Entry], words: str) -> list[Entry]:
    """Return the articles whose title, outlet or path has all the words."""
    wanted = words.casefold().split()
    return [
        entry
        for entry in entries
        if all(word in f"{entry.title} {entry.outlet or ''} {entry.path}".casefold() for word in wanted)
    ]
