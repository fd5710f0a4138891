"""Do the cases of a suite with each reader, and keep every line; a run that was stopped goes on where it was.

Readers run one after the other, since a local model reads the same beginning of a prompt faster the second time. A
case whose model failed is unscored, never wrong, and is tried again when the run goes on.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any, Protocol, TypeVar

import click

from assistant.answer import Answer
from assistant.narrow import Options
from evals.contenders import Contender
from evals.figures import Line, Scores
from evals.kept import Kept
from evals.replies import NoReply
from store.errors import BadReply


class Named(Protocol):
    """Whose work is measured."""

    @property
    def name(self) -> str:
        """The name of its column."""
        ...


class Item(Protocol):
    """A case of any suite."""

    @property
    def id(self) -> str:
        """What it is known by; no other case of the suite has it."""
        ...

    @property
    def stratum(self) -> str:
        """Its kind, of which a sample holds a fair share."""
        ...


C = TypeVar("C", bound=Item)
R = TypeVar("R", bound=Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """The scores of an answer, and by score why it is what it is, in a few words."""

    scores: Scores
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One question with what judges its answer. `gold` is kept with the line, so that it can be understood alone.

    `reference` is a right answer in words, for a judge; empty where there is none to be had.
    """

    id: str
    question: str
    grade: Callable[[Answer], Scores | Graded]
    gold: Mapping[str, Any]
    options: Options = field(default_factory=Options)
    stratum: str = ""
    tags: tuple[str, ...] = ()
    reference: str = ""


def graded(found: Scores | Graded) -> Graded:
    """Return scores as a grade, without reasons where none are given."""
    return found if isinstance(found, Graded) else Graded(scores=found)


def sampled(tasks: Sequence[C], limit: int | None, *, seed: int = 0) -> list[C]:
    """Return `limit` tasks, of each stratum its share; always the same for a seed, and a larger sample holds a smaller.

    None is all of them. They come in the order in which they were.
    """
    if limit is None or limit >= len(tasks):
        return list(tasks)
    draw = random.Random(seed)
    strata: dict[str, list[int]] = defaultdict(list)
    for place in draw.sample(range(len(tasks)), len(tasks)):
        strata[tasks[place].stratum].append(place)
    spread = [((n + 0.5) / len(places), place) for places in strata.values() for n, place in enumerate(places)]
    return [tasks[place] for place in sorted(place for _, place in sorted(spread)[:limit])]


def run(
    tasks: Sequence[Task], readers: Sequence[Contender], kept: Kept, *, chief: str = "right", jobs: int = 1
) -> list[Line]:
    """Return the lines of all tasks and readers, asking what `kept` does not have; Ctrl-C returns what is done.

    `chief` is the score whose mean the progress shows.
    """
    return work(tasks, readers, kept, line_of, chief=chief, jobs=jobs)


def work(
    tasks: Sequence[C],
    readers: Sequence[R],
    kept: Kept,
    make: Callable[[C, R], Line],
    *,
    chief: str = "right",
    jobs: int = 1,
) -> list[Line]:
    """Return the lines that `make` makes of each case and reader, as `run` does; readers need not answer questions."""
    lines = {(line["reader"], line["id"]): line for line in kept.lines() if not line["error"]}
    try:
        for reader in readers:
            todo = [task for task in tasks if (reader.name, task.id) not in lines]
            done = [lines[reader.name, task.id] for task in tasks if (reader.name, task.id) in lines]
            for line in _shown(_made(todo, reader, make, jobs), done, len(tasks), label=(reader.name, chief)):
                kept.add(line)
                lines[reader.name, line["id"]] = line
    except KeyboardInterrupt:
        click.echo(f"\nstopped; what is done is kept in {kept.folder}, and the same command goes on there", err=True)
    order = [(reader.name, task.id) for reader in readers for task in tasks]
    return [lines[name] for name in order if name in lines]


def line_of(task: Task, reader: Contender) -> Line:
    """Return the line of one question: the answer with all that is needed to understand its scores."""
    about = {"id": task.id, "reader": reader.name, "question": task.question, "tags": task.tags, "gold": task.gold}
    try:
        answer, seconds = reader.timed(task.question, task.options)
        found = graded(task.grade(answer))
    except (NoReply, BadReply) as error:
        return about | {"answer": None, "scores": {}, "reasons": {}, "error": f"{type(error).__name__}: {error}"}
    scores = {**found.scores, **_spent(answer, reader, seconds)}
    return about | {"answer": answer.to_dict(), "scores": scores, "reasons": dict(found.reasons), "error": None}


def _spent(answer: Answer, reader: Contender, seconds: float) -> Scores:
    """Return what the answer took; what replays saved is reading time."""
    replayed = max(0.0, seconds - answer.timings.total_ms / 1000) if reader.replies else 0.0
    spent = {
        "seconds": round(seconds, 3),
        "ms to retrieve": answer.timings.retrieve_ms,
        "ms to read": round(answer.timings.read_ms + 1000 * replayed, 2),
    }
    if reader.replies or answer.usage.prompt_tokens:
        spent |= {
            "tokens read": answer.usage.prompt_tokens,
            "tokens written": answer.usage.completion_tokens,
        }
    if answer.usage.cost_usd is not None:
        spent["dollars for 1,000 answers"] = 1000 * answer.usage.cost_usd
    if reader.replies and reader.name != "plain":
        spent["the quoting reader instead"] = float(answer.reader == "quotes")
    return spent


def _made(tasks: Sequence[C], reader: R, make: Callable[[C, R], Line], jobs: int) -> Iterator[Line]:
    if jobs == 1:
        yield from (make(task, reader) for task in tasks)
        return
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(make, task, reader) for task in tasks]
        try:
            yield from (future.result() for future in as_completed(futures))
        finally:
            pool.shutdown(cancel_futures=True)


def _shown(lines: Iterable[Line], done: Sequence[Line], total: int, *, label: tuple[str, str]) -> Iterator[Line]:
    """Yield the lines with a bar that shows the time left and the mean of the chief score so far.

    Where there is no terminal, the label is printed as often as it changes: twenty times a run.
    """
    seen = list(done)
    reader, chief = label
    with click.progressbar(lines, length=total - len(done), label=reader, show_pos=True, file=sys.stderr) as bar:
        for line in bar:
            seen.append(line)
            if len(seen) % max(1, total // 20) == 0 or len(seen) == total:
                bar.label = f"{reader} {len(seen)}/{total} {_mean(seen, chief)}"
                bar.render_progress()
            yield line


def _mean(lines: Sequence[Line], score: str) -> str:
    graded = [line["scores"][score] for line in lines if line["scores"].get(score) is not None]
    return f"{score} {fmean(graded):.1%}" if graded else ""
