"""Fit the quoting reader: the weights of its features and its threshold, and print how they do on other data.

    python -m evals.fit [--data DIR] [--write]

It fits on evals/cases/fit.jsonl and, where --data names the benchmark folder, on one half of squad2 and clapnq; it
prints the right, wrong and refused questions of each set. sample.jsonl is never fitted on.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.assistant import Assistant
from assistant.evidence import Evidence, weigh
from assistant.pipeline import take_apart
from assistant.retrieve import retrieve
from assistant.settings import Settings
from store.store import Filter

CASES = Path("evals/cases/fit.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question with the words that answer it; none where nothing does."""

    source: str
    question: str
    gold: tuple[str, ...]
    where: Filter = Filter()


def squad(folder: Path) -> tuple[list[dict[str, str]], list[Labelled]]:
    rows = _rows(folder / "squad2" / "squad2_dev_300.jsonl")
    articles = [{"text": text} for text in dict.fromkeys(row["context"] for row in rows)]
    return articles, [Labelled(source="squad2", question=row["question"], gold=tuple(row["answers"])) for row in rows]


def clapnq(folder: Path) -> tuple[list[dict[str, str]], list[Labelled]]:
    rows = [row for name in ("answerable", "unanswerable") for row in _rows(folder / "clapnq" / f"{name}_dev.jsonl")]
    articles = [{"title": row["passages"][0]["title"], "text": row["passages"][0]["text"]} for row in rows]
    return articles, [
        Labelled(source="clapnq", question=row["input"], gold=tuple(s for o in row["output"] for s in o["selected_sentences"]))
        for row in rows
    ]


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
