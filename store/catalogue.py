"""The SQLite file that is the truth of a store: its tables, its connections and its transactions.

What the rows mean is in records.py. Every reader thread borrows a connection of its own from a small pool; a writer
holds the lock of lock.py and one transaction at a time. The only file that imports sqlite3.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic, sleep
from typing import Any

from store.catalogue_error import meaning
from store.errors import StoreError
from store.lock import lock

Connection = sqlite3.Connection
Unreadable = sqlite3.Error
"""What reading a damaged catalogue may raise."""
NAME = "catalogue.sqlite3"
SCHEMA = 3
TOKENIZER = "porter unicode61 remove_diacritics 2"
_BUSY_MS = 5000

# The lexical index keeps no text: a passage is a slice of its article, given again when it is taken out. What is long
# stands last in its row, for SQLite reads a row up to the column asked for.
_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, recipe INTEGER NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT, outlet TEXT, author TEXT, published TEXT, published_from TEXT,
    url TEXT, recipe INTEGER NOT NULL, skipped TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE names (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, path BLOB NOT NULL, shown TEXT NOT NULL,
    PRIMARY KEY (article_id, path)) WITHOUT ROWID;
CREATE INDEX names_by_path ON names (path);
CREATE TABLE embeddings (number INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, vector BLOB NOT NULL);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
    words INTEGER NOT NULL, sentences TEXT NOT NULL, embedding INTEGER NOT NULL REFERENCES embeddings);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_by_embedding ON passages (embedding);
CREATE VIRTUAL TABLE lexical USING fts5(
    title, body, content='', tokenize='{TOKENIZER}');
CREATE VIRTUAL TABLE postings USING fts5vocab(lexical, instance);
"""
_DERIVED = """
CREATE TABLE traits (
    article_id TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, first TEXT, runs INTEGER NOT NULL,
    signature BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX traits_by_first ON traits (first) WHERE first IS NOT NULL;
CREATE TABLE compared (
    earlier TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    later TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, copy INTEGER NOT NULL,
    PRIMARY KEY (earlier, later)) WITHOUT ROWID;
CREATE INDEX compared_by_later ON compared (later);
CREATE TABLE leans (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
    name TEXT NOT NULL, PRIMARY KEY (article_id, start, end)) WITHOUT ROWID;
"""
_SENTENCES = """
CREATE TABLE sentence_vectors (
    embedding INTEGER PRIMARY KEY REFERENCES embeddings ON DELETE CASCADE, vectors BLOB NOT NULL);
"""
_STEPS = (_TABLES, _DERIVED, _SENTENCES)
"""Step n makes version n + 1 of version n, so an old store becomes a new one by the steps that it lacks."""


class Catalogue:
    """The open catalogue of the store in `folder`. Use it from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the catalogue, making it where there is none."""
        self.folder = folder
        self._idle: LifoQueue[Connection] = LifoQueue()
        with _translated(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with self.reading() as db:
            version = _version(db)
        if version < SCHEMA:
            self._bring_up(version)
        elif version > SCHEMA:
            raise StoreError(f"the store {folder} was made by a newer Dateline: update Dateline or use another --store")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection; what it reads is committed."""
        with _translated(self.folder):
            try:
                db = self._idle.get_nowait()
            except Empty:
                db = _connect(self.folder / NAME)
            try:
                yield db
            finally:
                self._idle.put(db)

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

    def close(self) -> None:
        """Close every idle connection; lent ones are not waited for."""
        with _translated(self.folder):
            while True:
                try:
                    self._idle.get_nowait().close()
                except Empty:
                    return

    def _bring_up(self, version: int) -> None:
        """Make the tables that are lacking; adding some to an old store disturbs no writer at work."""
        with nullcontext() if version else lock(self.folder), self.writing() as db:
            for step in _STEPS[_version(db) :]:  # another process may have been faster
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


def problems(db: Connection) -> list[str]:
    """Return what SQLite finds wrong with its own file, with references, and with the lexical index."""
    found = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
    found += [f"{row[0]}: a row points to nothing" for row in db.execute("PRAGMA foreign_key_check").fetchmany(5)]
    try:
        db.execute("INSERT INTO lexical(lexical) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        found.append(f"the lexical index is damaged ({error})")
    return found


def _version(db: Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _connect(path: Path) -> Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000)
    try:
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _switch_to_wal(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA mmap_size = 268435456")
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
    except (sqlite3.Error, OSError) as error:
        raise meaning(folder, str(error), ours=isinstance(error, sqlite3.DatabaseError)) from error
