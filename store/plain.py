"""Read .txt and .md files: the text, and the YAML front matter above it where there is some."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from store.article import Loaded
from store.decode import NotText, decode
from store.errors import ArticleError
from store.fields import fields

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<yaml>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_NESTING = re.compile(r"[\[{&*]")


def read(path: str, data: bytes) -> list[Loaded | ArticleError]:
    """Return the one article in `data`."""
    try:
        text = decode(data)
    except NotText as error:
        raise ArticleError(path, "not_text", f"{error}; save it as text") from error
    known, body = split(text)
    stated = fields(known)
    return [Loaded(path=path, text=body, **stated, published_from="front matter" if stated["published"] else None)]


def split(text: str) -> tuple[Mapping[Any, Any], str]:
    """Return the front matter and the text below it; what is not a YAML mapping is part of the text."""
    match = _FRONT.match(text)
    known = _mapping(match["yaml"]) if match else None
    if match is None or known is None:
        return {}, text
    return known, text[match.end() :].lstrip("\n")


class _WithoutAliases(yaml.SafeLoader):
    """Refuses an alias: with a few of them, one inside another, a page of text comes to billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node of the document."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


@cache
def _loader() -> type[yaml.SafeLoader]:
    """Return a safe loader that leaves dates as text: an impossible one would cost the whole front matter."""
    resolvers = {
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return type("Loader", (_WithoutAliases,), {"yaml_implicit_resolvers": resolvers})


def _mapping(source: str) -> Mapping[Any, Any] | None:
    if len(_NESTING.findall(source)) > 200:  # a bomb, or no front matter
        return None
    try:
        known = yaml.load(source, _loader())  # a safe loader
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    return known if isinstance(known, dict) else None
