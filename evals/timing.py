"""Time things on a machine that is never alone: in turns, with the load beside each number."""

import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One number, what it should be, and how busy the machine was."""

    name: str
    value: float
    unit: str
    aim: str = ""
    load: float = 0.0


def measured(name: str, value: float, unit: str, aim: str = "") -> Measured:
    """Return the number with the load of the last minute."""
    return Measured(name=name, value=round(value, 3), unit=unit, aim=aim, load=round(os.getloadavg()[0], 1))


def shown(line: Measured) -> str:
    """Return the number as a line of text."""
    return f"{line.name:56}{line.value:10.2f} {line.unit:11} {line.aim:8} (load {line.load})"


T = TypeVar("T")


def in_turns(tasks: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """Return what each task gave in each round, every other round in the opposite order; a first round is left out."""
    given: dict[str, list[T]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in list(tasks.items())[:: 1 if number % 2 else -1]:
            found = task()
            print(f"round {number}: {name} {found}", file=sys.stderr)
            if number:
                given[name].append(found)
    return given


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]


def ratio(ours: Sequence[float], other: Sequence[float]) -> float:
    """Return how often `ours` is `other`: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(ours, other, strict=True))


def seconds(task: Callable[[], object]) -> float:
    """Return how long the task took."""
    begin = perf_counter()
    task()
    return perf_counter() - begin
