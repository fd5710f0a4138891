"""What the log of a shared store says, kept in the catalogue of the copy: who has each article, and where it is.

An article is shared as long as it is claimed: a claim is a file of one machine, so that two machines with the same
article both have it, and one of them giving it up takes nothing from the other. `fold` brings one entry in; the copies
that folded the same entries hold the same claims. What follows from them for the articles of this copy is left to
`shared_due`. Nothing here opens a transaction or reaches the server.
"""

import os
from dataclasses import dataclass
from typing import NamedTuple

from store.catalogue import Connection, get, put
from store.names import elsewhere
from store.shared_log import Change, Entry

# A claim is `named` once its key is among the names of the article; what this copy says itself is so from the start.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS claims (article_id TEXT NOT NULL, key BLOB NOT NULL, shown TEXT NOT NULL, "
    "named INTEGER NOT NULL, PRIMARY KEY (article_id, key)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS claims_unnamed ON claims (article_id) WHERE NOT named",
    "CREATE TABLE IF NOT EXISTS refs (article_id TEXT PRIMARY KEY, ref TEXT NOT NULL, recipe INTEGER NOT NULL) "
    "WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS doomed (ref TEXT PRIMARY KEY) WITHOUT ROWID",
)


class Position(NamedTuple):
    """How far the log was read: the number and the mark of the last entry, by which the log is known again."""

    number: int
    mark: str


class Ref(NamedTuple):
    """Under which name the records of an article are on the server, and by which recipe they were made."""

    name: str
    recipe: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Who speaks: a `machine` has files, a `copy` is one catalogue, of which a machine may have had several."""

    machine: str
    copy: str


def prepare(db: Connection) -> None:
    """Make the tables where they are not there yet."""
    for statement in _TABLES:
        db.execute(statement)


def position(db: Connection) -> Position:
    """Return how far the log was read."""
    return Position(*(get(db, "shared") or (0, "")))


def ref(db: Connection, article_id: str) -> Ref | None:
    """Return where an article is on the server, or None where it is not shared."""
    row = db.execute("SELECT ref, recipe FROM refs WHERE article_id = ?", (article_id,)).fetchone()
    return None if row is None else Ref(*row)


def fold(db: Connection, number: int, entry: Entry, me: Me) -> None:
    """Bring in the entry after those that are in: its links first, so that what moves is at no time nobody's."""
    own = entry.copy == me.copy
    for change in sorted(entry.changes, key=lambda change: change.kind != "link"):
        key = os.fsencode(change.path) if entry.machine == me.machine else elsewhere(entry.machine, change.path)
        match change.kind:
            case "link":
                _link(db, change, key, own)
            case "unlink":
                _unlink(db, change, key, own)
            case "remove":
                _remove(db, change.article_id, own)
    put(db, "shared", Position(number, entry.mark))


def attempt(db: Connection, number: int) -> None:
    """Note that this copy is about to append at `number`."""
    put(db, "attempt", number)


def attempted(db: Connection) -> int:
    """Return the last number at which this copy tried to append."""
    return int(get(db, "attempt") or 0)


def doom(db: Connection, refs: list[str]) -> None:
    """Note records that are to be deleted from the server unless an entry comes to name them."""
    db.executemany("INSERT OR IGNORE INTO doomed VALUES (?)", [(one,) for one in refs])


def doomed(db: Connection) -> list[str]:
    """Return the records that are to be deleted."""
    return [row[0] for row in db.execute("SELECT ref FROM doomed ORDER BY ref")]


def spare(db: Connection, refs: list[str]) -> None:
    """Forget records that are named now, or deleted."""
    db.executemany("DELETE FROM doomed WHERE ref = ?", [(one,) for one in refs])


def _link(db: Connection, change: Change, key: bytes, own: bool) -> None:
    db.execute(
        "INSERT INTO claims VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET shown = excluded.shown",
        (change.article_id, key, change.shown, own),
    )
    if change.ref is not None:
        _give_up_ref(db, change.article_id, own)
        db.execute("INSERT INTO refs VALUES (?, ?, ?)", (change.article_id, change.ref, change.recipe))
        spare(db, [change.ref])


def _unlink(db: Connection, change: Change, key: bytes, own: bool) -> None:
    known = (change.article_id, key)
    db.execute("DELETE FROM claims WHERE article_id = ? AND key = ?", known)
    if not own and not key.startswith(b"\0"):  # an earlier copy of this machine; other names are left to `drop`
        db.execute("DELETE FROM names WHERE article_id = ? AND path = ?", known)
    if not db.execute("SELECT 1 FROM claims WHERE article_id = ?", known[:1]).fetchone():
        _give_up_ref(db, change.article_id, own)


def _remove(db: Connection, article_id: str, own: bool) -> None:
    """Take an article away from every file; the files are forgotten too, so that they are read again if they stay."""
    db.execute("DELETE FROM claims WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM files WHERE path IN (SELECT path FROM names WHERE article_id = ?)", (article_id,))
    db.execute("DELETE FROM names WHERE article_id = ?", (article_id,))
    _give_up_ref(db, article_id, own)


def _give_up_ref(db: Connection, article_id: str, own: bool) -> None:
    """Forget where an article is; who gave it up deletes its records."""
    if own and (before := ref(db, article_id)):
        doom(db, [before.name])
    db.execute("DELETE FROM refs WHERE article_id = ?", (article_id,))
