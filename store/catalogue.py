"""The SQLite file that is the truth of a store: its connections and its transactions.

Its tables are in schema.py, what the rows mean in records.py. Each thread borrows a connection from a small pool; a
writer holds the lock of lock.py and one transaction at a time. The only file that imports sqlite3.

The file may be damaged, replaced or taken away while it is open. A connection holds much of it in memory, so none is
lent once the file is not as it was; nor is it mapped into memory, for a process whose memory is cut off is killed.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from secrets import randbelow
from threading import Lock
from time import monotonic, sleep
from typing import Any

from store.catalogue_error import broken, gone, meaning
from store.errors import StoreError
from store.lock import lock
from store.schema import SCHEMA, STEPS
from store.standing import Standing, standing

Connection = sqlite3.Connection
Unreadable = sqlite3.Error  # what reading a damaged catalogue may raise
NAME = "catalogue.sqlite3"
_BUSY_MS = 5000


class Catalogue:
    """The open catalogue of the store in `folder`. Use it from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the catalogue, making it where there is none."""
        self.folder = folder
        self._lock = Lock()
        self._verified: Standing | None = None
        self._damage: str | None = None
        with _translated(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._idle = [_connect(folder / NAME, make=True)]
            self._standing = standing(folder / NAME)
        with self.reading() as db:
            version = _version(db)
        if version < SCHEMA:
            self._bring_up(version)
        elif version > SCHEMA:
            raise StoreError(f"the store {folder} was made by a newer Dateline: update Dateline or use another --store")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection; what it reads is committed. Raise StoreError where the file was found damaged."""
        with _translated(self.folder):
            now = standing(self.folder / NAME)
            if self._damage and self._verified and now.file == self._verified.file:
                raise broken(self.folder, self._damage)
            if now != self._standing:
                self._renew(now)
            with self._lent(now) as db:
                yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection inside a transaction: all of it is kept, or nothing where anything is raised."""
        with self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def verify(self) -> None:
        """Read the whole file where it is not as it was when last verified; nothing is lent of one that is damaged."""
        with _translated(self.folder):
            now = standing(self.folder / NAME)
            if now == self._verified:
                return
            self._renew(now)
            try:
                with self._lent(now) as db:
                    found = faults(db)
            except sqlite3.OperationalError:
                raise  # it can't be read now, which says nothing of what is in it
            except sqlite3.DatabaseError as error:
                found = [str(error)]
            self._damage, self._verified = (found[0] if found else None), now

    def close(self) -> None:
        """Close every idle connection; lent ones are not waited for."""
        with _translated(self.folder), self._lock:
            while self._idle:
                self._idle.pop().close()

    def _renew(self, now: Standing) -> None:
        # One is opened before the others are closed: the last to be closed would write its log into whatever is there.
        if not now.size:  # SQLite would take it for a database that is to be made
            raise broken(self.folder, "the file is empty")
        fresh = _connect(self.folder / NAME)
        with self._lock:
            old, self._idle, self._standing = self._idle, [fresh], now
        for db in old:
            db.close()

    @contextmanager
    def _lent(self, now: Standing) -> Iterator[Connection]:
        with self._lock:
            db = self._idle.pop() if self._idle else None
        db = db or _connect(self.folder / NAME)
        try:
            yield db
        finally:
            with self._lock:
                if kept := now == self._standing:
                    self._idle.append(db)
            if not kept:
                db.close()

    def _bring_up(self, version: int) -> None:
        """Make the tables that are lacking; adding some to an old store disturbs no writer at work."""
        with nullcontext() if version else lock(self.folder), self.writing() as db:
            for step in STEPS[_version(db) :]:  # another process may have been faster
                for statement in step.split(";\n"):
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {SCHEMA}")


def get(db: Connection, key: str) -> Any:
    """Return the kept value of `key`, or None."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else json.loads(row[0])


def put(db: Connection, key: str, value: Any) -> None:
    """Keep a JSON value under `key`."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))


def changed(db: Connection) -> None:
    """Count the generation up: what readers and the Chroma index have seen is no longer all."""
    if get(db, "born") is None:  # no two catalogues count from the same number, so that none is taken for another
        put(db, "born", randbelow(1_000_000_000))
    put(db, "generation", int(get(db, "generation") or 0) + 1)


def in_memory() -> Connection:
    """Return a connection to a database of its own that is never written to disk; the caller guards and closes it."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


@contextmanager
def damaged(path: Path) -> Iterator[Connection]:
    """Lend a connection to a catalogue that may be damaged; it changes nothing. Whatever is asked may be Unreadable."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_MS / 1000)
    try:
        yield db
    finally:
        db.close()


def faults(db: Connection) -> list[str]:
    """Return what SQLite finds wrong with its own file and with references; it writes nothing."""
    found = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
    return found + [f"{row[0]}: a row points to nothing" for row in db.execute("PRAGMA foreign_key_check").fetchmany(5)]


def problems(db: Connection) -> list[str]:
    """Return its faults, and what is wrong with the lexical index."""
    found = faults(db)
    try:
        db.execute("INSERT INTO lexical(lexical) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        found.append(f"the lexical index is damaged ({error})")
    return found


def _version(db: Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _connect(path: Path, *, make: bool = False) -> Connection:
    place = f"{path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
    db = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000)
    try:
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _switch_to_wal(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, lexical, row)")
    except BaseException:
        db.close()
        raise
    return db


def _switch_to_wal(db: Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for the lock that this takes, so it is tried again."""
    last = monotonic() + _BUSY_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if monotonic() > last:
                raise
            sleep(0.01)


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise gone(folder) from error
    except (sqlite3.Error, OSError) as error:
        raise meaning(folder, str(error), ours=isinstance(error, sqlite3.DatabaseError)) from error
