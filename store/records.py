"""Read .json and .jsonl files: one article an object. A bad object is an error beside the good ones."""

import json
import re
from collections.abc import Iterator
from typing import Any

from store.article import Loaded
from store.decode import NotText, characters, normalise
from store.errors import ArticleError
from store.fields import fields

_TEXT_KEYS = ("text", "body", "content", "article_text", "article")
_LIST_KEYS = ("articles", "items", "data", "documents", "results")
MAX_ARTICLES = 100_000
MAX_VALUES = 5_000_000
"""About the values of a document: 50 MB of empty lists would take gigabytes as objects."""
_LINE = re.compile(r"[^\n]+")


def read_json(path: str, data: bytes) -> list[Loaded | ArticleError]:
    """Return the article of a JSON object, or the articles of a list of objects."""
    document = _parse(path, _text(path, data))
    if isinstance(document, dict) and not _body(document):
        document = next((v for key in _LIST_KEYS if isinstance(v := document.get(key), list)), document)
    if isinstance(document, list):
        return [_article(f"{path}#{n}", item) for n, item in enumerate(document[:MAX_ARTICLES], 1)] + (
            [_too_many(path)] if len(document) > MAX_ARTICLES else []
        )
    return [_article(path, document)]


def read_lines(path: str, data: bytes) -> list[Loaded | ArticleError]:
    """Return the articles of a file with one JSON object a line; blank lines count but are not articles."""
    return list(_lines(path, _text(path, data)))


def _lines(path: str, text: str) -> Iterator[Loaded | ArticleError]:
    number = count = end = 0
    for found in _LINE.finditer(text):
        number, end, line = number + text.count("\n", end, found.start()), found.end(), found[0]
        if not line.strip():
            continue
        if (count := count + 1) > MAX_ARTICLES:
            yield _too_many(path)
            return
        name = f"{path}#{number + 1}"
        try:
            yield _article(name, _parse(name, line))
        except ArticleError as error:
            yield error


def _text(path: str, data: bytes) -> str:
    try:
        return characters(data)
    except NotText as error:
        raise ArticleError(path, "not_text", f"{error}; save it as JSON text") from error


def _too_many(path: str) -> ArticleError:
    return ArticleError(path, "too_many", f"stopped after {MAX_ARTICLES:,} articles; split the file")


def _parse(path: str, text: str) -> Any:
    if sum(map(text.count, "[{,")) > MAX_VALUES:
        raise ArticleError(path, "too_large", f"has more than {MAX_VALUES:,} values; split it")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(path, "bad_json", f"is not JSON ({str(error)[:80]}); correct or remove it") from error


def _article(path: str, item: object) -> Loaded | ArticleError:
    if not isinstance(item, dict):
        return ArticleError(path, "bad_json", "is not an object; an article is an object with a text")
    body = _body(item)
    if body is None:
        return ArticleError(path, "no_text", f"has no text; give it under one of {', '.join(_TEXT_KEYS[:3])}")
    stated = fields(item)
    return Loaded(
        path=path, text=normalise(body), **stated, published_from="front matter" if stated["published"] else None
    )


def _body(item: dict[str, Any]) -> str | None:
    return next((value for key in _TEXT_KEYS if isinstance(value := item.get(key), str)), None)
