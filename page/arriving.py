"""Give what a visitor brings a place of its own beside the store, so that an article keeps its file.

What the files hold is left to ingest; a dropped file never overwrites another one.
"""

import json
import re
import shutil
from datetime import date
from pathlib import Path

from store.errors import ArticleError

PLACE = "brought"
LONGEST = 1_000_000
"""Characters of a pasted text."""


def drop(paths: list[str], place: Path, *, most: int) -> list[Path]:
    """Return the dropped files at their place, each under its own name; raise ArticleError where there are too many."""
    if len(paths) > most:
        raise ArticleError("the dropped files", "too_many", f"are {len(paths)}; bring at most {most} at a time")
    place.mkdir(parents=True, exist_ok=True)
    return [_placed(Path(path), place) for path in paths]


def paste(text: str, place: Path, *, title: str = "", outlet: str = "", published: date | None = None) -> Path:
    """Return the file of a pasted text; raise ArticleError where there is none or it is too long."""
    if not text.strip():
        raise ArticleError("the pasted text", "empty", "is empty; paste the words of an article")
    if len(text) > LONGEST:
        raise ArticleError("the pasted text", "too_large", f"has more than {LONGEST:,} characters; save it as files")
    known = {"title": title.strip(), "outlet": outlet.strip(), "published": published and published.isoformat()}
    article = {key: value for key, value in known.items() if value} | {"text": text}
    place.mkdir(parents=True, exist_ok=True)
    path = _free(place, _file_name(title or text.strip().split("\n")[0]), ".json")
    path.write_text(json.dumps(article, ensure_ascii=True), "utf-8")
    return path


def _placed(path: Path, place: Path) -> Path:
    wanted = place / (_file_name(path.stem) + path.suffix.lower())
    if wanted.exists() and wanted.read_bytes() == path.read_bytes():
        return wanted
    free = _free(place, _file_name(path.stem), path.suffix.lower())
    shutil.copyfile(path, free)
    return free


def _free(place: Path, stem: str, suffix: str) -> Path:
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    return next(path for name in names if not (path := place / f"{name}{suffix}").exists())


def _file_name(words: str) -> str:
    """Return words as the stem of a file: letters, digits and hyphens."""
    return re.sub(r"[^\w-]+", "-", words, flags=re.UNICODE).strip("-_")[:60] or "article"
