"""How fast is it? Ratios to other ways of doing the same in the same run, since a machine is never alone.

    python -m evals.speed [PART ...] [--data DIR] [--articles N] [--passages N] [--rounds R] [--store DIR] [--json]

ingest   passages a second of `Store.ingest`, of the raw embedder on the same passages, and of llama-index over Chroma
         (on some of them, evenly spread: its rate is what counts). They take turns; a ratio is the median of those
         of the rounds. One round before them is not counted: it loads the models and the libraries of all three.
ask      `Assistant.ask` with the quoting reader over a large store (how it is filled: `large`), Chroma loaded. The
         question, and the sentences that the reader compares with it, are embedded as ever.
command  a whole `dateline ask` as a process of its own, on the store of the sample corpus.

Processor time is that of all cores; other work on the machine stretches it less than the time on the clock.

`--data` is a checkout of RealTimeQA; without it, or where it runs out, articles and questions are made up.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, count, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import click

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.large import fill, write
from evals.news import Work, made_up
from evals.news import questions as made_up_questions
from evals.realtimeqa import read
from evals.timing import Measured, in_turns, measured, p95, ratio, seconds, shown
from store.chunk import chunk
from store.contents import embedded
from store.embed import Embedder, embedder
from store.store import Store

ROOT = Path(__file__).parent.parent
ASKED = 200
PEER_GETS = 128
"""Passages that the peer gets in a round."""
COMMANDS = 7


def material(data: Path | None) -> tuple[Iterator[Work], list[str]]:
    """Return endless articles and the questions to ask, both without repeats."""
    years = sorted((data / "past").iterdir()) if data else []
    found = [read(year) for year in years]
    articles = [article for works, _ in found for article in works]
    questions = [question.text for _, asked in found for question in asked]
    questions = list(dict.fromkeys([*questions, *made_up_questions()]))
    return chain(articles, map(made_up, count())), random.Random(0).sample(questions, ASKED)


def ingesting(folder: Path, work: Path, rounds: int, chosen: Embedder) -> list[Measured]:
    """Return the passages a second of the three ways to embed and keep the articles of `folder`, and the ratios."""
    from evals.peer import ChromaMiniLM
    from evals.peer import ingest as peer_ingest

    numbers = count()
    with Store.open(work / "texts", chosen) as store:
        store.ingest([folder])
        kept = [passage for article in store.articles() for passage in chunk(article, chosen)]
    texts = list(dict.fromkeys(map(embedded, kept)))
    sample = texts[:: max(1, len(texts) // PEER_GETS)][:PEER_GETS]
    embedding = ChromaMiniLM(work / "peer")

    def ingest() -> float:
        with Store.open(work / f"store{next(numbers)}", chosen) as store:
            return len(texts) / seconds(lambda: store.ingest([folder]))

    rates = in_turns(
        {
            "ingest": ingest,
            "embed alone": lambda: len(texts) / seconds(lambda: chosen.embed(texts)),
            "llama-index": lambda: (
                len(sample) / seconds(lambda: peer_ingest(sample, work / f"peer{next(numbers)}", embedding))
            ),
        },
        rounds,
    )
    found = [measured(f"{name} ({len(texts)})", statistics.median(of), "passages/s") for name, of in rates.items()]
    return [
        *found,
        measured("ingest / embed alone", ratio(rates["ingest"], rates["embed alone"]), "x", ">= 0.85"),
        measured("ingest / llama-index", ratio(rates["ingest"], rates["llama-index"]), "x", ">= 3"),
    ]


def asking(folder: Path, questions: Sequence[str], *, embeddings: str = "local") -> list[Measured]:
    """Return the median and 95th percentile of a question over the store in `folder`, whole and by stage."""
    with Assistant(Settings(store=str(folder), embeddings=embeddings, reader="quotes")) as assistant:
        if loading := assistant.store.warm():
            loading.join()
        assistant.ask("What is the news?")
        whole, worked, retrieved, was_read = [], [], [], []
        for question in questions:
            begin, spent = perf_counter(), process_time()
            answer = assistant.ask(question)
            whole.append(1000 * (perf_counter() - begin))
            worked.append(1000 * (process_time() - spent))
            retrieved.append(answer.timings.retrieve_ms)
            was_read.append(answer.timings.read_ms)
        size = f"{assistant.store.passage_count()} passages, {len(questions)} questions"
    stages = {f"ask ({size})": whole, "  processor time": worked, "  retrieve": retrieved, "  read": was_read}
    return [
        measured(f"{name}, {which}", of(times), "ms", "<= 60" if times is whole and which == "p95" else "")
        for name, times in stages.items()
        for which, of in (("median", statistics.median), ("p95", p95))
    ]


def commanding(folder: Path, question: str, work: Path, times: int = COMMANDS) -> list[Measured]:
    """Return the seconds of a whole `dateline ask` as a process, its store and bytecode made before."""
    call = [sys.executable, "-m", "assistant", "ask", question, "--articles", str(folder.resolve())]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")

    def run() -> None:
        subprocess.run(call, cwd=work, env=environment, check=True, capture_output=True)

    run()
    before = os.times()
    whole = statistics.median([seconds(run) for _ in range(times)])
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return [
        measured("dateline ask, median", whole, "s", "<= 2"),
        measured("  processor time, mean", worked / times, "s"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured, on what data."""

    data: Path | None
    articles: int
    passages: int
    rounds: int
    store: Path | None


def _ingest(size: Size, work: Path) -> list[Measured]:
    articles = islice(material(size.data)[0], size.articles)
    return ingesting(write(list(articles), work / "articles"), work, size.rounds, embedder("local"))


def _ask(size: Size, work: Path) -> list[Measured]:
    articles, questions = material(size.data)
    folder = size.store or work / "large"
    fill(folder, articles, size.passages, embedder("local"))
    return asking(folder, questions)


def _command(_: Size, work: Path) -> list[Measured]:
    return commanding(ROOT / "articles", "When was the bridge closed?", work)


PARTS: dict[str, Callable[[Size, Path], list[Measured]]] = {"ingest": _ingest, "ask": _ask, "command": _command}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice([*PARTS]))
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A checkout of RealTimeQA.")
@click.option("--articles", default=160, show_default=True, help="How many are ingested in a round.")
@click.option("--passages", default=40_000, show_default=True, help="How large the store is that is asked.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--store", type=click.Path(file_okay=False, path_type=Path), help="Where the large store is kept.")
@click.option("--json", "as_json", is_flag=True)
def main(parts: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Print how fast the PARTS are (default: all of them)."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        for part in parts or PARTS:
            for line in PARTS[part](Size(**given), Path(work)):
                click.echo(json.dumps(asdict(line)) if as_json else shown(line))


if __name__ == "__main__":
    main()
