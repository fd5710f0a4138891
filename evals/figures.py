"""From the lines of a run to its figures: a mean with its interval for every reader and score, and a table of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from evals.intervals import Interval, difference, interval

Scores = Mapping[str, float | None]
"""By name what applies to a case: a share from 0 to 1, None where it could not be graded."""
Line = dict[str, Any]
"""One case answered by one reader, as a run keeps it: at least `id`, `reader`, `scores` and `error`."""

AMOUNTS = ("seconds", "tokens read", "tokens written")
"""Scores that are no share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A score of a reader over the cases that it applies to; `unscored` could not be graded and count nowhere."""

    reader: str
    score: str
    interval: Interval | None
    unscored: int


def figures(lines: Sequence[Line]) -> list[Figure]:
    """Return every score of every reader, in the order of their first case."""
    return [
        _figure(reader, score, [line for line in lines if line["reader"] == reader])
        for score, reader in product(_scores(lines), _readers(lines))
    ]


def ahead(lines: Sequence[Line], *, reader: str, other: str) -> dict[str, Interval]:
    """Return by score how far `reader` is ahead of `other` on the cases where both have that score."""
    one, two = (
        {line["id"]: line["scores"] for line in lines if line["reader"] == name and not line["error"]}
        for name in (reader, other)
    )
    both = [(one[case], two[case]) for case in one if case in two]
    gaps = {score: difference(_pairs(both, score)) for score in _scores(lines)}
    return {score: gap for score, gap in gaps.items() if gap}


def document(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the figures for a JSON document."""
    return [asdict(figure) for figure in figures(lines)]


def table(lines: Sequence[Line]) -> str:
    """Return the figures as lines of text: a row a score, a column a reader."""
    readers, found = _readers(lines), {(one.score, one.reader): one for one in figures(lines)}
    rows = [("", *readers)]
    rows += [(score, *(_cell(found[score, reader]) for reader in readers)) for score in _scores(lines)]
    failed = [str(sum(bool(line["error"]) for line in lines if line["reader"] == reader)) for reader in readers]
    rows.append(("unscored: the model failed", *failed))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _figure(reader: str, score: str, lines: Sequence[Line]) -> Figure:
    applying = [line["scores"][score] for line in lines if score in line["scores"]]
    graded = [value for value in applying if value is not None]
    return Figure(reader=reader, score=score, interval=interval(graded), unscored=len(applying) - len(graded))


def _pairs(both: Sequence[tuple[Scores, Scores]], score: str) -> list[tuple[float, float]]:
    pairs = ((one.get(score), two.get(score)) for one, two in both)
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _cell(figure: Figure) -> str:
    found = figure.interval
    if found is None:
        return "-"
    factor = 1 if figure.score in AMOUNTS else 100
    mean, low, high = (f"{factor * value:.1f}" for value in (found.mean, found.low, found.high))
    return f"{mean} [{low}, {high}] n={found.n}" + (f" ({figure.unscored} unscored)" if figure.unscored else "")


def _scores(lines: Sequence[Line]) -> list[str]:
    """Return the names of all scores, amounts last."""
    found = dict.fromkeys(score for line in lines for score in line["scores"])
    return sorted(found, key=AMOUNTS.__contains__)


def _readers(lines: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(line["reader"] for line in lines))
