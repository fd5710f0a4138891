"""Read the metadata fields of front matter and JSON objects, whatever type their author gave them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from store import published
from store.decode import normalise

_LONGEST = 200
_LONGEST_URL = 2000
_TAG = re.compile(r"<[a-z/!][^<>]{0,500}>", re.IGNORECASE)
_DATE_KEYS = (
    *("published", "publish_date", "date", "published_at", "publishedat", "date_published", "datepublished"),
    *("published_date", "publication_date", "pubdate", "pub_date"),
)


class Fields(TypedDict):
    """What a format states, under the names that `Loaded` uses."""

    title: str | None
    outlet: str | None
    author: str | None
    published: date | None
    url: str | None


def fields(mapping: Mapping[Any, Any]) -> Fields:
    """Return the known fields of `mapping`; keys in any case, unknown ones ignored, unusable values None."""
    found = {str(key).strip().lower(): value for key, value in mapping.items() if isinstance(key, str)}
    return Fields(
        title=_first(found, "title", "headline"),
        outlet=_first(found, "outlet", "source", "site", "publisher", "publication", "site_name", "sitename"),
        author=_first(found, "author", "authors", "by", "byline", "creator"),
        published=next((day for key in _DATE_KEYS if (day := published.parse(found.get(key)))), None),
        url=address(found.get("url") or found.get("link")),
    )


def line(value: object, longest: int = _LONGEST) -> str | None:
    """Return `value` as one line of text without tags, cut to `longest` characters; None where it says nothing."""
    if isinstance(value, list | tuple):
        value = ", ".join(part for item in value[:10] if not isinstance(item, list | tuple) if (part := line(item)))
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return None
    if isinstance(value, int) and abs(value) > 10**20:  # printing a huge number raises
        return None
    text = " ".join(_TAG.sub(" ", normalise(str(value)[: 10 * longest])).split())
    return text[:longest].rstrip() or None


def address(value: object) -> str | None:
    """Return `value` where it is a web address that is safe to show."""
    text = line(value, _LONGEST_URL + 1) or ""
    safe = text.lower().startswith(("http://", "https://")) and " " not in text
    return text if safe and len(text) <= _LONGEST_URL else None


def _first(found: Mapping[str, object], *keys: str) -> str | None:
    return next((text for key in keys if (text := line(found.get(key)))), None)
