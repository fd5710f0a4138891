"""Lay rows out in columns of text that fit a terminal."""

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap

GAP = "  "
WIDTH, LEAST = 80, 16


def columns(rows: Sequence[Sequence[str]], *, right: int = 0, width: int = WIDTH) -> str:
    """Return the rows as lines, the first of them the heading; the last `right` columns stand at their right.

    A first cell that is too long for `width` goes on in the next line; one that repeats the one above is left empty.
    """
    if not rows:
        return ""
    rest = [max(map(len, column)) for column in list(zip(*rows, strict=True))[1:]]
    longest = max(LEAST, width - sum(len(GAP) + one for one in rest))
    repeated = [False] + [above[0] == row[0] for above, row in pairwise(rows)]
    heads = [[""] if again else wrap(row[0], longest) or [""] for row, again in zip(rows, repeated, strict=True)]
    widths = [max(len(part) for head in heads for part in head), *rest]
    lines = [
        line
        for row, head in zip(rows, heads, strict=True)
        for line in (_line([head[0], *row[1:]], widths, right), *head[1:])
    ]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: int) -> str:
    left = len(cells) - right
    placed = [
        cell.ljust(width) if at < left else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return GAP.join(placed).rstrip()
