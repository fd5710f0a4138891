"""Bring the copy of a shared store and its server together, a step at a time.

`listen` reads the log on, `speak` appends what this machine has yet to say, `fetch` brings articles here with the
vectors that others made, `tidy` takes out what nobody has any more. Each step leaves the copy and the server right
wherever a process is killed, and does what is left when it is called again. An article is on the server whole before
an entry names it; records that came to nothing are noted before they are written, and deleted by the next step.
The caller holds the writer's lock, but for `fetch`, which takes it for as long as it writes.
"""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from store import rows
from store import shared_due as due
from store import shared_state as state
from store.catalogue import Catalogue, Connection
from store.chroma_server import ChromaServer
from store.contents import Vectored, content, embedded
from store.embed import Embedder
from store.errors import StoreError
from store.index import require_space
from store.shared_address import Address
from store.shared_corpus import Corpus, find, make
from store.shared_log import Change, Entry, entry
from store.shared_records import Published, kept
from store.shared_state import Me

_FETCHED = 64
"""Articles fetched at a time, and kept in one transaction."""
Locking = Callable[[], AbstractContextManager[object]]


class Sync:
    """One copy, and the corpus that it is a copy of."""

    def __init__(self, catalogue: Catalogue, embedder: Embedder, server: ChromaServer, place: Address, me: Me) -> None:
        """Reach nothing yet."""
        self._catalogue, self._embedder = catalogue, embedder
        self._server, self._place, self._me = server, place, me
        self._corpus: Corpus | None = None
        self._written: dict[str, str] = {}
        self.lost: set[str] = set()
        """Articles that are shared and could not be fetched whole."""

    def listen(self) -> int:
        """Read the log to its end; return how many entries were new."""
        with self._catalogue.reading() as db:
            before = state.position(db)
        corpus = self._found()
        if corpus is None:
            if before.number:
                raise self._strange()
            return 0
        number, known = before.number, not before.number
        for found, one in corpus.log.read(before.number):
            if found == before.number:
                known = one.mark == before.mark
            elif known and found == number + 1:
                self._fold(found, one)
                number = found
        if not known:
            raise self._strange()
        return number - before.number

    def silent(self) -> bool:
        """Return whether `speak` has nothing to do."""
        with self._catalogue.reading() as db:
            return not due.unsaid(db) and not state.doomed(db)

    def speak(self) -> int:
        """Append all that this machine has yet to say; return how many changes that were."""
        said = 0
        self.listen()
        self._clear()
        while True:
            with self._catalogue.reading() as db:
                waiting = due.unsaid(db)
            if not waiting:
                self._clear()
                return said
            for changes in waiting:
                if not self._say(changes):
                    break  # another machine was first: what is to be said may be something else now
                said += len(changes)

    def remove(self, article_id: str) -> bool:
        """Take an article out for everyone; return whether it was there."""
        self.listen()
        with self._catalogue.reading() as db:
            if rows.recipe(db, article_id) is None and state.ref(db, article_id) is None:
                return False
        while not self._say([Change(kind="remove", article_id=article_id)]):
            pass
        self.tidy()
        self._clear()
        return True

    def fetch(self, locking: Locking) -> int:
        """Bring here some of the articles that others shared; return how many, 0 where none are left to be had."""
        with self._catalogue.reading() as db:
            wanted = due.lacking(db)
        if not wanted:
            self.lost.clear()
            return 0
        corpus = self._found()
        if corpus is None:
            raise self._strange()
        # What could not be had comes last, so that it does not stand before the rest.
        order = sorted(wanted, key=lambda article_id: (article_id in self.lost, article_id))[:_FETCHED]
        found = corpus.records.get([wanted[article_id] for article_id in order])
        self.lost |= {article_id for article_id in order if wanted[article_id] not in found}
        require_space(self._catalogue.folder, sum(3 * len(one.article.text) for one in found.values()))
        with locking(), self._catalogue.writing() as db:
            for ref, one in found.items():
                self._keep(db, ref, one)
        self.lost -= {one.article.id for one in found.values()}
        return len(found)

    def untidy(self) -> bool:
        """Return whether `tidy` has anything to do."""
        with self._catalogue.reading() as db:
            return due.untidy(db)

    def tidy(self) -> None:
        """Take out what nobody has any more, and name what others have too."""
        with self._catalogue.writing() as db:
            due.tidy(db)

    def _say(self, changes: list[Change]) -> bool:
        """Append changes in one entry, with the articles that are not shared yet; False where another was first."""
        corpus = self._corpus = self._found() or make(self._server, self._place)
        whole = self._with_articles(changes, corpus)
        return not self.listen() and self._append(whole, corpus)

    def _append(self, changes: list[Change], corpus: Corpus) -> bool:
        """Append at the end that is known; return whether that still was the end."""
        with self._catalogue.writing() as db:
            number = state.position(db).number + 1
            state.attempt(db, number)
        one = entry(self._me.machine, self._me.copy, changes)
        if not corpus.log.append(number, one):
            return False
        self._fold(number, one)
        return True

    def _fold(self, number: int, one: Entry) -> None:
        with self._catalogue.writing() as db:
            if state.position(db).number == number - 1:  # another process with this copy may have been faster
                state.fold(db, number, one, self._me)

    def _keep(self, db: Connection, ref: str, one: Published) -> None:
        contents = [content(embedded(passage), self._embedder) for passage in one.passages]
        passages = dict(zip(contents, (row.tobytes() for row in one.vectors), strict=True))
        sentences = {name: packed for name, packed in zip(contents, one.sentences, strict=True) if packed is not None}
        whole = rows.Entry(article=one.article, recipe=one.recipe, passages=one.passages, contents=contents)
        if state.ref(db, one.article.id) == (ref, one.recipe):  # nothing else was said of it since
            due.insert(db, whole, Vectored(passages, sentences), self._embedder.name)

    def _with_articles(self, changes: list[Change], corpus: Corpus) -> list[Change]:
        """Return the changes, those that bring an article along with its reference; its records are written."""
        whole: list[Change] = []
        new: dict[str, Published] = {}
        for change in changes:
            if change.kind == "link" and (one := self._unshared(change)) is not None:
                ref = self._written.get(change.article_id)
                if ref is None:
                    ref = f"{change.article_id}.{self._me.copy}.{secrets.token_hex(4)}"
                    self._written[change.article_id] = ref
                    new[ref] = one
                whole.append(replace(change, ref=ref))
            else:
                whole.append(change)
        self._write(new, corpus)
        return whole

    def _write(self, new: dict[str, Published], corpus: Corpus) -> None:
        """Write articles that no entry names yet; until one does they are doomed."""
        if new:
            with self._catalogue.writing() as db:
                state.doom(db, list(new))
            try:
                corpus.records.put(new)
            except BaseException:
                self._written.clear()
                raise

    def _unshared(self, change: Change) -> Published | None:
        """Return the article of a link where the server has not got it, made by this recipe or a later one."""
        with self._catalogue.reading() as db:
            known = state.ref(db, change.article_id)
        return None if known and known.recipe >= change.recipe else kept(self._catalogue, change.article_id)

    def _clear(self) -> None:
        """Delete the records that came to nothing; to be called when the log was read to its end."""
        self._written.clear()
        with self._catalogue.reading() as db:
            refs, open_end = state.doomed(db), state.attempted(db) > state.position(db).number
        if not refs or (corpus := self._found()) is None:
            return
        # An append that seemed to fail may still arrive and name them, unless its place is taken.
        if open_end and not self._append([], corpus):
            return
        corpus.records.delete(refs)
        with self._catalogue.writing() as db:
            state.spare(db, refs)

    def _found(self) -> Corpus | None:
        """Return the corpus on the server, None where nothing was shared yet."""
        self._corpus = self._corpus or find(self._server, self._place)
        return self._corpus

    def _strange(self) -> StoreError:
        return StoreError(
            f"what is shared at {self._place.shown} is not what this copy was made from: restore the server's data, "
            f"or delete {self._catalogue.folder} to begin with what is there now"
        )
