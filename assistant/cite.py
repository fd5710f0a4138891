"""Number the quotes of a draft and check them: what is not word for word in its passage is dropped, with a reason.

A draft comes from a reader, which may be wrong; what leaves here is right by construction. Numbers are given in order
of first appearance, one number a quote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Claim, Disagreement, Dropped, Position
from store.article import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words `text` that a reader says stand at `start` (in the article) of `passage`."""

    passage: Passage
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a reader states and the quotes that it leans on."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement, as a reader found it."""

    text: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which sources differ, as a reader found it; `open` when nothing tells which side is right."""

    about: str
    sides: tuple[Side, ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The checked statements with their numbered citations."""

    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]
    dropped: tuple[Dropped, ...]


def cite(statements: Sequence[Statement], differences: Sequence[Difference], path_of: Callable[[str], str]) -> Cited:
    """Return the claims that stand, their citations, and what was dropped. `path_of` names the file of an article."""
    numbers: dict[tuple[str, int, str], int] = {}
    citations: list[Citation] = []
    claims: list[Claim] = []
    dropped: list[Dropped] = []

    def number(quote: Quote) -> int:
        key = (quote.passage.article_id, quote.start, quote.text)
        if key not in numbers:
            numbers[key] = len(citations) + 1
            citations.append(_citation(quote, numbers[key], path_of(quote.passage.article_id)))
        return numbers[key]

    for statement in statements:
        exact = tuple(quote for quote in statement.quotes if stands(quote))
        if not exact:
            dropped.append(Dropped(text=statement.text, reason="quote not in passage"))
            continue
        claims.append(Claim(text=statement.text, citations=tuple(number(quote) for quote in exact)))
    found = tuple(
        Disagreement(about=item.about, positions=tuple(_position(side, number(side.quote)) for side in item.sides))
        for item in differences
        if all(stands(side.quote) for side in item.sides)
    )
    return Cited(claims=tuple(claims), citations=tuple(citations), disagreements=found, dropped=tuple(dropped))


def stands(quote: Quote) -> bool:
    """Return whether the quote is exactly the words of its passage at its place."""
    start = quote.start - quote.passage.start
    return start >= 0 and bool(quote.text) and quote.passage.text[start : start + len(quote.text)] == quote.text


def _citation(quote: Quote, number: int, path: str) -> Citation:
    return Citation(
        number=number, passage=quote.passage, path=path, start=quote.start, end=quote.start + len(quote.text)
    )


def _position(side: Side, number: int) -> Position:
    passage = side.quote.passage
    return Position(
        text=side.text,
        citations=(number,),
        outlet=passage.outlet,
        published=passage.published.isoformat() if passage.published else None,
    )
