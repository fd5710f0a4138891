"""RAMDocs: questions whose documents conflict, since names are shared by several things, or since some documents lie.

    python -m evals.ramdocs --data DIR [--readers quotes,model,plain] [--model FILE.gguf|NAME] [--limit N --seed S]

Each question is answered from its own documents alone, one passage each. A response is right when it has all gold
answers and none of the wrong ones, as strings normalised by SQuAD's rule (Wang et al. 2025, arXiv:2504.13079). The
response is what a person sees: the text and the sides of every disagreement.
"""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from assistant.answer import Answer
from assistant.narrow import Options
from evals.figures import Scores
from evals.options import choices, chosen, over
from evals.passages import unjudged
from evals.run import Task, sampled
from evals.scoring import contains
from store.article import Article

PUBLISHED = (
    "published for all 500 questions (arXiv:2504.13079): Llama-3.3-70B with a plain prompt 32.6, its best method 34.4"
)
Row = Mapping[str, Any]


def read(folder: Path) -> list[Row]:
    """Return the rows of the published file or files in `folder`; raise click's error where there is none."""
    paths = sorted(folder.glob("RAMDocs*.jsonl"))
    if not paths:
        raise click.BadParameter(f"no RAMDocs*.jsonl in {folder}", param_hint="--data")
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").split("\n") if line.strip()]


def tasks(rows: Sequence[Row]) -> list[Task]:
    """Return a task for each row: its question, to be answered from its documents."""
    return [
        Task(
            id=f"{number:03}",
            question=row["question"],
            options=Options(only=[article.id for article in articles(number, row)]),
            stratum=f"{len(row['gold_answers'])} gold, {len(row['wrong_answers'])} wrong",
            gold={name: row[name] for name in ("gold_answers", "wrong_answers")},
            grade=partial(grade, row),
        )
        for number, row in enumerate(rows, 1)
    ]


def articles(number: int, row: Row) -> list[Article]:
    """Return the documents of a row as articles."""
    return [unjudged(f"{number:03}-{place}", document["text"]) for place, document in enumerate(row["documents"], 1)]


def grade(row: Row, answer: Answer) -> Scores:
    """Return whether the response is right, and the two halves of that."""
    said = response(answer)
    gold = [contains(said, text) for text in row["gold_answers"]]
    wrong = [contains(said, text) for text in row["wrong_answers"]]
    if None in gold or not gold:
        return {"right": None}
    halves = {"all gold answers": float(all(gold))} | ({"a wrong answer": float(any(wrong))} if wrong else {})
    return {"right": float(all(gold) and not any(wrong)), **halves, "refused": float(answer.outcome == "not_found")}


def response(answer: Answer) -> str:
    """Return what a person sees: the text, then each side of each disagreement."""
    sides = [position.text for point in answer.disagreements for position in point.positions]
    return "\n".join([answer.text, *sides])


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@choices
def main(data: Path, **given: Any) -> None:
    """Print how many questions are answered with all gold answers and no wrong one."""
    options = chosen(**given)
    rows = read(data)
    asked = sampled(tasks(rows), options.limit, seed=options.seed)
    shelf = [article for task in asked for article in articles(int(task.id), rows[int(task.id) - 1])]
    over(shelf, "ramdocs", asked, options, published=PUBLISHED)


if __name__ == "__main__":
    main()
