"""Find article files and read them: bytes become text and what the format itself says of title, outlet and date.

A bad file is a value, `ArticleError` with a reason code, beside the good ones; nothing here raises for bad input and
nothing is fetched. What the text says of itself is left to `describe`, what of it is boilerplate to `clean`.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest
from pathlib import Path

from store import html, pdf, plain, records
from store.article import Loaded
from store.errors import ArticleError

MAX_FILES = 100_000
MAX_LINES = 50_000
"""Lines of one article; each is judged by itself, and a text of a million lines is none."""
MEGABYTE = 1_000_000
# A file of many articles may be larger than one article.
LIMITS = {".pdf": 50 * MEGABYTE, ".json": 50 * MEGABYTE, ".jsonl": 50 * MEGABYTE}
TEXT_LIMIT = 5 * MEGABYTE

Reader = Callable[[str, bytes], list[Loaded | ArticleError]]
READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".json": records.read_json,
    ".jsonl": records.read_lines,
}


def discover(paths: Sequence[Path], *, most: int = MAX_FILES) -> Iterator[Path | ArticleError]:
    """Yield the article files at and below `paths`, sorted folder by folder, and an error for each unusable name."""
    found = 0
    for path in paths:
        for item in _named(path):
            if found >= most:
                yield ArticleError(_shown(path), "too_many", f"stopped after {most:,} files; ingest the rest apart")
                return
            found += 1  # an unusable name counts: a million of them would fill the report
            yield item


def load(path: Path, *, text_limit: int = TEXT_LIMIT) -> list[Loaded | ArticleError]:
    """Return what `path` holds: one article, or several for JSON, with an error for each that can't be used."""
    name = _shown(path)
    suffix = path.suffix.lower()
    if suffix not in READERS:
        return [_unsupported(path)]
    try:
        data = _read(path, LIMITS.get(suffix, text_limit))
        loaded = READERS[suffix](name, data)
    except ArticleError as error:
        return [error]
    return [_within(item, text_limit) for item in loaded]


def _named(path: Path) -> Iterator[Path | ArticleError]:
    """Yield the files of one path that the caller named; a link is followed here, for it was asked for."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        yield ArticleError(_shown(path), "missing", "no such file or folder; check the path")
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, path.resolve())
    elif not stat.S_ISREG(mode):
        yield ArticleError(_shown(path), "not_a_file", "is not a regular file; name a file or a folder")
    elif path.suffix.lower() not in READERS:
        yield _unsupported(path)
    else:
        yield path.resolve() if path.is_symlink() else path


def _walk(folder: Path, root: Path) -> Iterator[Path | ArticleError]:
    """Yield what lies below `folder`, in the order of names; a list of what waits, for folders may be nested deeply."""
    waiting = list(_listed(folder))
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, ArticleError):
            yield entry
        elif entry.is_symlink():
            yield from _link(Path(entry.path), root)
        elif entry.is_dir():
            waiting += _listed(Path(entry.path))
        elif Path(entry.name).suffix.lower() in READERS:
            regular = entry.is_file()
            yield (
                Path(entry.path)
                if regular
                else ArticleError(_shown(entry), "not_a_file", "is no regular file; skipped")
            )


def _listed(folder: Path) -> Iterator[os.DirEntry[str] | ArticleError]:
    """Yield the entries of one folder from last to first that are not hidden, and no more than can be used."""
    try:
        with os.scandir(folder) as listing:
            entries = nsmallest(MAX_FILES + 1, filter(_worth_listing, listing), key=lambda entry: entry.name)
    except OSError as error:
        yield ArticleError(_shown(folder), "io_error", f"can't be listed ({error.strerror}); check its permissions")
        return
    yield from reversed(entries)


def _worth_listing(entry: os.DirEntry[str]) -> bool:
    suffix = Path(entry.name).suffix.lower()
    return not entry.name.startswith(".") and (suffix in READERS or entry.is_symlink() or entry.is_dir())


def _link(path: Path, root: Path) -> Iterator[ArticleError]:
    """Yield an error for a link that leaves the folder; what one inside leads to is found under its own name."""
    try:
        inside = path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        inside = False
    if not inside:
        yield ArticleError(_shown(path), "link", "is a link that leaves the folder; copy the file instead")


def _read(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file; the size is checked before anything is read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    name = _shown(path)
    try:
        if not stat.S_ISREG(mode := path.lstat().st_mode):
            code = "link" if stat.S_ISLNK(mode) else "not_a_file"
            raise ArticleError(name, code, "is not a regular file; copy the article into the folder")
        with os.fdopen(os.open(path, flags), "rb") as file:
            before = os.fstat(file.fileno())
            _check(name, before, limit)
            data = file.read(limit + 1)
            after = os.fstat(file.fileno())
    except (FileNotFoundError, ValueError) as error:
        raise ArticleError(name, "missing", "no such file; check the path") from error
    except OSError as error:
        raise ArticleError(name, "io_error", f"can't be read ({error.strerror}); check its permissions") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise ArticleError(name, "io_error", "was changed while it was read; ingest it again")
    return data


def _check(name: str, status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ArticleError(name, "not_a_file", "is not a regular file; copy the article into the folder")
    if status.st_size > limit:
        size, most = status.st_size / MEGABYTE, limit / MEGABYTE
        raise ArticleError(name, "too_large", f"has {size:.1f} MB, the limit is {most:g} MB; split it")


def _within(item: Loaded | ArticleError, limit: int) -> Loaded | ArticleError:
    if isinstance(item, ArticleError):
        return item
    if not any(character.isalnum() for character in item.text):
        return ArticleError(item.path, "empty", "has no words; remove it or add its text")
    if len(item.text) > limit:
        return ArticleError(item.path, "too_large", f"has {len(item.text):,} characters; split it")
    if item.text.count("\n") > MAX_LINES:
        return ArticleError(item.path, "too_large", f"has {item.text.count(chr(10)):,} lines; split it")
    return item


def _unsupported(path: Path) -> ArticleError:
    return ArticleError(_shown(path), "unsupported", f"is not one of {' '.join(READERS)}; convert it first")


def _shown(path: Path | os.DirEntry[str]) -> str:
    """Return the path as text that can be printed and stored, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
