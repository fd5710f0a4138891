"""Cut a text into lines as a reader sees them, with what their shape tells: words, sentence end, place in the text.

A hard-wrapped paragraph is one line here. What a line's shape means is judged in `boilerplate` and `repeats`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+|[%$€£°]")
_SMALL = frozenset("a an and at by de for from in of on or the to van von with und del la le".split())
PROSE = 12
"""Words from which a line that ends like a sentence is taken for running text."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line, `text[start:end]` without the white space around it; not slotted, to keep what is worked out."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words in one case; quote marks, dashes, other punctuation and white space don't count."""
        return _WORD.findall(self.text.casefold().replace("’", "'"))

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text[-8:]))

    @cached_property
    def prose(self) -> bool:
        """Whether it looks like running text."""
        return len(self.words) >= 40 or (len(self.words) >= PROSE and self.ends)

    @cached_property
    def named(self) -> bool:
        """Whether it reads like a name or a label: few words, each with a capital."""
        words = re.findall(r"[^\W\d_][\w.'’-]*", self.text[:200])
        return 0 < len(words) <= 6 and all(word[0].isupper() or word in _SMALL for word in words) and not self.ends


def lines(text: str) -> list[Line]:
    """Return the lines of `text` that hold anything but white space."""
    return [line for block in _blocks(text) for line in _unwrapped(text, block)]


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    block: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            left = start + len(raw) - len(raw.lstrip())
            block.append(Line(start=left, end=left + len(stripped), text=stripped))
        elif block:
            yield block
            block = []
        start += len(raw) + 1
    if block:
        yield block


def _unwrapped(text: str, block: list[Line]) -> Iterator[Line]:
    width = max(len(line.text) for line in block)
    start = block[0].start
    for line, following in zip(block, [*block[1:], None], strict=True):
        if following is None or not _goes_on(line, following, width):
            yield Line(start=start, end=line.end, text=text[start : line.end])
            start = following.start if following else line.end


def _goes_on(line: Line, following: Line, width: int) -> bool:
    if line.ends or line.text.endswith(":"):
        return False
    if following.text[0].islower():
        return len(line.text) >= 30
    return 50 <= width <= 130 and len(line.text) >= 0.8 * width
