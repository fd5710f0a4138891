"""What an ingest has in work: files, their articles, and batches whose passages are embedded while it reads on."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from store.article import Article, Passage
from store.contents import Vectored
from store.rows import Entry


@dataclass(slots=True)
class File:
    """A file in work: what the disk says of it, and what has become of it."""

    path: Path
    key: bytes
    stamp: tuple[int, int]
    ids: list[str] = field(default_factory=list)
    added: int = 0
    renewed: int = 0
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be kept under the name of its file; no entry where only the name is new."""

    article: Article
    entry: Entry | None
    file: File
    last: bool


@dataclass(slots=True)
class Batch:
    """Articles that are kept once their new passages, by the names of their contents, have their vectors."""

    jobs: list[Job] = field(default_factory=list)
    unseen: dict[bytes, Passage] = field(default_factory=dict)
    vectors: Future[Vectored] = field(default_factory=Future)

    def start(self, embed: Callable[[Mapping[bytes, Passage]], Vectored]) -> None:
        """Embed what is new in it, in a thread that nothing waits for when the process is stopped."""

        def work() -> None:
            try:
                self.vectors.set_result(embed(self.unseen))
            except BaseException as error:
                self.vectors.set_exception(error)

        Thread(target=work, daemon=True, name="dateline-embedding").start()

    def full(self, size: int) -> bool:
        """Return whether there is enough in it."""
        return max(len(self.unseen), len(self.jobs)) >= size
