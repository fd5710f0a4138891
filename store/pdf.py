"""Read .pdf files with pypdf: lines are put together to paragraphs again. Pictures of text are left alone (no OCR)."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from store.article import Loaded
from store.decode import normalise
from store.errors import ArticleError
from store.fields import line

MAX_PAGES = 500
MAX_TEXT = 5_000_000
_BROKEN_WORD = re.compile(r"(?P<head>[^\W\d_]{2,})-$")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def read(path: str, data: bytes) -> list[Loaded | ArticleError]:
    """Return the one article in `data`."""
    pages, about = _extracted(path, data)
    text = normalise("\n\n".join(paragraphs for page in pages if (paragraphs := unwrap(normalise(page)))))
    if not text.strip():
        raise ArticleError(path, "no_text", "has no text, perhaps pictures of text; run OCR on it first")
    return [Loaded(path=path, text=text, title=line(about.get("/Title")), author=line(about.get("/Author")))]


def unwrap(page: str) -> str:
    """Return the paragraphs of a page set apart by blank lines; a line that fills the column goes on in the next."""
    lines = [" ".join(item.split()) for item in page.split("\n")]
    width = _width([len(item) for item in lines if item])
    return "\n\n".join(_joined(group) for group in _groups(lines, width))


def _extracted(path: str, data: bytes) -> tuple[list[str], dict[Any, Any]]:
    from pypdf import PdfReader  # slow to import

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every oddity of a file
    try:
        reader = PdfReader(io.BytesIO(data))
        about = dict(reader.metadata or {})
        pages, size = [], 0
        for page in reader.pages[:MAX_PAGES]:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > MAX_TEXT:
                break
        return pages, about
    except (Exception, RecursionError) as error:  # pypdf lets many kinds through on a broken file
        raise ArticleError(path, "bad_pdf", f"can't be read as PDF ({type(error).__name__}); save it anew") from error


def _width(lengths: Sequence[int]) -> int:
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _groups(lines: Sequence[str], width: int) -> Iterator[list[str]]:
    group: list[str] = []
    for item in lines:
        if group and (not item or _closes(group[-1], item, width)):
            yield group
            group = []
        if item:
            group.append(item)
    if group:
        yield group


def _closes(before: str, after: str, width: int) -> bool:
    """Tell whether `before` ends its paragraph: it leaves room that the next word would have filled."""
    if after[:1].islower() or _BROKEN_WORD.search(before):
        return False
    room = width - len(before)
    if _ENDS.search(before):
        return room > 0.15 * width
    return room > 0.4 * width or room > len(after.split(maxsplit=1)[0]) + 0.25 * width


def _joined(group: Sequence[str]) -> str:
    """Return the lines as one; a hyphen at a line's end goes where both parts are small letters."""
    text = group[0]
    for item in group[1:]:
        broken = _BROKEN_WORD.search(text)
        if broken and item[0].islower():
            text = (text[:-1] if broken["head"][-1].islower() else text) + item
        else:
            text += ("" if broken else " ") + item
    return text
