"""Questions with sentences that answer them and no articles: what each side says, and what stands beside it.

Many more of these can be written than of stories, and reading two sentences together takes no more. `evals/train.py`
learns from them which sentences disagree.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from evals.labelled import CASES

SIDES = CASES / "sides"
Sort = Literal["disagree", "agree", "one answers", "neither answers"]
"""How two sentences stand to a question, and so to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """A question: sentences of two `sides` exclude each other, those of one do not, those `beside` do not answer it."""

    question: str
    sides: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]

    def told(self) -> list[tuple[str, int | None]]:
        """Return every sentence with the number of its side, None where it does not answer."""
        answers = [(text, number) for number, side in enumerate(self.sides) for text in side]
        return answers + [(text, None) for text in self.beside]


def sided(folder: Path = SIDES) -> Iterator[Sided]:
    """Yield the questions of every file of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            sides = tuple(tuple(side) for side in row["sides"])
            yield Sided(question=row["question"], sides=sides, beside=tuple(row["beside"]))


def in_pairs(told: list[tuple[str, int | None]]) -> Iterator[tuple[str, str, Sort]]:
    """Yield each two sentences, in their order, with how they stand to each other."""
    for (one, its), (other, others) in combinations(told, 2):
        yield one, other, _sort(its, others)


def _sort(one: int | None, other: int | None) -> Sort:
    if one is None or other is None:
        return "neither answers" if one == other else "one answers"
    return "agree" if one == other else "disagree"
