"""Read what a model replied, while it comes in: each claim is handed on the moment that it is whole.

Nothing is repaired and nothing is believed here: what is not of the form asked for is left out, and whether a quote
stands anywhere is found out later.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import jiter
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.model.chat import Form

LONGEST = 40_000
"""Characters of a reply that are read; no reply that was asked for is a tenth as long."""
_QUOTE = re.compile(r"\W*quote\W*(\d+)\W*?: *(.+)", re.IGNORECASE)
_CLAIM = re.compile(r"\W*claim(?: \d+)?\W*?: *(.+)", re.IGNORECASE)
_MISSING = re.compile(r"\W*missing\W*?: *(.+)", re.IGNORECASE)
_NONE = re.compile(r"\W*none\W*", re.IGNORECASE)


T = TypeVar("T")


class Cited(BaseModel):
    """Words that a model says stand in a passage."""

    passage: int
    quote: str


class Written(BaseModel):
    """A claim as a model wrote it."""

    quotes: list[Cited] = []
    text: str


class Held(Cited):
    """One position of a disagreement as a model wrote it."""

    text: str


class Differing(BaseModel):
    """A disagreement as a model wrote it."""

    about: str
    kind: Literal["contradiction", "update"] = "update"
    positions: list[Held]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reply says so far."""

    claims: tuple[Written, ...] = ()
    differences: tuple[Differing, ...] = ()
    missing: str = ""


class Reply:
    """A reply in the form asked for, as far as it has come."""

    def __init__(self, form: Form) -> None:
        """Start with nothing."""
        self._read = read_lines if form == "lines" else read_json
        self._text = ""
        self._told = 0

    def feed(self, piece: str) -> Iterator[Written]:
        """Take in the next piece and yield the claims that are whole with it."""
        self._text = (self._text + piece)[:LONGEST]
        if piece.strip(" \t") and (draft := self._read(self._text, ended=False)):
            yield from self._new(draft)

    def end(self) -> tuple[list[Written], Draft | None]:
        """Return the claims that only the end made whole, and all that was said; None where it is not of the form."""
        draft = self._read(self._text, ended=True)
        return list(self._new(draft or Draft())), draft

    def _new(self, draft: Draft) -> Iterator[Written]:
        new, self._told = draft.claims[self._told :], max(self._told, len(draft.claims))
        yield from new


def read_json(text: str, *, ended: bool) -> Draft | None:
    """Return what a JSON object says, None where the text is none; until it has `ended`, only what is whole."""
    said = value_of(spoken(text))
    if not isinstance(said, Mapping) or (ended and not said.keys() & {"claims", "disagreements", "missing"}):
        return None
    claims = _items(said, "claims")
    if not ended and claims and list(said)[-1] == "claims" and not _whole(claims[-1]):
        claims = claims[:-1]
    return Draft(
        claims=_valid(claims, _CLAIMS),
        differences=_valid(_items(said, "disagreements"), _DIFFERENCES) if ended else (),
        missing=str(said.get("missing") or "") if ended else "",
    )


def read_lines(text: str, *, ended: bool) -> Draft | None:
    """Return what lines say, None where they say nothing in the form; the last line counts once it has `ended`."""
    lines = spoken(text).split("\n")
    claims: list[Written] = []
    quotes: list[Cited] = []
    missing, none = "", False
    for line in lines if ended else lines[:-1]:
        if found := _QUOTE.match(line):
            quotes.append(Cited(passage=int(found[1][:9]), quote=_unquoted(found[2])))
        elif found := _CLAIM.match(line):
            claims.append(Written(quotes=quotes, text=found[1]))
            quotes = []
        elif found := _MISSING.match(line):
            missing = found[1]
        none = none or _NONE.fullmatch(line) is not None
    if not (claims or missing or none):
        return None
    return Draft(claims=tuple(claims), missing=missing)


def spoken(text: str) -> str:
    """Return a reply less the thinking before it; nothing while that goes on."""
    begun = text.lstrip()
    return begun.partition("</think>")[2] if begun.startswith("<think>") else begun


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


def _whole(claim: object) -> bool:
    """Return whether a claim has come to its end: the text is the last of it, and half a string is left out."""
    return isinstance(claim, Mapping) and "quotes" in claim and list(claim)[-1] == "text"


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


def _unquoted(text: str) -> str:
    return text.strip().strip('"“”')
