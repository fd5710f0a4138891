"""Measure what is no answering of questions: systems that each do the same cases, one line a case and system.

A line's `answer` has at least `text`: what the system said, in words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from evals.asking import described
from evals.figures import Line, Scores
from evals.kept import Kept
from evals.options import Chosen, configured
from evals.run import sampled, work
from evals.suite import Ran


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One case: `question` says it in words, `given` is what a system gets, `gold` is kept with the line."""

    id: str
    question: str
    given: Any
    gold: Mapping[str, Any]
    tags: tuple[str, ...] = ()
    stratum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a system made of a case."""

    text: str
    scores: Scores
    reasons: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, float] = field(default_factory=dict)
    """Numbers that figures over all cases are made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Something that does cases; `name` is its column."""

    name: str
    do: Callable[[Probe], Found]


def over_probes(
    suite: str, probes: Sequence[Probe], systems: Sequence[System], chosen: Chosen, *, chief: str = "right"
) -> Ran:
    """Return the run of the probes that were chosen by all systems; `chief` is the score that the progress shows."""
    asked = sampled(probes, chosen.limit, seed=chosen.seed)
    about = {"embeddings": chosen.embeddings} | described(chosen, configured(chosen), asked)
    kept = Kept(suite, about, root=chosen.runs, name=chosen.name)
    lines = work(asked, systems, kept, line_of, chief=chief, jobs=chosen.jobs)
    return Ran(kept=kept, lines=lines, wanted=len(asked) * len(systems))


def line_of(probe: Probe, system: System) -> Line:
    """Return the line of one case."""
    begin = perf_counter()
    found = system.do(probe)
    return {
        "id": probe.id,
        "reader": system.name,
        "question": probe.question,
        "tags": probe.tags,
        "gold": probe.gold,
        "answer": {"text": found.text, "counts": dict(found.counts)},
        "scores": {**found.scores, "seconds": round(perf_counter() - begin, 4)},
        "reasons": dict(found.reasons),
        "error": None,
    }


def total(lines: Sequence[Line], count: str) -> float:
    """Return the sum of one of the counts of lines."""
    return sum(float(line["answer"]["counts"].get(count, 0)) for line in lines)
