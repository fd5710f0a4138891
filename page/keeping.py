"""Keep conversations in a small SQLite file beside the store, so that they outlive the page and the server.

A person is a random number that only their browser has. Of it a hash is kept; who does not have the number can neither
list nor read, add to or delete a conversation.
"""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import Any, NamedTuple

from store.errors import StoreError

NAME = "conversations.sqlite3"
_MOST_LISTED = 200
_LONGEST_TITLE = 120
_TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, title TEXT NOT NULL, touched REAL NOT NULL);
CREATE INDEX IF NOT EXISTS conversations_by_person ON conversations (person, touched);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE, number INTEGER NOT NULL,
    record TEXT NOT NULL, PRIMARY KEY (conversation, number)) WITHOUT ROWID;
"""


class Kept(NamedTuple):
    """A conversation in the list: its id, its first question, when it was last used, and how many questions it has."""

    id: str
    title: str
    touched: float
    turns: int


class Keeping:
    """The file of conversations in a folder. Use it from any thread."""

    def __init__(self, folder: Path) -> None:
        """Open the file, or make it."""
        self._path = folder / NAME
        self.check()

    def check(self) -> None:
        """Raise StoreError where the file can't be used."""
        with self._open() as db:
            db.execute("SELECT id FROM conversations LIMIT 1")

    def add(self, person: str, conversation: str | None, record: dict[str, Any]) -> str:
        """Keep a turn at the end of a conversation, of a new one where that is None; return its id."""
        with self._open() as db:
            if conversation is None or not _owns(db, person, conversation):
                conversation = secrets.token_urlsafe(12)
                title = str(record["answer"]["question"])[:_LONGEST_TITLE]
                db.execute("INSERT INTO conversations VALUES (?, ?, ?, ?)", (conversation, _hash(person), title, 0))
            db.execute(
                "INSERT INTO turns SELECT ?, 1 + coalesce(max(number), 0), ? FROM turns WHERE conversation = ?",
                (conversation, json.dumps(record, ensure_ascii=False), conversation),
            )
            db.execute("UPDATE conversations SET touched = ? WHERE id = ?", (time(), conversation))
        return conversation

    def change(self, person: str, conversation: str, number: int, record: dict[str, Any]) -> None:
        """Keep `record` in the place of turn `number`."""
        with self._open() as db:
            if _owns(db, person, conversation):
                known = (json.dumps(record, ensure_ascii=False), conversation, number)
                db.execute("UPDATE turns SET record = ? WHERE conversation = ? AND number = ?", known)

    def turns(self, person: str, conversation: str | None) -> list[dict[str, Any]]:
        """Return the turns of a conversation of this person, oldest first; none where it is not theirs.

        None either where the file can't be used, which `check` tells: questions are answered without it.
        """
        with suppress(StoreError), self._open() as db:
            if conversation is not None and _owns(db, person, conversation):
                found = db.execute("SELECT record FROM turns WHERE conversation = ? ORDER BY number", (conversation,))
                return [json.loads(row[0]) for row in found]
        return []

    def listed(self, person: str) -> list[Kept]:
        """Return the conversations of a person, the last used first; none where the file can't be used."""
        with suppress(StoreError), self._open() as db:
            found = db.execute(
                "SELECT id, title, touched, (SELECT count(*) FROM turns WHERE conversation = id) FROM conversations "
                "WHERE person = ? ORDER BY touched DESC, id LIMIT ?",
                (_hash(person), _MOST_LISTED),
            )
            return [Kept(*row) for row in found]
        return []

    def touch(self, person: str, conversation: str) -> None:
        """Make a conversation the last used one."""
        with self._open() as db:
            known = (time(), conversation, _hash(person))
            db.execute("UPDATE conversations SET touched = ? WHERE id = ? AND person = ?", known)

    def delete(self, person: str, conversation: str) -> None:
        """Delete a conversation of this person."""
        with self._open() as db:
            db.execute("DELETE FROM conversations WHERE id = ? AND person = ?", (conversation, _hash(person)))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose changes are kept together; an error of SQLite is a StoreError."""
        try:
            db = sqlite3.connect(self._path, timeout=5)
            try:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA foreign_keys = ON")
                db.executescript(_TABLES)  # the folder may have been deleted and made anew since
                with db:
                    yield db
            finally:
                db.close()
        except sqlite3.Error as error:
            raise StoreError(f"can't use {self._path} ({error}); move it away to start without it") from error


def _owns(db: sqlite3.Connection, person: str, conversation: str) -> bool:
    known = (conversation, _hash(person))
    return db.execute("SELECT 1 FROM conversations WHERE id = ? AND person = ?", known).fetchone() is not None


def _hash(person: str) -> str:
    return hashlib.sha256(person.encode("utf-8", "replace")).hexdigest()
