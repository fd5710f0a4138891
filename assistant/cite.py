"""Check what a reader says and number its quotes: what does not stand in its passage is dropped, with a reason.

A quote must be there word for word, and the quotes must carry what is claimed (`check`). A reader may be wrong; what
leaves here has passed both. Numbers are given in order of first appearance, one number a quote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Claim, Disagreement, Dropped, Position, Relation
from assistant.check import check
from store.article import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words `text` that a reader says stand at `start` (in the article) of `passage`.

    `lead` is how the article begins: what "the bridge" means is often said there alone.
    """

    passage: Passage
    start: int
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a reader states and the quotes that it leans on."""

    text: str
    quotes: tuple[Quote, ...]


def quoting(*quotes: Quote) -> Statement:
    """Return the statement that is its quotes, all of one article, led by where it comes from."""
    source = quotes[0].passage.outlet or quotes[0].passage.title
    said = " ".join(f"“{quote.text}”" for quote in quotes)
    return Statement(text=f"{source}: {said}" if source else said, quotes=quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement, as a reader found it."""

    text: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A point on which sources differ, as a reader found it; `open` when nothing tells which side is right.

    `kind` says how the other sides stand to the first; without it an open one contradicts, another updates.
    """

    about: str
    sides: tuple[Side, ...]
    open: bool
    kind: Relation | None = None


class Citer:
    """Checks what a reader says, one piece at a time, and keeps the numbers. `path_of` names the file of an article."""

    def __init__(self, path_of: Callable[[str], str]) -> None:
        """Start with no citation."""
        self._path_of = path_of
        self._numbers: dict[tuple[str, int, str], int] = {}
        self.claims: list[Claim] = []
        self.citations: list[Citation] = []
        self.disagreements: list[Disagreement] = []
        self.dropped: list[Dropped] = []
        self.open = False

    def claim(self, statement: Statement) -> Claim | None:
        """Return the statement as a claim with the numbers of its quotes, None where it is dropped."""
        exact = tuple(quote for quote in statement.quotes if stands(quote))
        if reason := fault(statement.text, exact):
            self.dropped.append(Dropped(text=statement.text, reason=reason))
            return None
        made = Claim(text=statement.text, citations=tuple(dict.fromkeys(self._number(quote) for quote in exact)))
        self.claims.append(made)
        return made

    def disagreement(self, difference: Difference) -> None:
        """Keep a point on which sources differ where the quote of each side stands and carries it."""
        faults = (fault(side.text, (side.quote,) if stands(side.quote) else ()) for side in difference.sides)
        if reason := next(filter(None, faults), None):
            self.dropped.append(Dropped(text=difference.about, reason=reason))
            return
        sides = tuple(_position(side, self._number(side.quote)) for side in difference.sides)
        kind = difference.kind or ("contradicts" if difference.open else "updates")
        self.disagreements.append(Disagreement(about=difference.about, positions=sides, kind=kind))
        self.open |= difference.open

    def _number(self, quote: Quote) -> int:
        key = (quote.passage.article_id, quote.start, quote.text)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(_citation(quote, self._numbers[key], self._path_of(quote.passage.article_id)))
        return self._numbers[key]


def fault(text: str, exact: Sequence[Quote]) -> str | None:
    """Return why `text` can't be said on the strength of quotes that stand, None where they carry it."""
    return check(text, exact) if exact else "quote not in passage"


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
