"""Decide when an article was published and who published it, from what its format and its edges say.

A date or an outlet in the running text is part of the story, never of its publication. None where nothing says it.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from urllib.parse import urlsplit

from store import published
from store.article import Loaded, PublishedFrom, Skipped
from store.head import HEAD, alone, byline, dated, dateline, site_name
from store.inferred import infer
from store.lines import Line

_TAIL = 5
_PUBLISHED = re.compile(r"(?:first |originally )?(?:publish(?:ed)?|publication|posted|dated?)\b", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last )?(?:updat(?:ed)?|modified)\b", re.IGNORECASE)
_READ_AT = re.compile(
    r"(?:read more|continue reading|(?:originally|first) (?:published|appeared)|sources?|via)"
    r"(?: the full (?:story|article))?(?: at| on| in| by| from)?\s*:?\s+(?P<name>\S.{0,60})",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)(?: ©| \(c\))?\s*(?:19|20)\d\d,?\s+(?:by )?"
    r"(?P<name>[A-Z][^.,|]{1,60}?)(?:\.|,|\||$| all rights)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)")
_IN_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)(?=/)")
_POINTERS = ("navigation", "source", "rights")


def when(loaded: Loaded, lines: Sequence[Line]) -> tuple[date | None, PublishedFrom | None]:
    """Return the publication date from the most trusted place that has one, and that place."""
    head = lines[:HEAD]
    if loaded.published:
        return loaded.published, loaded.published_from
    if day := _labelled(head, _PUBLISHED) or _signed(head) or _labelled(head, _UPDATED):
        return day, "text"
    if day := _in(_IN_NAME, PurePath(loaded.path.partition("#")[0]).name):
        return day, "file name"
    if day := _in(_IN_ADDRESS, _address(loaded.url)[1]):
        return day, "inferred"
    # A site's header date may be the day of the crawl: it counts only where nothing else does.
    day = next((found[0] for line in head if alone(line) and (found := published.find(line.text))), None)
    if day is None and (inferred := infer(loaded.text)):
        return inferred.day, "inferred"
    return day, "text" if day else None


def outlet(loaded: Loaded, lines: Sequence[Line], skipped: Sequence[Skipped]) -> str | None:
    """Return the publisher that the header, the tail, a dateline or the address names."""
    header = {item.start for item in skipped if item.reason == "header"}
    top = next((_name(line) for line in lines[:HEAD] if line.start in header and site_name(line)), None)
    wire = next((found.agency for line in lines[:HEAD] if (found := dateline(line))), None)
    return top or _named_below(lines, skipped) or wire or _address(loaded.url)[0] or None


def without_outlet(loaded: Loaded) -> tuple[str | None, str | None]:
    """Return the title without the outlet's name behind it, and that name, where the address proves it to be one."""
    title = loaded.title
    head, mark, name = re.sub(r"\s[|–—]\s", " - ", title or "").rpartition(" - ")
    site = re.sub(r"\W", "", name).casefold()
    if title and mark and head and len(site) > 2 and site in re.sub(r"\W", "", _address(loaded.url)[0]):
        return title[: len(head)].rstrip(), name
    return title, None


def _name(line: Line) -> str:
    """Return the outlet's name in a header line, without the writer before it."""
    name = re.sub(r"^(?:special )?(?:to|for) (?=[A-Z])", "", line.text.strip(" —–"), flags=re.IGNORECASE)
    return name if "(" in name else name.rpartition(",")[2].strip()


def _named_below(lines: Sequence[Line], skipped: Sequence[Skipped]) -> str | None:
    """Return the name in the last pointer to the publisher; such words inside the story don't count."""
    pointers = {item.start for item in skipped if item.reason in _POINTERS}
    for pattern in (_READ_AT, _OWNER):
        for line in reversed(lines[-_TAIL:]):
            match = pattern.search(line.text)
            if match and any(line.start <= start <= line.start + match.start() for start in pointers):
                return match["name"].strip(" .:>»")
    return None


def _address(url: str | None) -> tuple[str, str]:
    """Return the host without `www.` and the path of an address, empty where there is none."""
    try:
        parts = urlsplit(url or "")
        return (parts.hostname or "").removeprefix("www."), parts.path + "/"
    except ValueError:
        return "", ""


def _labelled(head: Sequence[Line], label: re.Pattern[str]) -> date | None:
    """Return the date that directly follows a label at the start of a line, or stands alone below it."""
    for line in head:
        if label.match(line.text) and (span := dated(line)) and (found := published.find(line.text[: span.end])):
            return found[0]
    for line, following in pairwise(head):
        if label.fullmatch(line.text.rstrip(": ")) and alone(following) and (found := published.find(following.text)):
            return found[0]
    return None


def _signed(head: Sequence[Line]) -> date | None:
    """Return the date of a dateline or a byline."""
    for line in head:
        if (found := dateline(line)) and found.day:
            return found.day
        if byline(line) and (written := published.find(line.text)):
            return written[0]
    return None


def _in(pattern: re.Pattern[str], text: str) -> date | None:
    found = (published.parse(f"{m['year']}-{m['month']}-{m['day']}") for m in pattern.finditer(text))
    return next((day for day in found if day), None)
