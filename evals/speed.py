"""How fast is it? Beside other ways of doing the same in the same run, since a machine is never alone.

ingest, query, start, memory   we, llama-index and the raw embedder in turns: `speed_ways` says what each of them does
ask      `Assistant.ask` with the quoting reader over a large store (how it is filled: `large`), Chroma loaded. The
         question is embedded as ever.
command  a whole `dateline ask` as a process of its own, on the store of the sample corpus
growth   how times, memory and disk grow with the store: `growth`; a quarter of an hour or more, so only where named

    dateline eval speed [--with parts=ingest,query] [--data DIR]

A ratio is the median of those of the rounds. What is no turn is kept in the run's summary, as `speed` and `growth`, and
printed as it comes. `--data` is a checkout of RealTimeQA; without it articles and questions are made up.
"""

import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from evals import speed_ways
from evals.asking import described
from evals.figures import Line
from evals.growth import growth
from evals.kept import Kept
from evals.large import fill
from evals.options import Chosen, configured, number
from evals.speed_asking import asking, commanding
from evals.speed_material import Size, material
from evals.speed_ways import ALONE, FIRST, HELD, KEPT, OURS, PEER, QUERY, RATE, WAYS
from evals.suite import Ran, Suite
from evals.timing import Measured, measured, ratio, shown
from store.embed import embedder
from store.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
COMPARED = (
    (RATE, ALONE, ">= 0.85"),
    (RATE, PEER, ">= 3"),
    (QUERY, ALONE, ""),
    (QUERY, PEER, ""),
    (FIRST, PEER, ""),
    (HELD, PEER, ""),
    (KEPT, ALONE, ""),
    (KEPT, PEER, ""),
)
"""Scores of ours that are held against another way's, and what the ratio should be."""


def run(chosen: Chosen) -> Ran:
    """Return the lines of the parts that are measured in turns, the other parts kept in the summary."""
    parts, size = _parts(chosen), _size(chosen)
    turns = [part for part in parts if part in speed_ways.PARTS]
    kept = Kept("speed", described(chosen, configured(chosen), []), root=chosen.runs, name=chosen.name)
    lines = kept.lines()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        for part in turns:
            if not any(part in line["tags"] for line in lines):
                lines += _kept(kept, speed_ways.turns(part, size, Path(work)))
        told = compared(lines)
        for part in parts:
            told += ALONG[part](size, Path(work)) if part in ALONG else []
    for one in told:
        click.echo(shown(one), err=True)
    kept.summarise({"speed": [asdict(one) for one in told]})
    if "growth" in parts:
        kept.summarise({"growth": growth(number(chosen, "most"), embeddings=size.embeddings)})
    return Ran(kept=kept, lines=lines, wanted=len(turns) * len(WAYS) * size.rounds)


def compared(lines: Sequence[Line]) -> list[Measured]:
    """Return the median of each score of each way, and the ratios of ours to the others'."""
    values: dict[tuple[str, str], list[float]] = {}
    for line in lines:
        for score, value in line["scores"].items():
            values.setdefault((score, line["reader"]), []).append(value)
    medians = [measured(f"{score}: {way}", statistics.median(of), "") for (score, way), of in values.items()]
    return medians + [
        measured(f"{score}: {OURS} / {other}", ratio(values[score, OURS], values[score, other]), "x", aim)
        for score, other, aim in COMPARED
        if (score, OURS) in values and (score, other) in values
    ]


def _ask(size: Size, work: Path) -> list[Measured]:
    articles, questions = material(size.data)
    folder = size.store or work / "large"
    fill(folder, articles, size.passages, embedder(size.embeddings))
    return asking(folder, questions, embeddings=size.embeddings)


def _command(_: Size, work: Path) -> list[Measured]:
    return commanding(ROOT / "articles", "When was the bridge closed?", work)


ALONG: dict[str, Callable[[Size, Path], list[Measured]]] = {"ask": _ask, "command": _command}
PARTS = (*speed_ways.PARTS, *ALONG, "growth")


def _parts(chosen: Chosen) -> list[str]:
    parts = [part.strip() for part in chosen.parameters["parts"].split(",") if part.strip()]
    if strange := [part for part in parts if part not in PARTS]:
        raise SettingsError(f"speed has no part {strange[0]!r}; name some of {','.join(PARTS)} with --with parts=")
    return parts


def _size(chosen: Chosen) -> Size:
    return Size(
        data=chosen.data,
        store=Path(chosen.parameters["store"]) if chosen.parameters["store"] else None,
        embeddings=chosen.embeddings,
        **{name: number(chosen, name) for name in ("rounds", "articles", "searched", "passages")},
    )


def _kept(kept: Kept, lines: Sequence[Line]) -> Sequence[Line]:
    for line in lines:
        kept.add(line)
    return lines


SUITE = Suite(
    name="speed",
    summary="ingest, query, cold start and memory beside llama-index and the raw embedder",
    run=run,
    folder="realtimeqa",
    files=("past/*",),
    optional=True,
    readers=WAYS,
    usual=WAYS,
    parameters={
        "parts": ",".join((*speed_ways.PARTS, *ALONG)),
        "rounds": "3",
        "articles": "40",
        "searched": "5000",
        "passages": "40000",
        "store": "",
        "most": "100000",
    },
    chief=RATE,
)
