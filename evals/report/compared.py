"""Two runs beside each other as one HTML file that looks as a report does: differences, and both answers to a case."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.compare import Change, Compared, changes, unlike
from evals.differing import apart, probability
from evals.figures import AMOUNTS, amount, readers_of, scores_of, tagged
from evals.report.render import render, save
from evals.report.rows import Passages, row
from evals.report.tables import Bar, bar

__all__ = ["page", "save"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One change as its cells say it."""

    reader: str
    cells: tuple[str, ...]
    bar: Bar | None


def page(both: Compared) -> str:
    """Return the comparison as a page."""
    lines, passages = [pair.b for pair in both.pairs], Passages()
    rows = [row([pair.a, pair.b], passages) for pair in both.pairs]
    return render(
        "compare.html",
        {"mode": "compare", "amounts": AMOUNTS, "rows": rows, "passages": passages.texts},
        suite=both.b.settings.get("suite", "run"),
        runs=[
            (name, run.folder.name, ", ".join(readers_of(run.lines))) for name, run in (("A", both.a), ("B", both.b))
        ],
        apart=apart(both),
        unlike=unlike(both),
        changes=_shown(changes(both)),
        readers=readers_of(lines),
        tags=sorted(tagged(lines)),
        scores=scores_of(lines),
        chief=both.chief,
        more=len(both.flipped(better=True)),
        less=len(both.flipped(better=False)),
    )


def _shown(found: Sequence[Change]) -> list[tuple[str, list[Shown]]]:
    """Return the changes of each score, all drawn on one scale around 0."""
    ends = [abs(end) for one in found if one.score not in AMOUNTS for end in (one.gap.low, one.gap.high)]
    reach = min(1.0, max([0.1, *ends]))
    scores = dict.fromkeys(one.score for one in found)
    return [(score, [_cells(one, reach) for one in found if one.score == score]) for score in scores]


def _cells(one: Change, reach: float) -> Shown:
    gap, low, high = (amount(one.score, value, sign=True) for value in (one.gap.mean, one.gap.low, one.gap.high))
    a, b = (amount(one.score, value) for value in (one.a, one.b))
    place = None if one.score in AMOUNTS else bar(one.gap, low=-reach, high=reach)
    cells = (a, b, gap, f"{low} to {high}", str(one.gap.n), f"{one.rose} / {one.fell}", probability(one.p))
    return Shown(reader=one.reader, cells=cells, bar=place)
