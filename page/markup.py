"""Make mark-up: the only file of the page in which text becomes HTML.

A text that stands in an element or an attribute is written letter by letter with `plain`; only what `tag` made goes in
as mark-up. So a word of an article, of a question or of a model can never act.
"""

import re
from collections.abc import Iterable

_EMPTY = frozenset(["input", "br", "hr", "line", "circle", "rect", "path"])
_ACTIVE = re.compile(r"[!-/:-@\[-`{-~]")


class Markup(str):
    """Mark-up that `tag` has made; what is no Markup is text."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
NOTHING = Markup("")


def plain(text: str) -> Markup:
    """Return `text` as a page shows it letter by letter: every mark that HTML or a template reads is an entity."""
    return Markup(_ACTIVE.sub(lambda mark: f"&#{ord(mark[0])};", text))


def tag(name: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Markup:
    """Return the element `name`. `class_` is class, `data_id` is data-id; an attribute that is True has no value.

    Children that are text are written plainly; an attribute or a child that is None or False is left out.
    """
    given = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{given} />")
    return Markup(f"<{name}{given}>{join(*children)}</{name}>")


def join(*children: Child) -> Markup:
    """Return children one after the other."""
    return Markup("".join(_child(child) for child in children))


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    return plain(child) if isinstance(child, str) else join(*child)


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{plain(str(value))}"'
