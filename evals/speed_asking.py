"""How long do questions over one store take, the first and those after it, whole and by stage; and a whole command?"""

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.apart import environment
from evals.timing import Measured, measured, p95, seconds

COMMANDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Milliseconds: of opening the store and the first answer, then of each question. `passages` is the store's size.

    Processor time is that of all cores; other work on the machine stretches it less than the time on the clock.
    """

    first: float
    whole: list[float]
    worked: list[float]
    retrieved: list[float]
    was_read: list[float]
    passages: int


def timed_questions(folder: Path, questions: Sequence[str], *, embeddings: str = "local") -> Times:
    """Return how long the quoting reader takes over the store in `folder`, Chroma loaded before all but the first."""
    begin = perf_counter()
    with Assistant(Settings(store=str(folder), embeddings=embeddings, reader="quotes")) as assistant:
        assistant.ask("What is the news?")
        first = 1000 * (perf_counter() - begin)
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
        passages = assistant.store.passage_count()
    return Times(first=first, whole=whole, worked=worked, retrieved=retrieved, was_read=was_read, passages=passages)


def asking(folder: Path, questions: Sequence[str], *, embeddings: str = "local") -> list[Measured]:
    """Return the median and 95th percentile of a question over the store in `folder`, whole and by stage."""
    times = timed_questions(folder, questions, embeddings=embeddings)
    size = f"{times.passages} passages, {len(questions)} questions"
    stages = {
        f"ask ({size})": times.whole,
        "  processor time": times.worked,
        "  retrieve": times.retrieved,
        "  read": times.was_read,
    }
    return [
        measured(f"{name}, {which}", of(found), "ms", "<= 60" if found is times.whole and which == "p95" else "")
        for name, found in stages.items()
        for which, of in (("median", statistics.median), ("p95", p95))
    ]


def commanding(folder: Path, question: str, work: Path, times: int = COMMANDS) -> list[Measured]:
    """Return the seconds of a whole `dateline ask` as a process, its store and bytecode made before."""
    call = [sys.executable, "-m", "assistant", "ask", question, "--articles", str(folder.resolve())]
    given = environment() | {"PYTHONPYCACHEPREFIX": str(work / "bytecode")}

    def run() -> None:
        subprocess.run(call, cwd=work, env=given, check=True, capture_output=True)

    run()
    before = os.times()
    whole = statistics.median([seconds(run) for _ in range(times)])
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return [
        measured("dateline ask, median", whole, "s", "<= 2"),
        measured("  processor time, mean", worked / times, "s"),
    ]
