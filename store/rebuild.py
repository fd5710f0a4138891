"""Make a damaged store anew without losing what is whole: the damaged catalogue is put aside, never deleted.

What has a file is read from there again. Taken from the old catalogue are the embeddings, which may have cost money,
and the articles whose files are gone, as far as each proves whole: its passages are what was embedded. A mark lies
beside the old catalogue until `finish`, so that a run that was stopped anywhere is gone on with by the next.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from store import rows
from store.catalogue import NAME, Catalogue, Connection, Unreadable, changed, damaged, get, put
from store.chunk import chunk
from store.contents import content, embedded
from store.embed import Embedder, is_unit
from store.errors import StoreError
from store.ingest import MOST_PASSAGES, RECIPE
from store.lock import lock
from store.names import gone

_ASIDE, _MARK = "damaged", "unfinished"
_FILES = tuple(f"{NAME}{ending}" for ending in ("", "-wal", "-shm"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """`aside`: where old catalogues are, none where there was none. `files`: what an ingest has to read again."""

    aside: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    embeddings: int = 0
    articles: int = 0


def rebuild(folder: Path, embedder: Embedder) -> Rescued:
    """Put the catalogue of a store aside, begin a new one with what is whole, and return what came of it."""
    if not folder.is_dir():
        return Rescued()
    with lock(folder):
        aside = unfinished(folder)
        if any((folder / name).exists() for name in _FILES) and not (aside and _opens(folder)):
            aside = (*aside, _put_aside(folder))
    found = [_rescued(folder, path, embedder) for path in aside if (path / NAME).exists()]
    return Rescued(
        aside=aside,
        files=tuple(sorted({path for one in found for path in one.files})),
        embeddings=sum(one.embeddings for one in found),
        articles=sum(one.articles for one in found),
    )


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return where the old catalogues are of a rebuilding that was begun and not brought to its end."""
    return tuple(sorted(mark.parent for mark in folder.glob(f"{_ASIDE}-*/{_MARK}")))


def finish(rescued: Rescued) -> None:
    """Note that what a rebuilding began is whole: its files were read again."""
    for aside in rescued.aside:
        (aside / _MARK).unlink(missing_ok=True)


def _rescued(folder: Path, aside: Path, embedder: Embedder) -> Rescued:
    """Keep what is whole of an old catalogue, and return what that was."""
    catalogue = Catalogue(folder)
    try:
        with lock(folder), damaged(aside / NAME) as old:
            vectors = dict(_vectors(old)) if _maker(old) == embedder.name else {}
            _keep(catalogue, embedder, vectors)
            names = _names(old)
            lost = {name for name, paths in names.items() if all(map(gone, paths))}
            saved = sum(_saved(catalogue, old, name, names[name], embedder) for name in sorted(lost))
    finally:
        catalogue.close()
    files = {Path(os.fsdecode(path)) for paths in names.values() for path in paths if not gone(path)}
    return Rescued(files=tuple(files), embeddings=len(vectors), articles=saved)


def _opens(folder: Path) -> bool:
    """Return whether the catalogue there can be gone on with: the new one of a rebuilding that was stopped."""
    try:
        catalogue = Catalogue(folder)
    except StoreError:
        return False
    catalogue.close()
    return True


def _put_aside(folder: Path) -> Path:
    """Move the catalogue with its log, which belong together, and return the folder they are in."""
    aside = next(path for number in range(1, 10_000) if not (path := folder / f"{_ASIDE}-{number}").exists())
    try:
        aside.mkdir()
        (aside / _MARK).touch()
        for name in _FILES:
            with suppress(FileNotFoundError):
                (folder / name).rename(aside / name)
    except OSError as error:
        raise StoreError(f"can't put the catalogue of {folder} aside: {error.strerror}; end what uses it") from error
    return aside


def _rows(old: Connection, query: str) -> Iterator[tuple[bytes | str | int, ...]]:
    """Yield the rows from both ends of a table, each up to the first that can't be read."""
    for order in ("ASC", "DESC"):
        with suppress(Unreadable):
            yield from old.execute(f"{query} {order}")


def _maker(old: Connection) -> object:
    """Return the name of the embedder that made what is in the catalogue, None where it can't be read."""
    with suppress(Unreadable, ValueError):
        return get(old, "embedder")
    return None


def _vectors(old: Connection) -> Iterator[tuple[bytes, bytes]]:
    """Yield the embeddings that can be read and are embeddings."""
    for name, vector in _rows(old, "SELECT content, vector FROM embeddings ORDER BY number"):
        if isinstance(name, bytes) and isinstance(vector, bytes) and is_unit(vector):
            yield name, vector


def _keep(catalogue: Catalogue, embedder: Embedder, vectors: dict[bytes, bytes]) -> None:
    """Keep the embeddings under the name of who made them."""
    widths = {len(vector) for vector in vectors.values()}
    if len(widths) == 1:
        with catalogue.writing() as db:
            rows.add_vectors(db, vectors)
            put(db, "embedder", embedder.name)
            put(db, "dimensions", widths.pop() // 4)


def _names(old: Connection) -> dict[str, dict[bytes, str]]:
    """Return the files of each article, as far as the catalogue can say."""
    found: dict[str, dict[bytes, str]] = {}
    for name, path, shown in _rows(old, "SELECT article_id, path, shown FROM names ORDER BY article_id"):
        if isinstance(name, str) and isinstance(path, bytes) and isinstance(shown, str):
            found.setdefault(name, {})[path] = shown
    return found


def _saved(catalogue: Catalogue, old: Connection, name: str, paths: dict[bytes, str], embedder: Embedder) -> bool:
    """Keep an article that has no file any more; return whether it is whole, and is kept therefore."""
    try:
        article = rows.article(old, name)
        made = old.execute(
            "SELECT e.content FROM passages p JOIN embeddings e ON e.number = p.embedding WHERE p.article_id = ? "
            "ORDER BY p.start",
            (name,),
        ).fetchall()
        if article is None:
            return False
        passages = chunk(article, embedder)[:MOST_PASSAGES]
        contents = [content(embedded(passage), embedder) for passage in passages]
    except (Unreadable, ValueError, TypeError, AttributeError, IndexError):  # a row of anything
        return False
    with catalogue.writing() as db:
        if contents != [row[0] for row in made] or not rows.known(db, contents) >= set(contents):
            return False
        rows.insert(db, rows.Entry(article=article, recipe=RECIPE, passages=passages, contents=contents))
        for path, shown in paths.items():
            rows.link(db, name, path, shown)
        changed(db)
    return True
