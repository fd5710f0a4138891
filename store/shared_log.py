"""The log of a shared store: what was claimed, given up and removed, in one order for everyone.

An entry is a record of a Chroma collection whose id is its number. Chroma keeps the first record of an id and ignores
every later one, so whoever adds number n and then reads his own words there has appended; the others read his entry
and try n + 1. That makes the log a chain without a lock: who appends has seen all that is before it. An entry is never
changed. What the entries mean together is worked out in `shared_state`.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from store.chroma_server import ChromaServer
from store.errors import StoreError, StoreUnavailable

PAGE = 64
"""Entries in one look."""
_WIDE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a machine says of an article: `link`, `unlink` (of a file of its own) or `remove` (of all files).

    A link that brings the article along names its records by `ref` and says by which recipe they were made.
    """

    kind: str
    article_id: str
    path: str = ""
    shown: str = ""
    ref: str | None = None
    recipe: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one machine appended at once. `mark` is like no other, so that it is known again."""

    machine: str
    copy: str
    changes: tuple[Change, ...]
    mark: str


class Log:
    """The log in a collection."""

    def __init__(self, server: ChromaServer, collection: str) -> None:
        """Read nothing yet."""
        self._server, self._collection = server, collection

    def read(self, after: int) -> Iterator[tuple[int, Entry]]:
        """Yield what stands at number `after` and all that follows it now, each with its number."""
        while True:
            ids = [_name(number) for number in range(max(after, 1), after + PAGE)]
            found = self._server.get(self._collection, ids, "documents", look=True)
            yield from ((int(name), _entry(found[name])) for name in sorted(found))
            if len(found) < len(ids):
                return
            after += PAGE

    def append(self, number: int, entry: Entry) -> bool:
        """Write `entry` at `number`; return whether it stands there, False where another was first."""
        name = _name(number)
        self._server.add(self._collection, ids=[name], embeddings=[[1.0]], documents=[json.dumps(asdict(entry))])
        standing = self._server.get(self._collection, [name], "documents").get(name)
        if standing is None:
            raise StoreUnavailable("the shared store did not keep what was sent to it; try again")
        return _entry(standing).mark == entry.mark


def entry(machine: str, copy: str, changes: Sequence[Change]) -> Entry:
    """Return an entry that is like no other."""
    return Entry(machine=machine, copy=copy, changes=tuple(changes), mark=secrets.token_hex(8))


def _name(number: int) -> str:
    return f"{number:0{_WIDE}}"


def _entry(document: str) -> Entry:
    try:
        value: dict[str, Any] = json.loads(document)
        return Entry(**value | {"changes": tuple(Change(**change) for change in value["changes"])})
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(
            "the shared store was written by another Dateline: bring all machines to one version"
        ) from error
