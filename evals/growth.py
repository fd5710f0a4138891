"""How do the time to ingest, the time to answer, memory and disk grow with the number of passages?

    python -m evals.growth [--most 100000] [--embeddings local] [--json]

Each size is a store of its own, filled by one process from made-up articles and asked by another, so that the memory
told is what that work alone takes. To embed 100,000 whole passages takes most of an hour and grows as their number
does, which needs no proof: here each is embedded by its last dozen words (`large`), the seconds that this takes are
told apart, and beside the sizes stands how many whole passages are embedded a second. Everything else is as ever:
describing, cutting, finding copies, the catalogue, Chroma's index; and a question is embedded and read as ever.
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import click

from evals.apart import apart
from evals.large import Clocked, Hasty, write
from evals.news import made_up, questions
from evals.passages import unjudged
from evals.speed_asking import timed_questions
from evals.timing import p95, seconds
from store.chunk import chunk
from store.embed import embedder
from store.store import Store

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
ASKED = 60
SAMPLE = 30
"""Articles that are cut to tell how many passages one makes, and embedded whole to tell how fast that is."""
Row = dict[str, float]


def growth(most: int, *, embeddings: str = "local", sizes: Sequence[int] = SIZES, asked: int = ASKED) -> dict[str, Any]:
    """Return a row for each of `sizes` up to `most` passages, and the whole passages embedded a second."""
    chosen = embedder(embeddings)
    some = [made_up(number)["text"] for number in range(SAMPLE)]
    passages = [passage.text for text in some for passage in chunk(unjudged("sample", text), chosen)]
    chosen.embed(passages[:32])
    rate = len(passages) / seconds(lambda: chosen.embed(passages))
    rows = []
    for size in (size for size in sizes if size <= most):
        rows.append(measure(size, -(-size * SAMPLE // len(passages)), embeddings, asked=asked))
        print(shown(rows[-1]), file=sys.stderr)
    return {"rows": rows, "whole passages embedded a second": round(rate, 1)}


def measure(size: int, articles: int, embeddings: str, *, asked: int = ASKED) -> Row:
    """Return what it takes to ingest so many made-up articles, about `size` passages, and to ask `asked` questions."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        folder, store = write([*map(made_up, range(articles))], Path(work) / "articles"), Path(work) / "store"
        filled = apart(fill, str(folder), str(store), embeddings)
        disk = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
        told = apart(ask, str(store), embeddings, asked)
    return {
        "size": size,
        **filled.value,
        "ingest_mb": filled.megabytes,
        "disk_mb": round(disk / 1e6, 1),
        **told.value,
        "ask_mb": told.megabytes,
        "load": round(os.getloadavg()[0], 1),
    }


def fill(folder: str, store: str, embeddings: str) -> Row:
    """Ingest the folder and return the seconds of it, and how many of them went into embedding."""
    clock = Clocked(Hasty(embedder(embeddings)))
    clock.embed(["To load the model is no part of ingesting."])
    clock.seconds = 0.0
    with Store.open(Path(store), clock) as opened:
        spent = process_time()
        took = seconds(lambda: opened.ingest([Path(folder)]))
        spent = process_time() - spent
        counts = {"passages": opened.passage_count(), "articles": opened.article_count()}
    times = {"ingest_seconds": took, "embedding_seconds": clock.seconds, "ingest_processor_seconds": spent}
    return counts | {name: round(value, 2) for name, value in times.items()}


def ask(store: str, embeddings: str, asked: int) -> Row:
    """Return the milliseconds of questions over the store, the first of them apart, and those of its retrieval."""
    drawn = questions()[:: max(1, len(questions()) // asked)][:asked]
    times = timed_questions(Path(store), drawn, embeddings=embeddings)
    return {
        "first_ms": round(times.first, 1),
        "ask_median_ms": round(statistics.median(times.whole), 1),
        "ask_p95_ms": round(p95(times.whole), 1),
        "ask_processor_ms": round(statistics.median(times.worked), 1),
        "retrieve_median_ms": round(statistics.median(times.retrieved), 1),
        "retrieve_p95_ms": round(p95(times.retrieved), 1),
    }


def shown(row: Row) -> str:
    """Return a row as a line of text."""
    ingest = (
        f"ingest {row['ingest_seconds']:.1f} s (embedding {row['embedding_seconds']:.1f}), {row['ingest_mb']:.0f} MB"
    )
    asked = f"first answer {row['first_ms']:.0f} ms, then {row['ask_median_ms']:.1f} ms (p95 {row['ask_p95_ms']:.1f})"
    return f"{row['passages']:>7} passages: {ingest}; disk {row['disk_mb']:.1f} MB; {asked}, {row['ask_mb']:.0f} MB"


@click.command()
@click.option("--most", type=click.IntRange(SIZES[0]), default=SIZES[-1], show_default=True, help="The largest size.")
@click.option("--embeddings", default="local", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(most: int, embeddings: str, as_json: bool) -> None:
    """Print a line a size."""
    found = growth(most, embeddings=embeddings)
    click.echo(json.dumps(found, indent=1) if as_json else "\n".join(map(shown, found["rows"])))


if __name__ == "__main__":
    main()
