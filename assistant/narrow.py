"""What may come with a question: the turns before it, and which articles it is to be answered from."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from assistant.answer import Turn
from store.filter import Filter


class Options(TypedDict, total=False):
    """`history`: earlier turns, oldest first. `as_of`: the day that counts as today; later articles do not count.

    `since` and `until` bound the publication date, `outlets` and `only` (ids of articles) name the ones to answer from.
    """

    history: Sequence[Turn]
    as_of: date | None
    outlets: Sequence[str] | None
    since: date | None
    until: date | None
    only: Sequence[str] | None


def filtered(options: Options) -> Filter:
    """Return which articles the options leave in."""
    as_of, until, only = options.get("as_of"), options.get("until"), options.get("only")
    return Filter(
        outlets=tuple(options.get("outlets") or ()),
        since=options.get("since"),
        until=min((day for day in (as_of, until) if day), default=None),
        articles=None if only is None else frozenset(only),
        undated=as_of is None and until is None,
    )
