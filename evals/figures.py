"""From the lines of a run to its figures: a mean with its interval for every reader and score, and tables of them.

The tables are text of at most 80 columns. Which figures are good enough is said by the gates.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from evals.columns import columns
from evals.intervals import Interval, difference, interval

Scores = Mapping[str, float | None]
"""By name what applies to a case: a share from 0 to 1, None where it could not be graded."""
Line = dict[str, Any]
"""One case answered by one reader, as a run keeps it: at least `id`, `reader`, `scores` and `error`."""

AMOUNTS = (
    *("seconds", "ms to retrieve", "ms to read", "tokens read", "tokens written", "dollars for 1,000 answers"),
    *("milliseconds a document", "passages a second", "ms a query", "ms an answer", "seconds to a first find"),
    *("MB to find", "MB to ingest"),
)
"""Scores that are no share."""
CHIEF = "right"
"""The score by which a case is called right or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A score of a reader over the cases that it applies to; `unscored` could not be graded and count nowhere."""

    reader: str
    score: str
    interval: Interval | None
    unscored: int


def figures(lines: Sequence[Line]) -> list[Figure]:
    """Return every score of every reader, in the order of their first case."""
    return [figure(lines, reader, score) for score, reader in product(scores_of(lines), readers_of(lines))]


def figure(lines: Sequence[Line], reader: str, score: str) -> Figure:
    """Return one score of one reader."""
    applying = [line["scores"][score] for line in lines if line["reader"] == reader and score in line["scores"]]
    graded = [value for value in applying if value is not None]
    return Figure(reader=reader, score=score, interval=interval(graded), unscored=len(applying) - len(graded))


def ahead(lines: Sequence[Line], *, reader: str, other: str) -> dict[str, Interval]:
    """Return by score how far `reader` is ahead of `other` on the cases where both have that score."""
    one, two = (
        {line["id"]: line["scores"] for line in lines if line["reader"] == name and not line["error"]}
        for name in (reader, other)
    )
    both = [(one[case], two[case]) for case in one if case in two]
    gaps = {score: difference(pairs(both, score)) for score in scores_of(lines)}
    return {score: gap for score, gap in gaps.items() if gap}


def pairs(both: Iterable[tuple[Scores, Scores]], score: str) -> list[tuple[float, float]]:
    """Return the values of a score where both have one."""
    found = ((one.get(score), two.get(score)) for one, two in both)
    return [(a, b) for a, b in found if a is not None and b is not None]


def document(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the figures for a JSON document."""
    return [asdict(one) for one in figures(lines)]


def table(lines: Sequence[Line]) -> str:
    """Return the figures as lines of text: for each score a line a reader, and what failed."""
    failed = {
        reader: sum(bool(one["error"]) for one in lines if one["reader"] == reader) for reader in readers_of(lines)
    }
    said = ", ".join(f"{reader} {count}" for reader, count in failed.items()) or "none"
    return f"{_laid([(one.score, one.reader, one) for one in figures(lines)])}\nunscored, the model failed: {said}"


def tag_table(lines: Sequence[Line], score: str = CHIEF) -> str:
    """Return one score by tag as lines of text, empty where no case has a tag."""
    found = [(tag, reader, figure(of, reader, score)) for tag, of in tagged(lines).items() for reader in readers_of(of)]
    return _laid(found, head=score)


def tagged(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the lines of every tag, by the tag's name."""
    tags = sorted({tag for line in lines for tag in line.get("tags") or ()})
    return {tag: [line for line in lines if tag in (line.get("tags") or ())] for tag in tags}


def amount(score: str, value: float, *, sign: bool = False) -> str:
    """Return a value as tables show it: a share in per cent, an amount below 10 with two decimals."""
    shown, plus = value if score in AMOUNTS else 100 * value, "+" if sign else ""
    return f"{shown:{plus},.2f}" if score in AMOUNTS and abs(shown) < 10 else f"{shown:{plus},.1f}"


def scores_of(lines: Iterable[Line]) -> list[str]:
    """Return the names of all scores, amounts last."""
    found = dict.fromkeys(score for line in lines for score in line["scores"])
    return sorted(found, key=AMOUNTS.__contains__)


def readers_of(lines: Iterable[Line]) -> list[str]:
    """Return the names of all readers, in the order of their first case."""
    return list(dict.fromkeys(line["reader"] for line in lines))


def chief(lines: Sequence[Line], named: str | None = None) -> str:
    """Return the score by which a case is called right or wrong: the one `named`, `right`, or the first there is."""
    found = scores_of(lines)
    return next((one for one in (named, CHIEF) if one in found), found[0] if found else CHIEF)


def _laid(rows: Sequence[tuple[str, str, Figure]], *, head: str = "") -> str:
    rows = [row for row in rows if row[2].interval or row[2].unscored]
    heading = (head, "", "mean [95 % interval]", "n", "unscored")
    return columns([heading, *((name, reader, *_cells(one)) for name, reader, one in rows)], right=3) if rows else ""


def _cells(one: Figure) -> tuple[str, str, str]:
    found = one.interval
    if found is None:
        return "-", "0", str(one.unscored or "")
    mean, low, high = (amount(one.score, value) for value in (found.mean, found.low, found.high))
    return f"{mean} [{low:>5}, {high:>5}]", str(found.n), str(one.unscored or "")
