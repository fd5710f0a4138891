"""Several people at once on a real page: how long they wait, whether anything fails, and what the server's memory does.

    python -m evals.users [--people N] [--seconds S] [--questions N] [--articles DIR] [--model FILE] [--json]

With `--questions` it ends after that many, however long they take; with `--model` a GGUF file reads in place of the
quoting reader. Half of the people ask as a browser does, by the page's own event; the others by the named endpoint. Who
has an answer asks the next question at once. An error is a call without an answer, or one that shows another person's
question.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

import click
import httpx

from evals.cases import load
from evals.timing import Measured, measured, p95, shown

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases" / "sample.jsonl"
PATIENCE = 900.0
SETTLING = 3.0
"""Seconds after the last question in which the server lets go of what it holds for visitors."""
Ask = Callable[[httpx.Client, str, str], str]
"""Asks a question in a session and returns everything that the server says to it."""


@dataclass(slots=True)
class Waits:
    """Seconds of every call that was answered, and what went wrong in the others."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def served(articles: Path, store: Path, model: Path | None = None) -> Iterator[tuple[str, int]]:
    """Serve a page as a process of its own; yield its address and the number of the process."""
    reader = f"reader='auto', model={str(model)!r}" if model else "reader='quotes'"
    patience = f"app_patience={PATIENCE}, app_queue=200"
    settings = f"Settings(store={str(store)!r}, articles={str(articles)!r}, {reader}, {patience})"
    code = f"import app; from assistant import Settings; app.main({settings}, port=0)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout
        yield process.stdout.readline().split()[3], process.pid
    finally:
        process.terminate()
        process.communicate(timeout=20)


def by_endpoint(client: httpx.Client, question: str, _session: str) -> str:
    """Ask by the named endpoint."""
    start = client.post("/gradio_api/call/v2/ask", json={"question": question}).raise_for_status().json()
    return client.get(f"/gradio_api/call/v2/ask/{start['event_id']}").text


def by_page(client: httpx.Client, question: str, session: str) -> str:
    """Ask as the page does: join its queue in a conversation of its own, and listen until the answer is there."""
    joined = {"data": [question, "", ""], "fn_index": page_event(client), "session_hash": session}
    client.post("/gradio_api/queue/join", json=joined).raise_for_status()
    heard = []
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as said:
        for line in said.iter_lines():
            heard.append(line)
            if '"process_completed"' in line:
                break
    return "\n".join(heard)


def page_event(client: httpx.Client) -> int:
    """Return the number of the event that the question box raises."""
    config = client.get("/config").raise_for_status().json()
    [box] = [one["id"] for one in config["components"] if one["props"].get("elem_id") == "question"]
    return next(int(one["id"]) for one in config["dependencies"] if [box, "submit"] in one["targets"])


def wrong(said: str, person: int) -> str | None:
    """Return what is wrong with what the server said to a person, None where it is an answer to them alone."""
    readers = {int(number) for number in re.findall(r"\breader (\d+)\b", said)}
    if readers != {person}:
        return f"reader {person} was shown the questions of {sorted(readers)}"
    if "dateline.answer/1" not in said and 'class=\\"badge' not in said:
        return f"no answer: {said[-200:]}"
    return None


class End:
    """When it is enough: at a moment, or after so many questions of everybody together."""

    def __init__(self, seconds: float, questions: int | None = None) -> None:
        """Begin now."""
        self._moment = monotonic() + seconds
        self._left = iter(range(questions)) if questions is not None else None
        self._lock = threading.Lock()

    def reached(self) -> bool:
        """Count a question, and return whether no other is to follow."""
        if self._left is None:
            return monotonic() > self._moment
        with self._lock:
            return next(self._left, None) is None


def visit(address: str, person: int, questions: list[str], end: End, waits: Waits) -> None:
    """Ask one question after the other as one person until the end."""
    ask: Ask = by_page if person % 2 else by_endpoint
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        client.get("/")  # the page gives the person their number
        for turn in count():
            question = f"{questions[(person * 7 + turn) % len(questions)]} (reader {person})"
            begin = perf_counter()
            try:
                problem = wrong(ask(client, question, f"{person}-{turn}"), person)
            except httpx.HTTPError as error:
                problem = f"{type(error).__name__}: {error}"
            if problem:
                waits.errors.append(problem)
            else:
                waits.seconds.append(perf_counter() - begin)
            if end.reached():
                return


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a process holds: megabytes of memory, threads, and open files and connections."""

    memory: float
    threads: int
    files: int


def held(process: int) -> Held:
    """Return what a process holds now."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    found = {name: int(number) for name, number in re.findall(r"^(\w+):\s+(\d+)", status, re.MULTILINE)}
    files = len(list(Path(f"/proc/{process}/fd").iterdir()))
    return Held(memory=found["VmRSS"] / 1000, threads=found["Threads"], files=files)


def measure(
    people: int, seconds: float, articles: Path, *, questions: int | None = None, model: Path | None = None
) -> tuple[list[Measured], list[str]]:
    """Return the figures of one run and what went wrong in it."""
    asked = [case.question for case in load(CASES, ROOT / "articles")]
    waits = Waits()
    with tempfile.TemporaryDirectory() as store, served(articles, Path(store), model) as (address, process):
        first = Waits()
        visit(address, 0, asked, End(0), first)
        before = held(process)
        end = End(seconds, questions)
        arguments = [(address, person, asked, end, waits) for person in range(1, people + 1)]
        threads = [threading.Thread(target=visit, args=given) for given in arguments]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        sleep(SETTLING)
        after = held(process)
    return figures(first, waits, before, after), [*first.errors, *waits.errors]


def figures(first: Waits, waits: Waits, before: Held, after: Held) -> list[Measured]:
    """Return the figures; those of no answer at all are left out."""
    told = [measured("the first question after the start", first.seconds[0], "s")] if first.seconds else []
    told += [measured("questions answered", len(waits.seconds), "answers")]
    told += [measured("errors", len(first.errors) + len(waits.errors), "answers", "0")]
    if waits.seconds:
        told += [measured("median wait", statistics.median(waits.seconds), "s")]
        told += [measured("95th percentile", p95(waits.seconds), "s")]
    for name, held_then in (("before", before), ("after", after)):
        told += [measured(f"memory {name}", held_then.memory, "MB")]
        told += [measured(f"threads {name}", held_then.threads, "threads")]
        told += [measured(f"open files {name}", held_then.files, "files")]
    return told


@click.command(help=__doc__)
@click.option("--people", type=click.IntRange(1, 200), default=8, show_default=True)
@click.option("--seconds", type=click.FloatRange(1), default=120, show_default=True)
@click.option("--questions", type=click.IntRange(1), help="End after so many, in place of --seconds.")
@click.option("--model", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A GGUF file that reads.")
@click.option("--articles", type=click.Path(exists=True, path_type=Path), default=ROOT / "articles")
@click.option("--json", "as_json", is_flag=True)
def main(people: int, seconds: float, articles: Path, as_json: bool, **given: Any) -> None:
    """Measure and print."""
    told, errors = measure(people, seconds, articles, **given)
    document: dict[str, Any] = {"people": people, "seconds": seconds} | given
    document |= {"model": str(given["model"] or ""), "figures": [asdict(line) for line in told]}
    print(json.dumps(document, indent=1) if as_json else "\n".join(map(shown, told)))
    for problem in dict.fromkeys(errors):
        print(problem, file=sys.stderr)
    sys.exit(bool(errors))


if __name__ == "__main__":
    main()
