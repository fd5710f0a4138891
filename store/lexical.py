"""The lexical search: which words stand in which passages (FTS5: stemmed, accents folded), scored by bm25.

FTS5 keeps the postings, in step with the passages by transaction. The scores are added up here in numpy and not by
FTS5's own bm25(), which takes 20 to 200 ms for a question of eight words over 40,000 passages: the postings of a word
are read once a generation, and a filter is a mask. Text can't be a query with a syntax error, for no query is written.
Those of a frequent word take milliseconds to read, so a process that answers many questions reads them ahead.
"""

import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from store.catalogue import Connection, in_memory
from store.errors import StoreError
from store.exact import Matrix, allowed
from store.filter import Filter
from store.schema import TOKENIZER

K1, B = 1.2, 0.75
_MOST_TERMS = 64
_MOST_CACHED = 20_000_000
"""Postings kept in memory, of 12 bytes each."""
_MOST_AHEAD = 4_000_000
FREQUENT = 500
"""Passages with a word from which on its postings are read ahead; those of the others take well below a millisecond."""

STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be because been before being between both but by can could did do does
    doing during each for from had has have having he her here hers him his how i if in into is it its just may me
    might more most must my no nor not of off on once only or other our out over own s same shall she should so some
    such t than that the their them then there these they this those through to too under until up upon us very was we
    were what when where which while who whom whose why will with would you your
    """.split()
)

Postings = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Rows of the matrix in which a term stands, and how often."""


class Stemmer:
    """Cut text into terms exactly as the index does: the same tokenizer of the same SQLite."""

    def __init__(self) -> None:
        """Make a one-row index in memory."""
        self._lock = threading.Lock()
        self._db = in_memory()
        self._db.execute(f"CREATE VIRTUAL TABLE said USING fts5(words, tokenize='{TOKENIZER}')")
        self._db.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(said, instance)")
        self._closed = False

    def stems(self, words: str) -> list[str]:
        """Return the terms of a text in its order; raise StoreError once it is closed."""
        text = words.replace("\0", " ").encode("utf-8", "replace").decode()
        with self._lock:
            if self._closed:
                raise StoreError("the store is closed; open it again")
            self._db.execute("DELETE FROM said")
            self._db.execute("INSERT INTO said (rowid, words) VALUES (1, ?)", (text,))
            return [row[0] for row in self._db.execute("SELECT term FROM terms ORDER BY offset")]

    def terms(self, words: str) -> list[str]:
        """Return the different terms to look for: without stop words, where anything else is left."""
        plain = [
            word for word in words.replace("’", "'").split() if word.strip(".,;:!?\"'()").casefold() not in STOP_WORDS
        ]
        found = self.stems(" ".join(plain)) or self.stems(words)
        telling = [term for term in found if term not in STOP_WORDS] or found
        return list(dict.fromkeys(telling))[:_MOST_TERMS]

    def close(self) -> None:
        """Free the index in memory, when nobody reads it: SQLite under a reader's hands takes the process down."""
        with self._lock:
            self._closed = True
            self._db.close()


class Lexicon:
    """The postings of one generation, read when a term is first asked for."""

    def __init__(self, matrix: Matrix) -> None:
        """Score the passages of `matrix`."""
        self._matrix = matrix
        self._known: dict[str, Postings] = {}
        self._begun: dict[str, tuple[str, ...]] = {}
        self._cached = 0
        self._terms: list[str] = []
        mean = matrix.lengths.mean() if len(matrix.lengths) else 1.0
        self._norms = np.asarray(K1 * (1 - B + B * matrix.lengths / max(mean, 1.0)), np.float32)

    def frequency(self, db: Connection, term: str) -> int:
        """Return in how many passages a term stands."""
        return len(self._postings(db, term)[0])

    def terms(self, db: Connection, prefix: str) -> tuple[str, ...]:
        """Return the terms that begin with `prefix`."""
        last = prefix + chr(0x10FFFF)
        if self._terms:
            return tuple(self._terms[bisect_left(self._terms, prefix) : bisect_left(self._terms, last)])
        if prefix not in self._begun:
            found = db.execute("SELECT term FROM vocabulary WHERE term >= ? AND term < ?", (prefix, last))
            self._begun[prefix] = tuple(row[0] for row in found)
        return self._begun[prefix]

    def read_ahead(self, db: Connection, wanted: Callable[[], bool], *, frequent: int = FREQUENT) -> None:
        """Read all terms, and the postings of those in `frequent` passages, for as long as it is `wanted`; once."""
        if self._terms:
            return
        often: dict[str, int] = {}
        for term, count in db.execute("SELECT term, doc FROM vocabulary"):
            often[term] = count
            if not wanted():
                return
        self._terms = list(often)
        telling = [term for term, count in often.items() if count >= frequent and term not in STOP_WORDS]
        for term in sorted(telling, key=lambda term: -often[term]):
            if not wanted() or self._cached > _MOST_AHEAD:
                return
            self._postings(db, term)

    def search(
        self, db: Connection, terms: Sequence[str], k: int, where: Filter | None = None
    ) -> list[tuple[str, float]]:
        """Return the ids of the `k` best allowed passages with their bm25 score, best first."""
        scores = np.zeros(len(self._matrix.numbers), np.float32)
        for term in terms:
            places, often = self._postings(db, term)
            rarity = np.log1p((len(scores) - len(places) + 0.5) / (len(places) + 0.5))
            scores[places] += np.float32(rarity * (K1 + 1)) * often / (often + self._norms[places])
        if where is not None:
            scores[~allowed(self._matrix, where)] = 0
        return self._best(scores, k)

    def _best(self, scores: NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        places = np.flatnonzero(scores)
        if k < 1:
            return []
        if k < len(places):
            # Everything that scores as the last one stays in, so that ties are always cut in the same place.
            least = np.partition(scores[places], -k)[-k]
            places = places[scores[places] >= least]
        order = places[np.lexsort((places, -scores[places]))][:k]
        return [(self._matrix.labels[place, 0], float(scores[place])) for place in order]

    def _postings(self, db: Connection, term: str) -> Postings:
        if (known := self._known.get(term)) is not None:
            return known
        found = self._read(db, term)
        if self._cached + len(found[0]) > _MOST_CACHED:
            self._known, self._cached = {}, 0
        self._known[term] = found
        self._cached += len(found[0])
        return found

    def _read(self, db: Connection, term: str) -> Postings:
        # One text with all numbers is read five times faster than one row a number.
        text = db.execute("SELECT group_concat(doc) FROM postings WHERE term = ?", (term,)).fetchone()[0]
        all_numbers = self._matrix.numbers
        if not text or not len(all_numbers):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        numbers, often = np.unique(np.fromstring(text, np.int64, sep=","), return_counts=True)
        places = np.minimum(np.searchsorted(all_numbers, numbers), len(all_numbers) - 1)
        # A passage that came or went since the matrix was read is left out.
        known = all_numbers[places] == numbers
        return places[known], often[known].astype(np.float32)
