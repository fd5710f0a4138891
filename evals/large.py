"""Fill a large store in a minute or two: each passage is embedded by its last dozen words.

The vectors are the local model's own, and lie as those of whole passages do, so searching them costs the same; what is
found with them is worth less.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter

import numpy as np

from evals.news import Work
from store.article import Span
from store.embed import Embedder, Vectors
from store.store import Store

WORDS = 12
CHARACTERS = 500
"""About what a passage has, to guess how many articles make the passages wanted."""


class Hasty:
    """The local embedder on the last words of each text: comparable vectors, in a tenth of the time."""

    def __init__(self, inner: Embedder) -> None:
        """Embed with `inner`, under its name."""
        self._inner = inner
        self.name, self.window, self.count = inner.name, inner.window, inner.count
        self.embed_question = inner.embed_question

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text."""
        return self._inner.embed([" ".join(text.split()[-WORDS:]) for text in texts])

    def embed_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Return one unit row a text, and that row for each part of it."""
        rows = self.embed(texts)
        return rows, [np.repeat(row[np.newaxis], len(spans), axis=0) for row, spans in zip(rows, parts, strict=True)]


class Clocked:
    """A hasty embedder, and the `seconds` that it has spent embedding passages."""

    def __init__(self, inner: Hasty) -> None:
        """Embed with `inner`, under its name."""
        self._inner = inner
        self.name, self.window, self.count = inner.name, inner.window, inner.count
        self.embed_question = inner.embed_question
        self.seconds = 0.0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return what the inner embedder gives."""
        with self._clock():
            return self._inner.embed(texts)

    def embed_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Return what the inner embedder gives."""
        with self._clock():
            return self._inner.embed_parts(texts, parts)

    @contextmanager
    def _clock(self) -> Iterator[None]:
        begin = perf_counter()
        try:
            yield
        finally:
            self.seconds += perf_counter() - begin


def fill(folder: Path, articles: Iterator[Work], passages: int, chosen: Embedder) -> None:
    """Put articles into the store in `folder` until it has that many passages."""
    with Store.open(folder, Hasty(chosen)) as store, tempfile.TemporaryDirectory() as work:
        for number in count():
            missing = passages - store.passage_count()
            if missing <= 0:
                return
            some, characters = [], 0
            while characters < missing * CHARACTERS:
                some.append(next(articles))
                characters += len(some[-1]["text"])
            store.ingest([write(some, Path(work) / str(number))])


def write(articles: Sequence[Work], folder: Path) -> Path:
    """Write each article as a .json file and return the folder."""
    folder.mkdir(parents=True)
    for number, article in enumerate(articles):
        (folder / f"{number:05}.json").write_text(json.dumps(article), "utf-8")
    return folder
