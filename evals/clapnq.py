"""CLAP NQ: questions with one passage that answers them in full, or does not.

    python -m evals.clapnq --data DIR [--readers quotes,model,plain] [--model FILE.gguf|NAME] [--limit N --seed S]

Each question is answered from its own passage alone, as published (Rosenthal et al. 2024, arXiv:2404.02103): ROUGE-L
against the references (the best one counts), a refusal says nothing; and the share of unanswerable questions refused.
The quoting reader's probabilities were fitted on these questions among others, so its figures here flatter it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from assistant.answer import Answer
from assistant.narrow import Options
from evals.citations import claims_on_gold
from evals.figures import Scores
from evals.options import choices, chosen, over
from evals.passages import unjudged
from evals.run import Task, sampled
from evals.scoring import cites, rouge_l, rouge_recall
from store.article import Article

PUBLISHED = (
    "published with the gold passage (arXiv:2404.02103), ROUGE-L / unanswerable refused: "
    "GPT-4 35.9 / 18, FLAN-T5-XXL 22.1 / 84"
)
Row = Mapping[str, Any]


def read(folder: Path) -> list[tuple[bool, Row]]:
    """Return the rows of both published files, each with whether it can be answered."""
    return [
        (half == "answerable", json.loads(line))
        for half in ("answerable", "unanswerable")
        for line in (folder / f"{half}_dev.jsonl").read_text("utf-8").split("\n")
        if line.strip()
    ]


def tasks(rows: Sequence[tuple[bool, Row]]) -> list[Task]:
    """Return a task for each row: its question, to be answered from its passage."""
    return [
        Task(
            id=row["id"],
            question=row["input"],
            options=Options(only=[article.id for article in articles(row)]),
            stratum="answerable" if answerable else "unanswerable",
            gold={"answerable": answerable, "references": references(row), "sentences": sentences(row)},
            grade=partial(grade, answerable, row),
        )
        for answerable, row in rows
    ]


def articles(row: Row) -> list[Article]:
    """Return the passages of a row as articles."""
    return [
        unjudged(f"{row['id']}-{place}", passage["text"], passage["title"])
        for place, passage in enumerate(row["passages"], 1)
    ]


def references(row: Row) -> list[str]:
    """Return the answers that people wrote."""
    return [output["answer"] for output in row["output"] if output.get("answer")]


def sentences(row: Row) -> list[str]:
    """Return the sentences that people marked as those that answer."""
    return [text for output in row["output"] for text in output["selected_sentences"]]


def grade(answerable: bool, row: Row, answer: Answer) -> Scores:
    """Return how much of a reference is said, or whether an unanswerable question is refused."""
    refused = answer.outcome == "not_found"
    if not answerable:
        return {"right": float(refused), "unanswerable, refused": float(refused)}
    said = "" if refused else answer.text
    cited = None if not sentences(row) else cites([one.quote for one in answer.citations], sentences(row)) is True
    scores = {
        "right": None if cited is None else float(cited),
        "answerable, refused": float(refused),
        "ROUGE-L": rouge_l(said, references(row)),
        "ROUGE-L recall": rouge_recall(said, references(row)),
        "answerable, gold sentence cited": None if cited is None else float(cited),
    }
    if not refused:
        scores["claims on a gold sentence"] = claims_on_gold(answer, sentences(row))
    return scores


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@choices
def main(data: Path, **given: Any) -> None:
    """Print how well answerable questions are answered and how many unanswerable ones are refused."""
    options = chosen(**given)
    rows = read(data)
    asked = sampled(tasks(rows), options.limit, seed=options.seed)
    wanted = {task.id for task in asked}
    shelf = [article for _, row in rows if row["id"] in wanted for article in articles(row)]
    over(shelf, "clapnq", asked, options, published=PUBLISHED)


if __name__ == "__main__":
    main()
