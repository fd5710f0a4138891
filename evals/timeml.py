"""Read TimeML: the text of a file without its tags, its creation day, and its TIMEX3 expressions where they stand."""

import html
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evals.timex import Timex
from store.article import Span
from store.errors import SettingsError

_TAG = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>|<[^>]+>")
_VALUE = re.compile(r'value="([^"]*)"')


class Document(NamedTuple):
    """The text of one file without its tags, its creation day and its gold expressions."""

    name: str
    text: str
    created: date
    gold: list[Timex]


def read(path: Path) -> Document:
    """Return one TimeML file as text with gold expressions, at offsets of that text."""
    try:
        whole = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read as text in UTF-8: {error}; get the published file anew") from error
    created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', whole, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", whole, re.DOTALL)
    if created is None or body is None:
        raise SettingsError(f"{path}: it has no creation time or no text; give a folder of TimeML files")
    text, gold = _untagged(body.group(1))
    return Document(path.name, text, date.fromisoformat(created.group(1)), gold)


def _untagged(body: str) -> tuple[str, list[Timex]]:
    pieces: list[str] = []
    length, at = 0, 0
    open_tags: list[tuple[int, str]] = []
    gold: list[Timex] = []
    for tag in _TAG.finditer(body):
        piece = html.unescape(body[at : tag.start()])
        pieces.append(piece)
        length, at = length + len(piece), tag.end()
        if tag.group().startswith("<TIMEX3"):
            value = _VALUE.search(tag.group(1))
            open_tags.append((length, value.group(1) if value else ""))
        elif tag.group() == "</TIMEX3>":
            start, value_text = open_tags.pop()
            gold.append(Timex(Span(start, length), value_text))
    pieces.append(html.unescape(body[at:]))
    return "".join(pieces), [one for one in sorted(gold) if one.span.end > one.span.start]
