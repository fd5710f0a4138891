"""RAMDocs: questions whose documents conflict, since names are shared by several things, or since some documents lie.

Each question is answered from its own documents alone, one passage each. A response is right when it has all gold
answers and none of the wrong ones, as strings normalised by SQuAD's rule (Wang et al. 2025, arXiv:2504.13079). The
response is what a person sees: the text and the sides of every disagreement.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from assistant.answer import Answer
from assistant.narrow import Options
from evals.asking import over_shelf
from evals.options import Chosen
from evals.passages import unjudged
from evals.published_files import Row, rows
from evals.run import Graded, Task, sampled
from evals.scoring import contains, shown
from evals.suite import Published, Ran, Suite
from store.article import Article

FILES = ("RAMDocs*.jsonl",)
SOURCE = "Wang et al. 2025, arXiv:2504.13079, all 500 questions"


def run(chosen: Chosen) -> Ran:
    """Return the run of the published questions, each over its own documents."""
    found = read(chosen.data or Path())
    asked = sampled(tasks(found), chosen.limit, seed=chosen.seed)
    shelf = [article for task in asked for article in articles(int(task.id), found[int(task.id) - 1])]
    return over_shelf("ramdocs", asked, shelf, chosen)


def read(folder: Path) -> list[Row]:
    """Return the rows of the published file or files in `folder`."""
    return rows(folder, FILES, needed=("question", "documents", "gold_answers", "wrong_answers"))


def tasks(found: Sequence[Row]) -> list[Task]:
    """Return a task for each row: its question, to be answered from its documents."""
    return [
        Task(
            id=f"{number:03}",
            question=row["question"],
            options=Options(only=[article.id for article in articles(number, row)]),
            stratum=f"{len(row['gold_answers'])} gold, {len(row['wrong_answers'])} wrong",
            tags=_tags(row),
            gold={name: row[name] for name in ("gold_answers", "wrong_answers")},
            grade=partial(grade, row),
            reference="; ".join(row["gold_answers"]),
        )
        for number, row in enumerate(found, 1)
    ]


def _tags(row: Row) -> tuple[str, ...]:
    several = "several gold answers" if len(row["gold_answers"]) > 1 else "one gold answer"
    kinds = {document.get("type") for document in row["documents"]}
    return (several, *(f"with {kind}" for kind in ("misinfo", "noise") if kind in kinds))


def articles(number: int, row: Row) -> list[Article]:
    """Return the documents of a row as articles."""
    return [unjudged(f"{number:03}-{place}", document["text"]) for place, document in enumerate(row["documents"], 1)]


def grade(row: Row, answer: Answer) -> Graded:
    """Return whether the response is right, and the two halves of that, with what it lacks or should not have."""
    said = shown(answer)
    gold = {text: contains(said, text) for text in row["gold_answers"]}
    wrong = [text for text in row["wrong_answers"] if contains(said, text)]
    if None in gold.values() or not gold:
        return Graded(scores={"right": None}, reasons={"right": "no gold answer is left once normalised"})
    missing = [text for text, there in gold.items() if not there]
    halves = {"all gold answers": float(not missing)} | (
        {"a wrong answer": float(bool(wrong))} if row["wrong_answers"] else {}
    )
    refused = answer.outcome == "not_found"
    why = [f"not said: {'; '.join(missing)}"] if missing else []
    why += [f"wrong, but said: {'; '.join(wrong)}"] if wrong else []
    scores = {"right": float(not missing and not wrong), **halves, "refused": float(refused)}
    reason = "refused" if refused else ", ".join(why) or "all gold answers, no wrong one"
    return Graded(scores=scores, reasons={"right": reason})


SUITE = Suite(
    name="ramdocs",
    summary="questions whose documents conflict: all gold answers and none of the wrong ones",
    run=run,
    folder="ramdocs",
    files=FILES,
    published=(
        Published(what="Llama-3.3-70B, a plain prompt", score="right", figure=32.6, source=SOURCE),
        Published(what="Llama-3.3-70B, the paper's method", score="right", figure=34.4, source=SOURCE),
    ),
)
