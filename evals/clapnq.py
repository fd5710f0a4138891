"""CLAP NQ: questions with one passage that answers them in full, or does not.

Each question is answered from its own passage alone, as published (Rosenthal et al. 2024, arXiv:2404.02103): ROUGE-L
against the references (the best one counts), a refusal says nothing; and the share of unanswerable questions refused.
The quoting reader's probabilities were fitted on these questions among others, so its figures here flatter it.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from assistant.answer import Answer
from assistant.narrow import Options
from evals.asking import over_shelf
from evals.citations import claims_on_gold
from evals.options import Chosen
from evals.passages import unjudged
from evals.published_files import Row, rows
from evals.run import Graded, Task, sampled
from evals.scoring import cites, rouge_l, rouge_recall
from evals.suite import Published, Ran, Suite
from store.article import Article

FILES = ("*answerable*.jsonl",)
SOURCE = "Rosenthal et al. 2024, arXiv:2404.02103, with the gold passage, the whole development set"


def run(chosen: Chosen) -> Ran:
    """Return the run of the published questions, each over its own passage."""
    found = read(chosen.data or Path())
    asked = sampled(tasks(found), chosen.limit, seed=chosen.seed)
    wanted = {task.id for task in asked}
    shelf = [article for _, row in found if row["id"] in wanted for article in articles(row)]
    return over_shelf("clapnq", asked, shelf, chosen)


def read(folder: Path) -> list[tuple[bool, Row]]:
    """Return the rows of the published files, each with whether it can be answered, the answerable ones first."""
    needed = ("id", "input", "passages", "output")
    found = rows(folder, FILES, needed=needed, with_file=True)
    marked = [("unanswerable" not in row["file"], row) for row in found]
    return sorted(marked, key=lambda pair: not pair[0])


def tasks(found: Sequence[tuple[bool, Row]]) -> list[Task]:
    """Return a task for each row: its question, to be answered from its passage."""
    return [
        Task(
            id=row["id"],
            question=row["input"],
            options=Options(only=[article.id for article in articles(row)]),
            stratum="answerable" if answerable else "unanswerable",
            tags=("answerable" if answerable else "unanswerable",),
            gold={"answerable": answerable, "references": references(row), "sentences": sentences(row)},
            grade=partial(grade, answerable, row),
            reference=next(iter(references(row)), ""),
        )
        for answerable, row in found
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


def grade(answerable: bool, row: Row, answer: Answer) -> Graded:
    """Return how much of a reference is said, or whether an unanswerable question is refused."""
    refused = answer.outcome == "not_found"
    if not answerable:
        why = "rightly refused" if refused else "answered, though the passage does not say"
        return Graded(scores={"right": float(refused), "unanswerable, refused": float(refused)}, reasons={"right": why})
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
    why = "refused, though the passage says it" if refused else "a gold sentence cited" if cited else "none cited"
    return Graded(scores=scores, reasons={"right": why})


SUITE = Suite(
    name="clapnq",
    summary="questions with one passage that answers them in full, or does not",
    run=run,
    folder="clapnq",
    files=FILES,
    published=(
        Published(what="GPT-4", score="ROUGE-L", figure=35.9, source=SOURCE),
        Published(what="FLAN-T5-XXL", score="ROUGE-L", figure=22.1, source=SOURCE),
        Published(what="GPT-4", score="unanswerable, refused", figure=18.0, source=SOURCE),
        Published(what="FLAN-T5-XXL", score="unanswerable, refused", figure=84.0, source=SOURCE),
    ),
)
