"""What was found out about articles beside each other, as rows and back: groups of copies, and whom a report leans on.

It is written by `copies`, from the articles alone; where an article is kept anew, what was known of it is dropped.
"""

from collections.abc import Collection, Sequence
from datetime import date

from store.article import Copy
from store.catalogue import Connection
from store.leans import Lean
from store.rows import groups


def copies(db: Connection, article_ids: Sequence[str], until: date | None = None) -> dict[str, tuple[Copy, ...]]:
    """Return for each article that is here all members of its group with itself, the earliest first.

    `until` leaves out what is known to be published later.
    """
    first = _firsts(db, "article_id", article_ids)
    grouped: dict[str, list[str]] = {}
    for member, head in _firsts(db, "first", list(first.values())).items():
        grouped.setdefault(head, []).append(member)
    found = {name: grouped[first[name]] if name in first else [name] for name in article_ids}
    shown = _shown(db, list(dict.fromkeys(name for members in found.values() for name in members)))
    return {
        asked: tuple(copy for name, copy in shown.items() if name in members and not _later(copy, until))
        for asked, members in ((name, frozenset(members)) for name, members in found.items() if name in shown)
    }


def _firsts(db: Connection, column: str, values: Sequence[str]) -> dict[str, str]:
    """Return the first article of the group of each article with one of the values in `column`."""
    found: dict[str, str] = {}
    for some in groups(list(dict.fromkeys(values))):
        marks = ",".join("?" * len(some))
        query = f"SELECT article_id, first FROM traits WHERE {column} IN ({marks}) AND first IS NOT NULL"
        found |= dict(db.execute(query, some).fetchall())
    return found


def _shown(db: Connection, article_ids: Sequence[str]) -> dict[str, Copy]:
    """Return the articles as copies are shown, the earliest first."""
    found = []
    for some in groups(article_ids):
        marks = ",".join("?" * len(some))
        found += db.execute(f"SELECT id, title, outlet, published FROM articles WHERE id IN ({marks})", some).fetchall()
    found.sort(key=lambda row: (row[3] is None, row[3] or "", row[0]))
    return {
        name: Copy(article_id=name, title=title, outlet=outlet, published=day and date.fromisoformat(day))
        for name, title, outlet, day in found
    }


def _later(copy: Copy, until: date | None) -> bool:
    return bool(until and copy.published and copy.published > until)


def leans(db: Connection, article_ids: Collection[str]) -> dict[str, list[Lean]]:
    """Return the names that each article gives as its sources, and where, in order."""
    found: dict[str, list[Lean]] = {name: [] for name in article_ids}
    for group in groups(list(found)):
        query = f"SELECT article_id, start, end, name FROM leans WHERE article_id IN ({','.join('?' * len(group))})"
        for article_id, *lean in db.execute(f"{query} ORDER BY start, end", group):
            found[article_id].append(Lean(*lean))
    return found


def forget(db: Connection, article_id: str) -> None:
    """Drop what was found out about an article."""
    db.execute("DELETE FROM traits WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM compared WHERE earlier = ? OR later = ?", (article_id, article_id))
    db.execute("DELETE FROM leans WHERE article_id = ?", (article_id,))
