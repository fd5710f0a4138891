"""What is yet to be done in the copy of a shared store, worked out from what the log says and what the catalogue holds.

Nothing is kept of what was begun: what this machine has yet to say, to fetch and to drop is found anew each time, so
a process that is killed anywhere is taken up where it was. Nothing here opens a transaction or reaches the server.
"""

import os
from collections.abc import Iterator
from itertools import groupby

from store import rows, traits
from store.catalogue import Connection, changed, get, put
from store.contents import Vectored
from store.shared_log import Change

_MOST = 64
"""Changes in one entry."""
_ELSEWHERE = "substr({}, 1, 1) = x'00'"
_UNSAID = f"""
SELECT n.path, n.article_id, n.shown, a.recipe FROM names n JOIN articles a ON a.id = n.article_id
WHERE NOT {_ELSEWHERE.format("n.path")} AND (
    NOT EXISTS (SELECT 1 FROM claims c WHERE c.article_id = n.article_id AND c.key = n.path)
    OR NOT EXISTS (SELECT 1 FROM refs r WHERE r.article_id = n.article_id AND r.recipe >= a.recipe))"""
_GIVEN_UP = f"""
SELECT c.key, c.article_id FROM claims c WHERE c.named AND NOT {_ELSEWHERE.format("c.key")}
AND NOT EXISTS (SELECT 1 FROM names n WHERE n.article_id = c.article_id AND n.path = c.key)"""
# An article that only this machine claims and does not have is one that it has yet to give up.
_LACKING = f"""
SELECT r.article_id, r.ref FROM refs r LEFT JOIN articles a ON a.id = r.article_id
WHERE a.recipe < r.recipe OR a.id IS NULL AND EXISTS (
    SELECT 1 FROM claims c WHERE c.article_id = r.article_id AND ({_ELSEWHERE.format("c.key")} OR NOT c.named))"""
_UNCLAIMED = f"""
SELECT n.article_id, n.path FROM names n WHERE {_ELSEWHERE.format("n.path")}
AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.article_id = n.article_id AND c.key = n.path)"""
_NAMELESS = "SELECT id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM names n WHERE n.article_id = a.id)"
_UNNAMED = """
SELECT c.article_id, c.key, c.shown FROM claims c JOIN articles a ON a.id = c.article_id WHERE NOT c.named"""


def unsaid(db: Connection) -> list[list[Change]]:
    """Return what this machine has yet to say, entry by entry; what takes nothing away comes first.

    What a file now holds and what it held before are in one entry, where one takes them.
    """
    links = [
        Change(kind="link", path=os.fsdecode(path), article_id=article_id, shown=shown, recipe=recipe)
        for path, article_id, shown, recipe in db.execute(_UNSAID)
    ]
    gone = [
        Change(kind="unlink", path=os.fsdecode(path), article_id=article_id)
        for path, article_id in db.execute(_GIVEN_UP)
    ]
    new = {change.path for change in links}
    every = sorted([*links, *gone], key=lambda one: (one.path not in new, one.path, one.kind, one.article_id))
    return list(_entries(every))


def lacking(db: Connection) -> dict[str, str]:
    """Return the articles that are shared and not here, each with the name of its records."""
    return dict(db.execute(_LACKING).fetchall())


def insert(db: Connection, entry: rows.Entry, vectors: Vectored, embedder: str) -> None:
    """Keep a fetched article with its embeddings, which `embedder` made, in place of what its files held before."""
    if vectors.passages and get(db, "embedder") is None:
        put(db, "embedder", embedder)
        put(db, "dimensions", len(next(iter(vectors.passages.values()))) // 4)
    if rows.recipe(db, entry.article.id) is not None:
        traits.forget(db, entry.article.id)
    vectors.keep(db, entry.contents)
    rows.insert(db, entry)
    _name(db, db.execute(f"{_UNNAMED} AND c.article_id = ?", (entry.article.id,)).fetchall())
    same_file = "n.path IN (SELECT path FROM names WHERE article_id = ?)"
    for article_id, key in db.execute(f"{_UNCLAIMED} AND {same_file}", (entry.article.id,)).fetchall():
        _unname(db, article_id, key)
        if not db.execute("SELECT 1 FROM names WHERE article_id = ?", (article_id,)).fetchone():
            rows.delete(db, article_id)
    changed(db)


def tidy(db: Connection) -> None:
    """Give articles the names that others claim them by, and take out those that nobody has any more."""
    _name(db, db.execute(_UNNAMED).fetchall())
    for article_id, key in db.execute(_UNCLAIMED).fetchall():
        _unname(db, article_id, key)
    found = [row[0] for row in db.execute(_NAMELESS)]
    for article_id in found:
        rows.delete(db, article_id)
    if found:
        changed(db)


def untidy(db: Connection) -> bool:
    """Return whether `tidy` has anything to do."""
    return any(db.execute(f"{query} LIMIT 1").fetchone() for query in (_UNNAMED, _UNCLAIMED, _NAMELESS))


def _entries(changes: list[Change]) -> Iterator[list[Change]]:
    chosen: list[Change] = []
    for _, group in groupby(changes, key=lambda change: change.path):
        some = list(group)
        if chosen and len(chosen) + len(some) > _MOST:
            yield chosen
            chosen = []
        chosen += some
        while len(chosen) > _MOST:
            yield chosen[:_MOST]
            chosen = chosen[_MOST:]
    if chosen:
        yield chosen


def _name(db: Connection, claims: list[tuple[str, bytes, str]]) -> None:
    for article_id, key, shown in claims:
        rows.link(db, article_id, key, shown)
        db.execute("UPDATE claims SET named = 1 WHERE article_id = ? AND key = ?", (article_id, key))
        _show(db, article_id)


def _unname(db: Connection, article_id: str, key: bytes) -> None:
    db.execute("DELETE FROM names WHERE article_id = ? AND path = ?", (article_id, key))
    _show(db, article_id)


def _show(db: Connection, article_id: str) -> None:
    """Have an article shown under a file that holds it."""
    shown = [row[0] for row in db.execute("SELECT shown FROM names WHERE article_id = ? ORDER BY shown", (article_id,))]
    now = db.execute("SELECT path FROM articles WHERE id = ?", (article_id,)).fetchone()
    if shown and now and now[0] not in shown:
        db.execute("UPDATE articles SET path = ? WHERE id = ?", (shown[0], article_id))
