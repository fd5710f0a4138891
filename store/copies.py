"""Find the articles that are copies of each other and keep their groups in the catalogue.

Everything here is derived from the articles. `refresh` signs the articles that are not signed yet, proposes pairs,
judges the new ones by their words and writes all groups in one transaction; so a stopped run is taken up by the next.
Where an article leans on another outlet is found in the same pass over its text.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

import numpy as np

from store import rows
from store.article import Article
from store.catalogue import Catalogue, Connection, get, put
from store.copies_groups import group
from store.copies_profile import RUN, Profile, profile, runs, words
from store.copies_propose import SLOTS, propose, sign, version
from store.copies_verdict import copied
from store.leans import leans

RECIPE = 1
"""Raise it when profiles, verdicts or leans become others: the next ingest then makes all of them anew."""
BATCH = 500
_PROFILES = 256
"""Profiles kept in memory while pairs are judged; neighbours in the order are often in the same pairs."""
_ORDER = "published IS NULL, published, id"

Verdicts = dict[tuple[str, str], bool]


def stale(db: Connection) -> bool:
    """Return whether articles have changed since the groups were made, or the way to make them has."""
    return bool(get(db, "copies") != _state(db))


def known(db: Connection) -> bool:
    """Return whether the groups were made at all, in the way that they are made now."""
    kept = get(db, "copies")
    return bool(kept and kept[0] == _recipe()) or not get(db, "generation")


def refresh(catalogue: Catalogue) -> None:
    """Bring the groups of copies up to date with the articles. The caller holds the writer's lock."""
    with catalogue.reading() as db:
        if not stale(db):
            return
    if not _same_recipe(catalogue):
        _forget(catalogue)
    while _sign_some(catalogue):
        pass
    with catalogue.reading() as db:
        verdicts = {(row[0], row[1]): bool(row[2]) for row in db.execute("SELECT earlier, later, copy FROM compared")}
        order, pairs = _proposed(db)
    before = len(verdicts)
    found = group(order, pairs, _judge(catalogue, verdicts))
    with catalogue.writing() as db:
        new = list(verdicts.items())[before:]
        db.executemany("INSERT OR REPLACE INTO compared VALUES (?, ?, ?)", [(*pair, copy) for pair, copy in new])
        db.execute("UPDATE traits SET first = NULL WHERE first IS NOT NULL")
        db.executemany(
            "UPDATE traits SET first = ? WHERE article_id = ?", [(head, name) for name, head in found.items()]
        )
        put(db, "copies", _state(db))


def _state(db: Connection) -> list[object]:
    return [_recipe(), get(db, "generation")]


def _recipe() -> str:
    return f"{RECIPE} {version()}"


def _same_recipe(catalogue: Catalogue) -> bool:
    with catalogue.reading() as db:
        return bool(get(db, "traits") == _recipe())


def _forget(catalogue: Catalogue) -> None:
    """Drop all that was derived in another way."""
    with catalogue.writing() as db:
        db.execute("DELETE FROM traits")
        db.execute("DELETE FROM compared")
        db.execute("DELETE FROM leans")
        put(db, "traits", _recipe())


def _sign_some(catalogue: Catalogue) -> int:
    """Sign a batch of the articles that have no signature; return how many there were."""
    with catalogue.reading() as db:
        query = "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM traits) ORDER BY id LIMIT ?"
        todo = [row[0] for row in db.execute(query, (BATCH,))]
        articles = [found for name in todo if (found := rows.article(db, name))]
    made = [_signed(article) for article in articles]
    named = [(article.id, *lean) for article in articles for lean in leans(article)]
    with catalogue.writing() as db:
        db.executemany("INSERT INTO traits (article_id, runs, signature) VALUES (?, ?, ?)", made)
        db.executemany("INSERT INTO leans VALUES (?, ?, ?, ?)", named)
    return len(todo)


def _signed(article: Article) -> tuple[str, int, bytes]:
    found = list(dict.fromkeys(runs(words(article), RUN)))
    return article.id, len(found), sign(found)


def _proposed(db: Connection) -> tuple[list[str], Iterator[tuple[str, str]]]:
    """Return all articles, the earliest first, and the pairs that may be copies."""
    query = f"SELECT a.id, t.runs, t.signature FROM traits t JOIN articles a ON a.id = t.article_id ORDER BY {_ORDER}"
    found = db.execute(query).fetchall()
    order = [row[0] for row in found]
    signatures = np.frombuffer(b"".join(row[2] for row in found), np.uint32).reshape(len(found), SLOTS)
    pairs = propose(signatures, np.array([row[1] for row in found], np.int64))
    return order, ((order[earlier], order[later]) for earlier, later in pairs.tolist())


def _judge(catalogue: Catalogue, verdicts: Verdicts) -> Callable[[str, str], bool]:
    """Return a judge of pairs that remembers in `verdicts`."""

    @lru_cache(_PROFILES)
    def seen(name: str) -> tuple[Profile, date | None]:
        with catalogue.reading() as db:
            article = rows.article(db, name)
        assert article is not None
        return profile(article), article.published

    def judged(earlier: str, later: str) -> bool:
        if (kept := verdicts.get((earlier, later))) is None:
            (one, first), (other, then) = seen(earlier), seen(later)
            days = abs((then - first).days) if first and then else None
            kept = verdicts[earlier, later] = copied(one, other, days=days)
        return kept

    return judged
