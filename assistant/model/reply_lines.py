"""Read a reply of lines, for models that can't write JSON: QUOTE n, CLAIM, MISSING, or NONE, each when it is whole."""

import re
from collections.abc import Iterator

from assistant.model.draft import Cited, Draft, Written

_QUOTE = re.compile(r"\W*quote\W*(\d+)\W*?: *(.+)", re.IGNORECASE)
_CLAIM = re.compile(r"\W*claim(?: \d+)?\W*?: *(.+)", re.IGNORECASE)
_MISSING = re.compile(r"\W*missing\W*?: *(.+)", re.IGNORECASE)
_NONE = re.compile(r"\W*none\W*", re.IGNORECASE)


class Lines:
    """A reply of lines, as far as it has come."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._claims: list[Written] = []
        self._quotes: list[Cited] = []
        self._missing, self._none = "", False
        self._begun: list[str] = []  # the line that is not whole yet, in pieces

    def feed(self, piece: str) -> Iterator[Written]:
        """Take in the next piece and yield the claims that are whole with it."""
        *ended, rest = piece.split("\n")
        for line in ended:
            yield from self._line("".join([*self._begun, line]))
            self._begun = []
        self._begun.append(rest)

    def end(self) -> Draft | None:
        """Return all that was said, the last line with it; None where nothing was of the form."""
        list(self.feed("\n"))
        if not (self._claims or self._missing or self._none):
            return None
        return Draft(claims=tuple(self._claims), missing=self._missing)

    def _line(self, line: str) -> Iterator[Written]:
        if found := _QUOTE.match(line):
            self._quotes.append(Cited(passage=int(found[1][:9]), quote=_unquoted(found[2])))
        elif found := _CLAIM.match(line):
            self._claims.append(Written(quotes=self._quotes, text=found[1]))
            self._quotes = []
            yield self._claims[-1]
        elif found := _MISSING.match(line):
            self._missing = found[1]
        self._none = self._none or _NONE.fullmatch(line) is not None


def _unquoted(text: str) -> str:
    return text.strip().strip('"“”')
