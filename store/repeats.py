"""Find lines that say word for word what another line says: repeated paragraphs, and captions taken from the text.

Words are compared, so quote marks, dashes, case and white space don't matter. The fullest copy stays: running text
before a caption, a whole sentence before one without its full stop, the first before later ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from store.article import Skipped
from store.head import HEAD
from store.lines import Line

_SHORTEST_REPEAT = 4
_SHORTEST_LABEL = 7  # the name of a thing may stand in several parts of a list
_SHORTEST_CONTAINED = 7
_KEY = 5
_MOST_CANDIDATES = 50  # keeps a text made of one word from taking quadratic time

_LABEL = re.compile(r"[^\W\d_][\w’' ]{0,24}:")

Key = tuple[str, ...]


def repeats(lines: Sequence[Line]) -> list[Skipped]:
    """Return the lines that add nothing to another one of `lines`."""
    found = list(_equal(lines))
    starts = {item.start for item in found}
    left = [line for line in lines if line.start not in starts]
    twice = {tuple(line.words) for line in lines if line.start in starts}
    return found + list(_contained(left, twice))


def _equal(lines: Sequence[Line]) -> Iterator[Skipped]:
    copies: defaultdict[Key, list[Line]] = defaultdict(list)
    fields = _fields(lines)
    for number, line in enumerate(lines):
        label = number >= HEAD and not line.ends
        if len(line.words) >= (_SHORTEST_LABEL if label else _SHORTEST_REPEAT) and _label(line) not in fields:
            copies[tuple(line.words)].append(line)
    for same in copies.values():
        kept = next((line for line in same if line.ends), same[0])
        yield from (Skipped(line.start, line.end, "repeat") for line in same if line is not kept)


def _fields(lines: Sequence[Line]) -> set[str]:
    """Return the labels that stand before several values: in a list the same value may be true of several things."""
    values: defaultdict[str, set[Key]] = defaultdict(set)
    for line in lines:
        if label := _label(line):
            values[label].add(tuple(line.words))
    return {label for label, known in values.items() if len(known) > 1}


def _label(line: Line) -> str:
    match = _LABEL.match(line.text)
    return match[0].casefold() if match else ""


def _contained(lines: Sequence[Line], twice: set[Key]) -> Iterator[Skipped]:
    """Yield the lines inside another; a headline (the first line) is no caption."""
    by_key: defaultdict[Key, list[Line]] = defaultdict(list)
    fields = _fields(lines)
    captions = [line for line in lines[1:] if len(line.words) >= _SHORTEST_CONTAINED and _label(line) not in fields]
    wanted = {tuple(line.words[:_KEY]) for line in captions}
    for line in lines:
        for key in wanted.intersection(zip(*(line.words[at:] for at in range(_KEY)), strict=False)):
            by_key[key].append(line)
    for line in captions:
        others = by_key[tuple(line.words[:_KEY])][:_MOST_CANDIDATES]
        if any(_holds(other, line, loosely=tuple(line.words) in twice) for other in others if other is not line):
            yield Skipped(line.start, line.end, "caption")


def _holds(other: Line, line: Line, *, loosely: bool) -> bool:
    """Tell whether `other` says all of `line`; `loosely`: also with words between, as a caption shortens a sentence."""
    if len(other.words) <= len(line.words):
        return False
    if f" {' '.join(line.words)} " in f" {' '.join(other.words)} ":
        return True
    words = iter(other.words)
    return loosely and not line.ends and len(other.words) <= 2 * len(line.words) and all(w in words for w in line.words)
