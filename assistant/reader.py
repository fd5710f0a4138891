"""The seam to a reader: it gets the passages found and says, piece by piece, what they say to the question.

What it says is checked in `cite` before anyone sees it. `quotes` is the reader that needs no model.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answer import Dropped, Hit, Turn, Usage
from assistant.cite import Difference, Statement
from assistant.question import Asked
from assistant.stop import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a reading went, said last: who read, how sure it is, what a person should know of it, what it cost."""

    reader: str
    confidence: float | None = None
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A question that can be read alone, and what it took to make it so."""

    text: str
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)


Said = Statement | Difference | Dropped | Reading


class Reader(Protocol):
    """Writes an answer from the passages found. Saying no statement means that the passages do not say."""

    name: str

    def standalone(self, question: str, history: Sequence[Turn], stop: Stop) -> Standalone:
        """Return `question` so that it can be understood without the turns before it."""
        ...

    def read(self, asked: Asked, hits: Sequence[Hit], stop: Stop) -> Generator[Said, None, None]:
        """Yield what the passages of `hits` say to what was asked, each statement once it is whole, last a Reading.

        Closing the iterator or `stop.stop()` ends the reading at once.
        """
        ...
