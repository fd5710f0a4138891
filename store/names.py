"""The files that hold an article: how the catalogue names them, and how a rename is followed."""

import os
from pathlib import Path

from store import rows
from store.catalogue import Connection


def key(path: Path) -> bytes:
    """Return what names a file in the catalogue: its absolute path as bytes, links not followed."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links


def elsewhere(machine: str, path: str) -> bytes:
    """Return what names a file of another machine; no file of this one is called so."""
    return b"\0" + machine.encode() + b"\0" + os.fsencode(path)


def gone(name: bytes) -> bool:
    """Return whether there is no such file any more; a link that leads nowhere still is one, another machine's too."""
    return not name.startswith(b"\0") and not os.path.lexists(os.fsdecode(name))


def forget(db: Connection, name: bytes) -> int:
    """Take a file out; return how many articles had no other and went with it."""
    removed = rows.unlink(db, name)
    db.execute("DELETE FROM files WHERE path = ?", (name,))
    return removed


def forget_old(db: Connection, article_id: str) -> None:
    """Drop the names whose files are gone: the article was renamed, and a later edit must not leave the old one."""
    names = db.execute("SELECT path FROM names WHERE article_id = ?", (article_id,)).fetchall()
    for (name,) in names if len(names) > 1 else []:
        if gone(name):
            forget(db, name)
