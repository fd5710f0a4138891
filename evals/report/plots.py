"""What a report draws: risk by coverage, how long the stages took, and how a store grows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals import risk
from evals.figures import Line, readers_of
from evals.report.drawing import Plot, Scale, Spread, line_plot, spreads

STAGES = {"retrieve_ms": "retrieve", "read_ms": "read", "total_ms": "whole answer"}
GROWTH = {
    "Seconds to ingest": ("ingest_seconds", "embedding_seconds"),
    "Milliseconds to answer": ("ask_median_ms", "ask_p95_ms", "retrieve_median_ms", "retrieve_p95_ms"),
    "Megabytes of memory": ("ingest_mb", "ask_mb"),
    "Megabytes on disk": ("disk_mb",),
}
"""Which of the numbers that `evals.growth` measures stand in one plot."""
_PERCENT = Scale(low=0, high=100, logarithmic=False, ticks=(0, 25, 50, 75, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The risk–coverage curve of each reader and what it comes to."""

    plot: Plot | None
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """How long the stages took."""

    scale: Scale
    rows: tuple[Spread, ...]


def risks(lines: Sequence[Line], score: str) -> Risk:
    """Return the risk–coverage curves of all readers by `score`, and AURC with what it is made of."""
    curves, rows = {}, []
    for reader in readers_of(lines):
        graded = [line for line in lines if line["reader"] == reader and risk.is_graded(line, score)]
        found, answered = risk.judged(graded, score), sum(map(risk.is_answered, graded))
        points = risk.curve(found, cases=len(graded))
        curves[reader] = [(100 * point.coverage, 100 * point.risk) for point in points]
        area, last = risk.aurc(found), points[-1].risk if points else None
        rows.append((reader, str(len(graded)), str(answered), str(len(found)), _percent(last), _percent(area)))
    plot = line_plot(
        curves, title="Risk by coverage", across="% of all cases answered", up="% of answers wrong", x=_PERCENT
    )
    return Risk(plot=plot, rows=tuple(rows))


def latency(lines: Sequence[Line]) -> Latency | None:
    """Return how long the stages of each reader took, None where nothing says so."""
    groups = {
        (reader, STAGES[stage]): [
            line["answer"]["timings"][stage]
            for line in lines
            if line["reader"] == reader and stage in ((line.get("answer") or {}).get("timings") or {})
        ]
        for reader in readers_of(lines)
        for stage in STAGES
    }
    found = spreads(groups)
    return Latency(scale=found[0], rows=tuple(found[1])) if found else None


def growth(found: Any) -> tuple[list[Plot], list[tuple[str, ...]]]:
    """Return plots of what was measured at several numbers of passages, and all of it as rows under their heads."""
    rows = [row for row in found.get("rows") or () if row.get("passages")] if isinstance(found, Mapping) else []
    plots = (
        line_plot(
            {
                _named(name): [(row["passages"], row[name]) for row in rows if isinstance(row.get(name), int | float)]
                for name in names
            },
            title=title,
            across="passages",
            up=title.split()[0].lower(),
        )
        for title, names in GROWTH.items()
    )
    heads = ["passages", *(name for name in dict.fromkeys(name for row in rows for name in row) if name != "passages")]
    table = [tuple(_named(name) for name in heads), *(tuple(_told(row.get(name)) for name in heads) for row in rows)]
    return [plot for plot in plots if plot], table if rows else []


def _named(name: str) -> str:
    return name.replace("_", " ").replace(" mb", " MB")


def _told(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value if value is not None else "–")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
