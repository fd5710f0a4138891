"""Read what a model replied, while it comes in: each claim is handed on the moment that it is whole.

Nothing is repaired and nothing is believed here: what is not of the form asked for is left out, and whether a quote
stands anywhere is found out later. What has come is read once, and the whole once more at the end.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, TypeVar

import jiter
from pydantic import TypeAdapter, ValidationError

from assistant.model.chat import Form
from assistant.model.draft import Differing, Draft, Written
from assistant.model.pieces import Items, Spoken
from assistant.model.reply_lines import Lines

LONGEST = 40_000
"""Characters of a reply that are read; no reply that was asked for is a tenth as long."""


T = TypeVar("T")


class Heard(Protocol):
    """A reply of one form, less the thinking before it."""

    def feed(self, piece: str) -> Iterator[Written]:
        """Take in the next piece and yield the claims that are whole with it."""

    def end(self) -> Draft | None:
        """Return all that was said; None where it is not of the form."""


class Reply:
    """A reply in the form asked for, as far as it has come."""

    def __init__(self, form: Form) -> None:
        """Start with nothing."""
        self._heard: Heard = Lines() if form == "lines" else Json()
        self._spoken = Spoken()
        self._length = self._told = 0

    def feed(self, piece: str) -> Iterator[Written]:
        """Take in the next piece and yield the claims that are whole with it."""
        piece = piece[: LONGEST - self._length]
        self._length += len(piece)
        yield from self._hear(self._spoken.feed(piece))

    def end(self) -> tuple[list[Written], Draft | None]:
        """Return the claims that only the end made whole, and all that was said; None where it is not of the form."""
        last = list(self._hear(self._spoken.end()))
        draft = self._heard.end()
        return [*last, *(draft.claims[self._told :] if draft else ())], draft

    def _hear(self, piece: str) -> Iterator[Written]:
        for claim in self._heard.feed(piece):
            self._told += 1
            yield claim


class Json:
    """A reply that is a JSON object."""

    def __init__(self, read: Callable[[str], Any] | None = None) -> None:
        """Have `read` turn a text into its value: `value_of`, unless one wants to know how much it reads."""
        self._read = read or value_of
        self._pieces: list[str] = []
        self._claims = Items("claims")

    def feed(self, piece: str) -> Iterator[Written]:
        """Take in the next piece and yield the claims that are whole with it."""
        self._pieces.append(piece)
        for item in self._claims.feed(piece):
            if claim := _checked(self._read(item), _CLAIMS):
                yield claim

    def end(self) -> Draft | None:
        """Return what the object says, as far as it came; None where there is none of the form."""
        said = self._read("".join(self._pieces))
        if not isinstance(said, Mapping) or not said.keys() & {"claims", "disagreements", "missing"}:
            return None
        return Draft(
            claims=_valid(_items(said, "claims"), _CLAIMS),
            differences=_valid(_items(said, "disagreements"), _DIFFERENCES),
            missing=str(said.get("missing") or ""),
        )


def value_of(text: str) -> Any:
    """Return the value of the first JSON object in `text`, as far as it is there, None where it is none."""
    start = text.find("{")
    if start < 0:
        return None
    try:
        return jiter.from_json(text[start:].encode("utf-8", "replace"), partial_mode=True)
    except ValueError:
        pass  # perhaps there is more behind it
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


_CLAIMS, _DIFFERENCES = TypeAdapter(Written), TypeAdapter(Differing)


def _items(said: Mapping[str, Any], name: str) -> list[Any]:
    items = said.get(name)
    return items if isinstance(items, list) else []


def _valid(items: list[Any], kind: TypeAdapter[T]) -> tuple[T, ...]:
    return tuple(item for item in (_checked(one, kind) for one in items) if item is not None)


def _checked(item: Any, kind: TypeAdapter[T]) -> T | None:
    try:
        return kind.validate_python(item)
    except ValidationError:
        return None
