"""Bring the catalogue up to date with files: what is new or changed is loaded, described, cut, embedded and kept.

Passages are embedded many at a time, whatever articles they are from, while the next files are read; then each article
is kept in one transaction. Only the calling thread writes.
A file that was read to its end is remembered with its size and time, and not opened again until they change. So a
process that is stopped anywhere leaves whole articles only, and the next run goes on from there.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from store import rows, traits
from store.article import Article
from store.batch import Batch, File, Job
from store.catalogue import Catalogue, Connection, changed, get, put
from store.chunk import chunk
from store.contents import Vectored, content, embed, embedded, lacking
from store.describe import describe
from store.embed import Embedder
from store.errors import ArticleError
from store.load import discover, load
from store.names import forget_old, key
from store.report import IngestReport, Progress
from store.vectors import preload

RECIPE = 2
"""Raise it when loading, describing or cutting gives something else: the next ingest then makes every article anew."""
BATCH = 128
"""Passages embedded at a time: enough to keep both cores busy, few enough that a stop loses seconds of work."""
MOST_PASSAGES = 2000
_MOST_STAMP = 2**63
"""A file may be from the year 3000, whose nanoseconds SQLite has no room for; only whether a time changes counts."""


class Ingest:
    """One run. The caller holds the writer's lock."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, progress: Callable[[Progress], None] | None) -> None:
        """Start with nothing done."""
        self._catalogue = catalogue
        self._embedder = embedder
        self._progress = progress or (lambda _: None)
        self._batch, self._ahead = Batch(), Batch()
        self._waiting: set[str] = set()
        self._failed: list[ArticleError] = []
        self._cut: list[ArticleError] = []
        self._counts = dict.fromkeys(("added", "updated", "unchanged", "removed", "passages"), 0)
        self._done = self._total = 0

    def run(self, paths: Sequence[Path]) -> set[bytes]:
        """Keep what is new or changed at and below `paths`; return the keys of all files found there."""
        found = list(self._survey(paths))
        todo = [file for file, same in found if not same]
        self._total = len(todo)
        for file in todo:
            self._take(file)
        for _ in (self._batch, self._ahead):
            self._flush()
        return {file.key for file, _ in found}

    def report(self, begin: float, removed: int) -> IngestReport:
        """Return what came of the run that began at `begin`."""
        counts = self._counts | {"removed": self._counts["removed"] + removed}
        return IngestReport(**counts, failed=tuple(self._failed), cut=tuple(self._cut), seconds=perf_counter() - begin)

    def _survey(self, paths: Sequence[Path]) -> Iterator[tuple[File, bool]]:
        """Yield every file once, with whether it is as it was when it was last read."""
        with self._catalogue.reading() as db:
            known = {row[0]: row[1:] for row in db.execute("SELECT path, size, modified, recipe FROM files")}
            articles = dict(db.execute("SELECT path, count(*) FROM names GROUP BY path"))
        seen: set[bytes] = set()
        for item in discover(paths):
            file = self._stamped(item)
            if file is not None and file.key not in seen:
                seen.add(file.key)
                same = known.get(file.key) == (*file.stamp, RECIPE)
                self._counts["unchanged"] += articles.get(file.key, 0) if same else 0
                yield file, same

    def _stamped(self, item: Path | ArticleError) -> File | None:
        if isinstance(item, ArticleError):
            self._failed.append(item)
            return None
        try:
            status = item.stat()
        except OSError as error:
            self._failed.append(ArticleError(item, "io_error", f"can't be read ({error.strerror})"))
            return None
        return File(item, key(item), (status.st_size, status.st_mtime_ns % _MOST_STAMP))

    def _take(self, file: File) -> None:
        """Load a file and make its articles ready to be kept."""
        articles = list(self._articles(file))
        for number, article in enumerate(articles, 1):
            file.ids.append(article.id)
            self._batch.jobs.append(Job(article, self._entry(article), file, number == len(articles)))
            self._waiting.add(article.id)
            if self._batch.full(BATCH):
                self._flush()
        if not articles:
            self._done += 1
            if not file.failed:
                with self._catalogue.writing() as db:
                    self._finish(db, file)

    def _articles(self, file: File) -> Iterator[Article]:
        seen: set[str] = set()
        for item in load(file.path):
            try:
                if isinstance(item, ArticleError):
                    raise item
                article = describe(item)
            except ArticleError as error:
                self._failed.append(error)
                file.failed = True
                continue
            if article.id not in seen:
                seen.add(article.id)
                yield article

    def _entry(self, article: Article) -> rows.Entry | None:
        """Return what to keep of an article, its passages waiting to be embedded; None where it is kept already."""
        with self._catalogue.reading() as db:
            if rows.recipe(db, article.id) == RECIPE or article.id in self._waiting:
                return None
        entry = self._cut_up(article)
        with self._catalogue.reading() as db:
            unseen = lacking(db, self._embedder, entry.contents) - self._ahead.unseen.keys()
        named = zip(entry.contents, entry.passages, strict=True)
        self._batch.unseen |= {name: passage for name, passage in named if name in unseen}
        return entry

    def _cut_up(self, article: Article) -> rows.Entry:
        passages = chunk(article, self._embedder)
        if len(passages) > MOST_PASSAGES:
            message = f"is long: only its first {MOST_PASSAGES:,} passages are searchable; split it"
            self._cut.append(ArticleError(article.path, "truncated", message))
            passages = passages[:MOST_PASSAGES]
        contents = [content(embedded(passage), self._embedder) for passage in passages]
        return rows.Entry(article=article, recipe=RECIPE, passages=passages, contents=contents)

    def _flush(self) -> None:
        """Have what waits embedded, and keep every article of the batch before it meanwhile."""
        ready, self._ahead, self._batch = self._ahead, self._batch, Batch()
        vectors = ready.vectors.result() if ready.jobs else Vectored({}, {})
        if self._ahead.unseen:
            threading.Thread(target=preload, daemon=True).start()
        self._ahead.start(partial(embed, self._catalogue, self._embedder))
        self._sign(vectors)
        for job in ready.jobs:
            with self._catalogue.writing() as db:
                self._keep(db, job, vectors)
            self._done += job.last
            self._waiting.discard(job.article.id)
            self._progress(Progress(self._done, self._total, self._counts["passages"]))

    def _sign(self, vectors: Vectored) -> None:
        """Note in a new store who embeds it."""
        with self._catalogue.writing() as db:
            if vectors.passages and get(db, "embedder") is None:
                put(db, "embedder", self._embedder.name)
                put(db, "dimensions", len(next(iter(vectors.passages.values()))) // 4)

    def _keep(self, db: Connection, job: Job, vectors: Vectored) -> None:
        file, entry, there = job.file, job.entry, rows.recipe(db, job.article.id) is not None
        if not there and entry is None:  # taken out meanwhile with its old file, whose name another article has now
            entry = self._cut_up(job.article)
        if entry is None:
            self._counts["unchanged"] += 1
        else:
            file.added += 1
            if there:
                file.renewed += 1
                traits.forget(db, job.article.id)
            vectors.keep(db, entry.contents)
            rows.insert(db, entry)
            changed(db)
            self._counts["passages"] += len(entry.passages)
        rows.link(db, job.article.id, file.key, job.article.path)
        forget_old(db, job.article.id)
        if job.last:
            self._finish(db, file)

    def _finish(self, db: Connection, file: File) -> None:
        """Take out what the file no longer holds; a file with errors is read again next time and loses nothing."""
        gone = 0
        if not file.failed:
            if gone := rows.unlink(db, file.key, keep=file.ids):
                changed(db)
            db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (file.key, *file.stamp, RECIPE))
        replaced = min(file.added - file.renewed, gone)
        self._counts["added"] += file.added - file.renewed - replaced
        self._counts["updated"] += file.renewed + replaced
        self._counts["removed"] += gone - replaced
