"""What a claim is held against: each quote with what its passage says before it, and what the passage is.

Finding the quotes is `find`'s. Values that take time to find are kept for the last passages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.check.tokens import Token, tokens
from store.dates import Resolved, find_dates

if TYPE_CHECKING:
    from assistant.cite import Quote

_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:\n][\"”’']*\s+)(?=[^.!?\n]*$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One quote: its words, its passage's text up to it, and where and when the passage was published.

    `earlier` is how the article begins, as far as that stands before the passage.
    """

    text: str
    earlier: str
    before: str
    after: str
    outlet: str
    title: str
    published: date | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words and marks of the quote."""
        return tokens(self.text)

    @property
    def told(self) -> str:
        """What a reader of the article knows when the quote comes."""
        return f"{self.title}\n{self.earlier}\n{self.before}"

    @property
    def about(self) -> str:
        """Where the passage is from, as a reader of it is told."""
        return f"{self.outlet} {self.title}"

    @property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of the quote's words."""
        return frozenset(token.lemma for token in self.tokens)

    @property
    def sentence(self) -> str:
        """The quote with the beginning of its own sentence, where a speaker or a "not" may stand."""
        match = _SENTENCE_BEFORE.search(self.before)
        return self.before[match.end() :] + self.text if match else self.text

    @property
    def dates(self) -> list[Resolved]:
        """The dates of the quote, resolved in its passage."""
        start = len(self.before)
        whole = _dates(self.before + self.text + self.after, self.published)
        return [when for when in whole if start <= when.span.start < start + len(self.text)]


def sources(quotes: "Sequence[Quote]") -> tuple[Source, ...]:
    """Return what each quote gives to check a claim with."""
    found = []
    for quote in quotes:
        passage, at = quote.passage, quote.start - quote.passage.start
        source = Source(
            text=quote.text,
            earlier=quote.lead[: passage.start],
            before=passage.text[:at],
            after=passage.text[at + len(quote.text) :],
            outlet=passage.outlet or "",
            title=passage.title or "",
            published=passage.published,
        )
        found.append(source)
    return tuple(found)


@lru_cache(maxsize=256)
def _dates(text: str, published: date | None) -> tuple[Resolved, ...]:
    return tuple(find_dates(text, published=published))
