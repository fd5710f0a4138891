"""The store: article files go in, passages come out by meaning and by words.

A store is a folder. The SQLite catalogue in it is the truth; the Chroma index beside it is derived. One process writes
at a time; any number read, and see what was written at their next call. A Store may be used from several threads.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Self

from store import copies, index, rows
from store.catalogue import Catalogue, changed, problems
from store.embed import Embedder
from store.errors import StoreLocked
from store.filter import Filter
from store.health import check
from store.ingest import Ingest
from store.lock import lock
from store.prune import prune as prune_gone
from store.reading import Reading
from store.rebuild import unfinished
from store.reembed import reembed
from store.report import IngestReport, Progress
from store.sound import all_unsound

__all__ = ["Filter", "IngestReport", "Progress", "Store"]


class Store(Reading):
    """One open store: what `Reading` gives, and the ways to change it. A context manager; else call `close`."""

    @classmethod
    def open(cls, folder: Path, embedder: Embedder, *, reembed: bool = False) -> Self:
        """Return the store in `folder`, made where there is none.

        Raise EmbedderChanged where it was made with another embedder, unless `reembed` asks to embed it anew.
        """
        store = cls(Catalogue(folder), embedder)
        try:
            if reembed:
                store.reembed()
            store._check_embedder()
            store._upgrade()
        except BaseException:
            store.close()
            raise
        return store

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        prune: bool = False,
        force: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> IngestReport:
        """Bring the store up to date with the files at and below `paths`; `prune` takes out what is gone from there.

        `force` prunes even where more than a fifth of the files is gone.
        """
        begin = perf_counter()
        with lock(self._catalogue.folder):
            self._check_embedder()
            run = Ingest(self._catalogue, self._embedder, progress)
            found = run.run(paths)
            try:
                removed = prune_gone(self._catalogue, paths, found, force=force) if prune else 0
            finally:
                self._settle()
        return run.report(begin, removed)

    def remove(self, article_id: str) -> bool:
        """Take an article out; return whether it was there."""
        with lock(self._catalogue.folder):
            with self._catalogue.writing() as db:
                if rows.recipe(db, article_id) is None:
                    return False
                db.execute(
                    "DELETE FROM files WHERE path IN (SELECT path FROM names WHERE article_id = ?)", (article_id,)
                )
                rows.delete(db, article_id)
                changed(db)
            self._settle()
        return True

    def reembed(self) -> None:
        """Cut and embed every article anew with this embedder; a stopped run goes on from where it was."""
        with lock(self._catalogue.folder):
            reembed(self._catalogue, self._embedder)
            self._settle()

    def check(self) -> list[str]:
        """Return what is wrong with the store, and let the next ingest mend the index where it is."""
        with self._catalogue.reading() as db:
            found = problems(db)
            found += [f"passage {name} is damaged; ingest with --rebuild" for name in all_unsound(db, self._embedder)]
        wrong = check(self._catalogue.folder) if self.generation() else []
        if wrong and not index.stale(self._catalogue):
            index.distrust(self._catalogue)
        return found + [f"{line}; the next ingest mends it" for line in wrong]

    def notice(self) -> str | None:
        """Return what a person should know of the answers now, None where all is as it should be."""
        if unfinished(self.folder):
            return "the store was not wholly made anew; run `dateline ingest PATH --rebuild` again"
        return None

    def _upgrade(self) -> None:
        """Find the copies in a store that was made before they were looked for; a writer at work does it itself."""
        with self._catalogue.reading() as db:
            known = copies.known(db)
        if not known:
            with suppress(StoreLocked), lock(self._catalogue.folder, patience=0):
                copies.refresh(self._catalogue)

    def _settle(self) -> None:
        """Bring what is derived up to date."""
        copies.refresh(self._catalogue)
        if index.stale(self._catalogue):
            with self._catalogue.writing() as db:
                rows.sweep(db)
            index.refresh(self._catalogue)
