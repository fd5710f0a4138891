"""A run as the terminal shows it, and as JSON: figures, figures by tag, who is ahead, and what was published elsewhere.

The tables of scores are in `figures`; the report to look at in `report`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from evals.aggregates import aggregates
from evals.columns import columns
from evals.figures import AMOUNTS, Figure, ahead, document, readers_of, table, tag_table
from evals.intervals import Interval
from evals.suite import Published, Ran, Suite


def printed(suite: Suite, ran: Ran) -> str:
    """Return a run as lines of text."""
    parts = [
        table(ran.lines),
        whole(aggregates(suite, ran.lines)),
        tag_table(ran.lines, suite.chief),
        lead(ran),
        published(suite.published),
    ]
    return "\n\n".join(part for part in parts if part)


def summary(suite: Suite, ran: Ran) -> dict[str, Any]:
    """Return what a run came to, as `kept` keeps it in the summary and `--json` prints it."""
    return {
        "suite": suite.name,
        "about": suite.summary,
        "chief": suite.chief,
        "figures": document(ran.lines),
        "aggregates": [asdict(one) for one in aggregates(suite, ran.lines)],
        "ahead": {name: asdict(gap) for name, gap in gaps(ran).items()},
        "published": [asdict(one) for one in suite.published],
    }


def whole(found: Sequence[Figure]) -> str:
    """Return figures that are no mean over cases as lines of text, empty where there are none."""
    rows = [(one.score, one.reader, *_cells(one)) for one in _by_score(found)]
    return columns([("over all cases", "", "figure [95 % interval]", "n"), *rows], right=2) if rows else ""


def lead(ran: Ran) -> str:
    """Return by how much the model reader is ahead of the plain prompt, empty where they were not both asked."""
    rows = [
        (name, f"{100 * gap.mean:+.1f} [{100 * gap.low:+.1f}, {100 * gap.high:+.1f}]", str(gap.n))
        for name, gap in gaps(ran).items()
    ]
    return columns([("model ahead of plain, points", "mean [95 % interval]", "n"), *rows], right=2) if rows else ""


def published(found: Sequence[Published]) -> str:
    """Return what others printed as lines of text, a column a score, with the sources; empty where nothing is known."""
    scores = list(dict.fromkeys(one.score for one in found))
    known = {(one.what, one.score): f"{one.figure:.1f}" for one in found}
    whose = dict.fromkeys(one.what for one in found)
    rows = [(what, *(known.get((what, score), "") for score in scores)) for what in whose]
    sources = "\n".join(f"  from {source}" for source in dict.fromkeys(one.source for one in found))
    head = ("published elsewhere, in per cent", *scores)
    return f"{columns([head, *rows], right=len(scores))}\n{sources}" if rows else ""


def gaps(ran: Ran) -> dict[str, Interval]:
    """Return by score how far the model reader is ahead of the plain prompt in what is a share."""
    both = {"model", "plain"} <= set(readers_of(ran.lines))
    found = ahead(ran.lines, reader="model", other="plain") if both else {}
    return {name: gap for name, gap in found.items() if name not in AMOUNTS}


def _by_score(found: Sequence[Figure]) -> list[Figure]:
    order = list(dict.fromkeys(one.score for one in found))
    return sorted(found, key=lambda one: order.index(one.score))


def _cells(one: Figure) -> tuple[str, str]:
    if one.interval is None:
        return "-", "0"
    mean, low, high = (f"{100 * value:.1f}" for value in (one.interval.mean, one.interval.low, one.interval.high))
    return f"{mean} [{low:>5}, {high:>5}]", str(one.interval.n)
