"""A run as one HTML file that needs no network: figures, plots, and every case with what was cited, wanted and scored.

What the tables show is made by `tables`, the plots by `plots` and `drawing`, the cases by `rows`; `render` fills the
template. All text of articles, questions and models is untrusted and is only ever written as text.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.figures import AMOUNTS, Line, chief, readers_of, scores_of, tagged
from evals.kept import Saved, saved
from evals.report import plots, tables
from evals.report.render import render, save
from evals.report.rows import Passages, row

NAME = "report.html"


def write(folder: Path) -> Path:
    """Write the report of the run in `folder` beside its lines and return where it is."""
    run = saved(folder)
    return save(run.folder / NAME, page(run))


def page(run: Saved) -> str:
    """Return the report of a run."""
    lines, score = run.lines, chief(run.lines, run.summary.get("chief"))
    groups, whole = tables.by_score(lines), tables.whole(run.summary)
    settings, more = tables.about(run.settings)
    grown, sizes = plots.growth(run.summary.get("growth"))
    return render(
        "report.html",
        listing(lines),
        name=run.folder.name,
        suite=run.settings.get("suite", "run"),
        about=run.summary.get("about", ""),
        strap=_strap(run),
        chief=score,
        readers=readers_of(lines),
        tags=sorted(tagged(lines)),
        scores=scores_of(lines),
        groups=groups,
        whole=whole,
        published=tables.published(run.summary, [*groups, *whole]),
        by_tag=tables.by_tag(lines, score),
        matrices=tables.matrices(lines),
        risks=plots.risks(lines, score),
        latency=plots.latency(lines),
        usage=tables.usage(lines),
        speed=tables.speed(run.summary),
        growth=grown,
        sizes=sizes,
        settings=settings,
        more=more,
    )


def listing(lines: Sequence[Line]) -> dict[str, Any]:
    """Return the cases of a run for the page's script."""
    passages = Passages()
    rows = [row([line], passages) for line in lines]
    return {"mode": "run", "amounts": AMOUNTS, "rows": rows, "passages": passages.texts}


def _strap(run: Saved) -> list[str]:
    cases, readers = len({line["id"] for line in run.lines}), readers_of(run.lines)
    model, revision = run.settings.get("model"), run.settings.get("revision")
    said = [f"{cases:,} case{'' if cases == 1 else 's'}", ", ".join(readers)]
    said += [f"model {model}"] if model else []
    return [*said, f"revision {str(revision)[:10]}"] if revision else said
