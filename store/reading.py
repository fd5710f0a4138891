"""What a store gives back, from several threads at once: passages by meaning and by words, articles, and counts.

Nothing here writes. What a writer in this or another process changed is seen at the next call.
"""

import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from store import rows, sentence_vectors, traits
from store.article import Copy, Passage
from store.catalogue import Catalogue, get
from store.catalogue_error import broken
from store.dense import Dense
from store.embed import Embedder
from store.errors import EmbedderChanged, StoreError
from store.exact import scan
from store.filter import Filter
from store.holdings import Holdings
from store.index import stale
from store.leans import Lean, an_outlet
from store.lexical import Stemmer
from store.sound import unsound
from store.view import View, generation, view

_SLACK = 5


class Reading(Holdings):
    """The reading half of a store."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder) -> None:
        """Use `Store.open` instead."""
        super().__init__(catalogue)
        self._embedder = embedder
        self._dense = Dense(catalogue, beside=self._read_ahead)
        self._stemmer = Stemmer()
        self._viewing = threading.Lock()
        self._kept: View | None = None

    def dense(self, vector: NDArray[np.float32], k: int, where: Filter | None = None) -> list[tuple[str, float]]:
        """Return the ids of the `k` nearest passages with their cosine, best first."""
        now = self._view()
        if now.matrix.rows.size and now.matrix.rows.shape[1] != len(vector):
            raise StoreError(f"the question has {len(vector)} dimensions, the store {now.matrix.rows.shape[1]}")
        chosen = where if where and where.narrows else None
        if chosen is None and (found := self._dense.nearest(vector, k + _SLACK, now.generation)) is not None:
            known = [hit for hit in found if hit[0] in now.places]
            if len(known) >= min(k, len(now.places)):
                return known[:k]
        return scan(now.matrix, vector, k, chosen)

    def lexical(self, words: str, k: int, where: Filter | None = None) -> list[tuple[str, float]]:
        """Return the ids of the `k` passages that the words fit best with their bm25 score, best first."""
        now = self._view()
        chosen = where if where and where.narrows else None
        with self._catalogue.reading() as db:
            return now.lexicon.search(db, self._stemmer.terms(words), k, chosen)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages in the order of `ids`, without those that are gone."""
        with self._catalogue.reading() as db:
            return rows.passages(db, ids)

    def require_sound(self, passages: Sequence[Passage]) -> None:
        """Raise StoreError where a passage is not what was embedded: an answer must not quote what is damaged."""
        with self._catalogue.reading() as db:
            if wrong := unsound(db, passages, self._embedder):
                raise broken(self._catalogue.folder, f"passage {wrong[0]} is not what was read from its file")

    def vectors(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """Return the embedding of each passage, one row an id; zeros for one that is gone."""
        now = self._view()
        found = np.zeros((len(ids), now.matrix.rows.shape[1]), np.float32)
        for row, passage_id in zip(found, ids, strict=True):
            if (place := now.places.get(passage_id)) is not None:
                row[:] = now.matrix.rows[place]
        return found

    def published(self, ids: Collection[str]) -> dict[str, date]:
        """Return the publication date of each of these passages that has one."""
        now = self._view()
        places = {name: now.places[name] for name in ids if name in now.places}
        return {name: date.fromordinal(day) for name, place in places.items() if (day := int(now.matrix.days[place]))}

    def sentence_vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return for each passage the unit vectors of its sentences, one row each; nothing where none are kept."""
        dimensions = self._view().matrix.rows.shape[1]
        with self._catalogue.reading() as db:
            return sentence_vectors.read(db, ids, dimensions)

    def copies(self, article_ids: Collection[str], *, until: date | None = None) -> dict[str, tuple[Copy, ...]]:
        """Return for each article all that carry the same report, itself among them, the earliest first.

        `until` leaves out what is known to be published later.
        """
        with self._catalogue.reading() as db:
            return traits.copies(db, list(article_ids), until)

    def leans(self, article_ids: Collection[str]) -> dict[str, tuple[Lean, ...]]:
        """Return for each article the places where it gives other outlets as its sources; each outlet once."""
        known = self._view().outlets
        with self._catalogue.reading() as db:
            found = traits.leans(db, article_ids)
        return {name: tuple(lean for lean in items if an_outlet(lean.name, known)) for name, items in found.items()}

    def frequencies(self, stems: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each stem stands; 0 where in none."""
        now = self._view()
        with self._catalogue.reading() as db:
            return {stem: now.lexicon.frequency(db, stem) for stem in stems}

    def terms(self, prefix: str) -> tuple[str, ...]:
        """Return the words that begin with `prefix`, as the lexical index has them."""
        now = self._view()
        with self._catalogue.reading() as db:
            return now.lexicon.terms(db, prefix)

    def stems(self, words: str) -> list[str]:
        """Return the words of a text as the lexical index has them, in order."""
        return self._stemmer.stems(words)

    def outlets(self) -> list[str]:
        """Return the names of all outlets, sorted."""
        return list(self._view().outlets)

    def passage_count(self) -> int:
        """Return the number of passages."""
        return len(self._view().places)

    def index_state(self) -> str:
        """Return `in step`, or `behind` where a scan answers until the next ingest has mended the index."""
        return "behind" if self._dense.hung or stale(self._catalogue) else "in step"

    def warm(self) -> threading.Thread | None:
        """Start to load Chroma and the postings of frequent words in the background, and use Chroma from then on.

        A process that asks once does without.
        """
        return self._dense.warm(self._view().generation)

    def close(self) -> None:
        """Close the store."""
        self._dense.close()
        self._stemmer.close()
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _view(self) -> View:
        with self._viewing, self._catalogue.reading() as db:
            if self._kept is None or self._kept.generation != generation(db):
                self._kept = view(db, self._kept)
            now = self._kept
        if now.embedder not in (None, self._embedder.name):
            self._check_embedder()
        return now

    def _read_ahead(self, wanted: Callable[[], bool]) -> None:
        with suppress(StoreError), self._catalogue.reading() as db:  # a question that meets the same trouble tells it
            self._view().lexicon.read_ahead(db, wanted)

    def _check_embedder(self) -> None:
        with self._catalogue.reading() as db:
            kept = get(db, "embedder")
        if kept not in (None, self._embedder.name):
            raise EmbedderChanged(
                f"the store {self._catalogue.folder} was made with --embeddings {kept}: use that, "
                f"or embed it anew with `dateline ingest PATH --embeddings {self._embedder.name} --reembed`"
            )
