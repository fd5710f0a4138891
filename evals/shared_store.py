"""Does a shared store hold while it grows? Two processes answer over one Chroma server while a third ingests.

    python -m evals.shared_store [--articles 2000] [--first 200] [--embeddings words] [--json]

Each process has a copy of its own, as on a machine of its own. The two ask one question after the other about articles
picked at random, of those that were there before and of those that are on their way. Every answer has one right number.
An answer is *wrong* where it has another number; *missing* where its copy had the article before it was asked and the
number is not in the answer; what was not there yet may be not found. The *delay* of an article is from the moment the
copy of the process that ingests has it to the moment the copy of one that answers has it.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from assistant import Assistant, DatelineError, Settings
from evals.arrivals import Seen
from evals.chroma_run import served
from evals.ferries import MOST, passengers, question, town, write
from evals.timing import Measured, measured, p95, shown

ROOT = Path(__file__).resolve().parent.parent
_LAST = 60.0
"""Seconds that articles may still take to arrive when the ingest has ended."""


def open_assistant(url: str, embeddings: str) -> Assistant:
    """Return an assistant over the shared store, its copy below the working folder."""
    return Assistant(Settings(store=url, embeddings=embeddings, reader="quotes"))


def answering(url: str, embeddings: str, count: int, until: Path) -> dict[str, Any]:
    """Ask until the file `until` is there and all articles have come, or a minute later; return what came of it."""
    draw = random.Random(os.getpid())
    found: dict[str, Any] = {"asked": 0, "right": 0, "not_yet": 0, "wrong": [], "missing": [], "errors": []}
    seconds: list[float] = []
    end = None
    with open_assistant(url, embeddings) as assistant:
        seen = Seen(assistant)
        while end is None or (time.monotonic() < end and len(seen.times) < count):
            if end is None and until.exists():
                end = time.monotonic() + _LAST
            number = draw.randrange(count)
            there = f"{number:05}" in seen.times
            begin = time.perf_counter()
            try:
                answer = assistant.ask(question(number))
            except DatelineError as error:
                found["errors"].append(str(error))
                continue
            seconds.append(time.perf_counter() - begin)
            judge(answer.outcome, answer.text, number, there, found)
        seen.stop()
        return found | {"times": seen.times, "seconds": seconds}


def judge(outcome: str, text: str, number: int, there: bool, found: dict[str, Any]) -> None:
    """Count an answer as right, wrong, missing or not there yet."""
    figure = str(passengers(number))
    plain = text.replace(",", "")
    found["asked"] += 1
    if outcome != "not_found" and figure in plain:
        found["right"] += 1
    elif there:
        found["missing"].append(f"{town(number)}: {outcome}: {text[:200]}")
    elif outcome != "not_found":
        found["wrong"].append(f"{town(number)}: {outcome}: {text[:200]}")
    else:
        found["not_yet"] += 1


def ingesting(url: str, embeddings: str, folder: Path) -> dict[str, Any]:
    """Ingest a folder; return how long it took and when the copy had each article."""
    with open_assistant(url, embeddings) as assistant:
        seen = Seen(assistant)
        begin = time.perf_counter()
        report = assistant.ingest([folder])
        taken = time.perf_counter() - begin
        seen.stop()
        return {"seconds": taken, "local": report.seconds, "added": report.added, "times": seen.times}


def child(folder: Path, *task: str) -> "subprocess.Popen[str]":
    """Start a process that does one task in a working folder of its own."""
    folder.mkdir()
    command = [sys.executable, "-m", "evals.shared_store", "--child", json.dumps(task)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    environment |= {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment)


def said(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """Return what a process found, when it has ended."""
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a process ended with {process.returncode}")
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found


def run(work: Path, *, first: int, articles: int, embeddings: str) -> dict[str, Any]:
    """Return what the three processes and the server did."""
    before, after, until = work / "before", work / "after", work / "done"
    for folder, numbers in ((before, range(first)), (after, range(first, first + articles))):
        folder.mkdir()
        for number in numbers:
            write(folder, number)
    with served(work / "server") as server:
        said(child(work / "zero", "ingest", server.url, embeddings, str(before)))
        count = str(first + articles)
        asking = [child(work / name, "answer", server.url, embeddings, count, str(until)) for name in ("one", "two")]
        time.sleep(5)
        written = said(child(work / "three", "ingest", server.url, embeddings, str(after)))
        until.touch()
        answers = [said(process) for process in asking]
    return {"written": written, "answers": answers, "articles": articles, "first": first, "embeddings": embeddings}


def figures(done: dict[str, Any]) -> list[Measured]:
    """Return the figures of a run."""
    answers, written = done["answers"], done["written"]
    delays = [one["times"][name] - then for one in answers for name, then in written["times"].items()
              if name in one["times"] and int(name) >= done["first"]]  # fmt: skip
    never = sum(int(name) >= done["first"] and name not in one["times"] for one in answers for name in written["times"])
    waits = [wait for one in answers for wait in one["seconds"]]
    return [
        measured("articles ingested by the third process", written["added"], "articles"),
        measured("time of that, sharing included", written["seconds"], "s"),
        measured("questions answered by the two others", sum(one["asked"] for one in answers), "answers"),
        measured("right", sum(one["right"] for one in answers), "answers"),
        measured("not found, for the article was not there yet", sum(one["not_yet"] for one in answers), "answers"),
        measured("wrong", sum(len(one["wrong"]) for one in answers), "answers", "0"),
        measured(
            "article there, number not in the answer", sum(len(one["missing"]) for one in answers), "answers", "0"
        ),
        measured("errors", sum(len(one["errors"]) for one in answers), "answers", "0"),
        measured("median wait for an answer", statistics.median(waits), "s"),
        measured("95th percentile", p95(waits), "s"),
        measured("articles that never came", never, "articles", "0"),
        measured("median delay until visible", statistics.median(delays), "s"),
        measured("95th percentile", p95(delays), "s"),
        measured("longest", max(delays), "s"),
    ]


@click.command(help=__doc__)
@click.option("--articles", type=click.IntRange(1, MOST - 5000), default=2000, show_default=True)
@click.option("--first", type=click.IntRange(1, 5000), default=200, show_default=True)
@click.option("--embeddings", default="words", show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--child", "task", hidden=True)
def main(articles: int, first: int, embeddings: str, as_json: bool, task: str | None) -> None:
    """Measure and print."""
    if task is not None:
        kind, url, name, *rest = json.loads(task)
        done = (
            ingesting(url, name, Path(rest[0]))
            if kind == "ingest"
            else answering(url, name, int(rest[0]), Path(rest[1]))
        )
        print(json.dumps(done))
        return
    with tempfile.TemporaryDirectory() as work:
        done = run(Path(work), first=first, articles=articles, embeddings=embeddings)
    told = figures(done)
    document = {
        "articles": articles,
        "first": first,
        "embeddings": embeddings,
        "figures": [asdict(one) for one in told],
    }
    print(json.dumps(document, indent=1) if as_json else "\n".join(map(shown, told)))
    problems = [line for one in done["answers"] for kind in ("wrong", "missing", "errors") for line in one[kind]]
    for line in problems[:10]:
        print(line, file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
