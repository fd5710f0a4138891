"""What speed is measured on: articles and questions of RealTimeQA where there are some, else made up."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from evals.news import Work, made_up
from evals.news import questions as made_up_questions
from evals.realtimeqa import read

ASKED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured, on what data; `articles` are ingested in a round, `searched` and `passages` are stores."""

    data: Path | None = None
    articles: int = 40
    searched: int = 5_000
    passages: int = 40_000
    rounds: int = 3
    store: Path | None = None
    embeddings: str = "local"


def material(data: Path | None) -> tuple[Iterator[Work], list[str]]:
    """Return endless articles and the questions to ask, both without repeats."""
    years = sorted((data / "past").iterdir()) if data else []
    found = [read(year) for year in years]
    articles = [article for works, _ in found for article in works]
    questions = [question.text for _, asked in found for question in asked]
    questions = list(dict.fromkeys([*questions, *made_up_questions()]))
    return chain(articles, map(made_up, count())), random.Random(0).sample(questions, ASKED)
