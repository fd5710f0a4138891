"""Articles, passages, files and embeddings as rows of the catalogue, and back. One function, one question to it.

Nothing here opens a transaction: the caller does, so that what belongs together is kept together.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from store.article import Article, Passage, Skipped, Span
from store.catalogue import Connection

Value = TypeVar("Value")
_WORD = re.compile(r"\w+")
_ARTICLE = "id, path, title, outlet, author, published, published_from, url, skipped, text"
_REST = [*_ARTICLE.split(", ")[1:], "recipe"]
MANY = 500
"""Values in one `IN (…)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article ready to be kept: `contents[i]` names the embedding of `passages[i]`."""

    article: Article
    recipe: int
    passages: Sequence[Passage]
    contents: Sequence[bytes]


def insert(db: Connection, entry: Entry) -> None:
    """Keep the article in place of what has its id; its names stay."""
    article = entry.article
    _unindex(db, article.id)
    db.execute("DELETE FROM passages WHERE article_id = ?", (article.id,))
    published = article.published and article.published.isoformat()
    known = (article.title, article.outlet, article.author, published, article.published_from, article.url)
    db.execute(
        f"INSERT INTO articles (id, {', '.join(_REST)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _REST)}",
        (article.id, article.path, *known, json.dumps(article.skipped), article.text, entry.recipe),
    )
    db.executemany(
        "INSERT INTO passages (id, article_id, start, end, words, sentences, embedding) "
        "VALUES (?, ?, ?, ?, ?, ?, (SELECT number FROM embeddings WHERE content = ?))",
        [
            (
                passage.id,
                article.id,
                passage.start,
                passage.end,
                _words(passage),
                json.dumps(passage.sentences),
                content,
            )
            for passage, content in zip(entry.passages, entry.contents, strict=True)
        ],
    )
    db.executemany("INSERT INTO lexical (rowid, title, body) VALUES (?, ?, ?)", _indexed(db, article.id))


def delete(db: Connection, article_id: str) -> None:
    """Take out an article with its passages and names."""
    _unindex(db, article_id)
    db.execute("DELETE FROM articles WHERE id = ?", (article_id,))


def sweep(db: Connection) -> None:
    """Take out the embeddings that no passage uses."""
    db.execute("DELETE FROM embeddings WHERE number NOT IN (SELECT embedding FROM passages)")


def recipe(db: Connection, article_id: str) -> int | None:
    """Return the recipe that an article was made by, or None where it is not here."""
    row = db.execute("SELECT recipe FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else int(row[0])


def article(db: Connection, article_id: str) -> Article | None:
    """Return the article, or None."""
    row = db.execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else _article(row)


def articles(db: Connection) -> list[Article]:
    """Return every article, in the order of their ids."""
    return [_article(row) for row in db.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY id")]


def passages(db: Connection, ids: Sequence[str]) -> list[Passage]:
    """Return the passages in the order of `ids`, without those that are not (or no longer) here."""
    found: dict[str, Passage] = {}
    for group in groups(ids):
        marks = ",".join("?" * len(group))
        rows = db.execute(
            # substr counts characters as Python does, so this is the slice and the rest of the text stays on disk
            "SELECT p.id, p.article_id, p.start, p.end, substr(a.text, p.start + 1, p.end - p.start), p.sentences, "
            "a.title, a.outlet, a.published, a.published_from "
            f"FROM passages p JOIN articles a ON a.id = p.article_id WHERE p.id IN ({marks})",
            group,
        )
        found |= {row[0]: _passage(row) for row in rows}
    return [found[passage_id] for passage_id in ids if passage_id in found]


def leads(db: Connection, article_ids: Collection[str]) -> dict[str, str]:
    """Return the first 900 characters of each article: news says who, where and when at once."""
    marks = ",".join("?" * len(article_ids))
    found = db.execute(f"SELECT id, substr(text, 1, 900) FROM articles WHERE id IN ({marks})", tuple(article_ids))
    return dict(found.fetchall())


def add_vectors(db: Connection, vectors: Mapping[bytes, bytes]) -> None:
    """Keep embeddings, each under the name of its content, as float32 bytes."""
    db.executemany("INSERT OR IGNORE INTO embeddings (content, vector) VALUES (?, ?)", list(vectors.items()))


def known(db: Connection, contents: Iterable[bytes]) -> set[bytes]:
    """Return those of `contents` whose embedding is kept."""
    return {
        row[0]
        for group in groups(list(contents))
        for row in db.execute(f"SELECT content FROM embeddings WHERE content IN ({','.join('?' * len(group))})", group)
    }


def vectors(db: Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """Return the embeddings of the passages that are here, each as its float32 bytes."""
    return {
        row[0]: row[1]
        for group in groups(ids)
        for row in db.execute(
            "SELECT p.id, e.vector FROM passages p JOIN embeddings e ON e.number = p.embedding "
            f"WHERE p.id IN ({','.join('?' * len(group))})",
            group,
        )
    }


def count(db: Connection) -> tuple[int, int]:
    """Return how many articles and how many passages there are."""
    row = db.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)").fetchone()
    return int(row[0]), int(row[1])


def link(db: Connection, article_id: str, path: bytes, shown: str) -> None:
    """Keep one more name of an article."""
    db.execute("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", (article_id, path, shown))


def unlink(db: Connection, path: bytes, *, keep: Iterable[str] = ()) -> int:
    """Take this file away from the articles outside `keep`; return how many were left without a name and deleted."""
    lost = {row[0] for row in db.execute("SELECT article_id FROM names WHERE path = ?", (path,))} - set(keep)
    gone = 0
    for article_id in sorted(lost):
        db.execute("DELETE FROM names WHERE article_id = ? AND path = ?", (article_id, path))
        if rest := db.execute("SELECT shown FROM names WHERE article_id = ? ORDER BY shown", (article_id,)).fetchone():
            db.execute("UPDATE articles SET path = ? WHERE id = ?", (rest[0], article_id))
        else:
            delete(db, article_id)
            gone += 1
    return gone


def _words(passage: Passage) -> int:
    return len(_WORD.findall(passage.text)) + len(_WORD.findall(passage.title or ""))


def _indexed(db: Connection, article_id: str) -> list[tuple[int, str, str]]:
    row = db.execute("SELECT text, title FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return []
    spans = db.execute("SELECT number, start, end FROM passages WHERE article_id = ? ORDER BY number", (article_id,))
    return [(number, row[1] or "", row[0][start:end]) for number, start, end in spans]


def _unindex(db: Connection, article_id: str) -> None:
    db.executemany(
        "INSERT INTO lexical (lexical, rowid, title, body) VALUES ('delete', ?, ?, ?)", _indexed(db, article_id)
    )


def _article(row: Sequence[Any]) -> Article:
    article_id, path, title, outlet, author, published, published_from, url, skipped, text = row
    return Article(
        id=article_id,
        path=path,
        text=text,
        title=title,
        outlet=outlet,
        author=author,
        published=published and date.fromisoformat(published),
        published_from=published_from,
        url=url,
        skipped=tuple(Skipped(*item) for item in json.loads(skipped)),
    )


def _passage(row: Sequence[Any]) -> Passage:
    _, article_id, start, end, text, sentences, title, outlet, published, published_from = row
    return Passage(
        article_id=article_id,
        start=start,
        end=end,
        text=text,
        sentences=tuple(Span(*item) for item in json.loads(sentences)),
        title=title,
        outlet=outlet,
        published=published and date.fromisoformat(published),
        published_from=published_from,
    )


def groups(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield the values, as many at a time as one `IN (…)` takes."""
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]
