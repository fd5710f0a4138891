"""Read .pdf files with pypdf: lines are put together to paragraphs again. Pictures of text are left alone (no OCR)."""

import io
import logging
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any

from store.article import Loaded
from store.decode import normalise
from store.errors import ArticleError
from store.fields import line

MAX_PAGES = 500
MAX_TEXT = 5_000_000
MAX_SECONDS = 60
"""After it no further page is begun: a small file can draw for hours."""
_LIMITS: dict[str, Any] = {
    **dict.fromkeys(("zlib_maximum_output_length", "lzw_maximum_output_length"), 20_000_000),
    **dict.fromkeys(("run_length_maximum_output_length", "array_based_stream_maximum_output_length"), 20_000_000),
    "stream_parsing_work_maximum_count": 300_000,
    "xform_maximum_invocations_per_extraction": 50,
}
"""What one page may take of the library; its own limits are for books of pictures."""
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
    import pypdf  # slow to import

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every oddity of a file
    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            return _pages(path, reader.pages[:MAX_PAGES]), dict(reader.metadata or {})
    except ArticleError:
        raise
    except (Exception, RecursionError) as error:  # pypdf lets many kinds through on a broken file
        raise ArticleError(path, "bad_pdf", f"can't be read as PDF ({type(error).__name__}); save it anew") from error


def _pages(path: str, pages: Sequence[Any]) -> list[str]:
    """Return the text of the pages, as far as it is no longer than an article can be."""
    begin = time.monotonic()
    texts: list[str] = []
    for page in pages:
        if sum(map(len, texts)) > MAX_TEXT:
            break
        if time.monotonic() - begin > MAX_SECONDS:
            raise ArticleError(path, "bad_pdf", f"takes more than {MAX_SECONDS} s to read; save it as text")
        texts.append(page.extract_text())
    return texts


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
