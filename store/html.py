"""Read .html files with trafilatura: the article's text, and what the page's own metadata says. Nothing is fetched.

The date is read here, from the page's meta tags, JSON-LD and time tags alone: the library falls back on guesses from
the address and the running text, and such a guess is not what the page states.
"""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from store import published
from store.article import Loaded
from store.decode import NotText, decode, normalise
from store.errors import ArticleError
from store.fields import address, line

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_MOST_TAGS = 20_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_DATE_METAS = (
    *("article:published_time", "og:published_time", "og:article:published_time", "article:published"),
    *("article.published", "datepublished", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date"),
    *("publication_date", "pubdate", "pub_date", "published_time", "citation_publication_date", "citation_date"),
    *("dcterms.created", "dcterms.date", "dcterms.issued", "dc.date", "dc.date.issued", "dc.date.created"),
    *("date.issued", "cxenseparse:recs:publishtime", "date"),
)


def read(path: str, data: bytes) -> list[Loaded | ArticleError]:
    """Return the one article in `data`."""
    declared = _CHARSET.search(data[:4096])
    try:
        source = decode(data, declared=declared[1].decode("ascii") if declared else None)
    except NotText as error:
        raise ArticleError(path, "not_text", f"{error}; save the page as HTML") from error
    if any(len(_VALUE.sub("", tag[0])) > 2000 for tag in _LONG_TAG.finditer(source)):
        raise ArticleError(path, "no_text", "has a tag of countless attributes, which no parser reads in finite time")
    try:
        loaded = _page(path, source)
    except (Exception, RecursionError) as error:  # the library lets many kinds through on a broken page
        raise ArticleError(path, "no_text", f"can't be read as HTML ({type(error).__name__})") from error
    if not loaded.text.strip():
        raise ArticleError(path, "no_text", "has no article text; save the text of the article instead")
    return [loaded]


def _page(path: str, source: str) -> Loaded:
    import trafilatura  # slow to import

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they report every oddity of a page
    tree = trafilatura.load_html(source)
    if tree is None:
        return Loaded(path=path, text="")
    day = _published(tree)
    about = trafilatura.extract_metadata(trafilatura.load_html(source), extensive=False)
    text = _text(trafilatura, source)
    return Loaded(
        path=path,
        text=normalise(re.sub(r"\n+", "\n\n", text)),
        title=line(about.title),
        outlet=line(about.sitename),
        author=line(_metas(tree).get("author")) or line(about.author and about.author.replace(";", ",")),
        published=day,
        published_from="html" if day else None,
        url=address(about.url),
    )


def _text(library: Any, source: str) -> str:
    """Return the article's text; of a page far larger than an article's, by the library's quick method."""
    # It decodes entities twice, so that a text about "&amp;" would change.
    escaped = source.replace("&amp;", "&amp;amp;")
    found = library.extract(escaped, include_comments=False) if source.count("<") < _MOST_TAGS else None
    return found or str(library.baseline(source)[1])


def _published(tree: Any) -> date | None:
    """Return the first date that the page's metadata states, the most explicit kind first."""
    metas = _metas(tree)
    stated = (*(metas[name] for name in _DATE_METAS if name in metas), *_from_json(tree), *_from_time_tags(tree))
    return next((day for value in stated if (day := published.parse(value))), None)


def _metas(tree: Any) -> dict[str, str]:
    """Return the contents of the page's meta tags by name; the first of a name counts."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            named.setdefault((meta.get(attribute) or "").strip().lower(), meta.get("content") or "")
    return {name: content for name, content in named.items() if "://" not in content[:8]}


def _from_json(tree: Any) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield from _dates_in(json.loads(script.text or "", strict=False), depth=0)
            except (ValueError, RecursionError):
                continue


def _dates_in(value: Any, depth: int) -> Iterator[object]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from _dates_in(item, depth + 1)
    elif isinstance(value, dict):
        if "datePublished" in value:
            yield value["datePublished"]
        yield from _dates_in([value[key] for key in ("@graph", "mainEntity") if key in value], depth + 1)


def _from_time_tags(tree: Any) -> Iterator[str]:
    """Yield the times marked as the publication's; of unmarked ones only those of an article's own header."""
    for time in tree.iter("time"):
        marks = " ".join(time.get(name) or "" for name in ("itemprop", "class", "id")).lower()
        own = "pubdate" in time.attrib or re.search(r"publi|posted|entry-date|dateline", marks)
        within = {parent.tag for parent in time.iterancestors()}
        if own or ("article" in within and "header" in within):
            yield time.get("datetime") or time.text_content()
