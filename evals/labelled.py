"""Questions with the sentences that answer them: to fit the quoting reader on, and to train the cross-encoder on.

Those are others, so that what the cross-encoder says is weighed as it is on questions that it never saw.

The benchmarks are read in their published form from a folder that the user names; nothing of them is kept here.
"""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evals.cases import load
from evals.scoring import cites, states

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases"
OWN, UNKNOWN = "own", "unknown"
"""The sources of our own cases, and of the same asked of something that no article names."""
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
STORIES = (
    "disputes",
    "disputes_wires",
    "disputes_later",
    "lists",
    "abroad",
    "town",
    "trade",
    "accounts",
    "nations",
    "court",
)
"""The sets of cases with articles of their own that are fitted on; `unseen` is not."""
TAUGHT = (
    "capital",
    "coast",
    "denials",
    "forces",
    "island",
    "life",
    "press",
    "versions",
    "boardroom",
    "border",
    "harbour",
    "ledger",
    "matinee",
    "province",
    "storm",
    "market",
    "science",
    "works",
    "quarry",
    "railway",
    "clinic",
    "parish",
    "orchard",
)
"""Those that the cross-encoder is trained on."""
OF_UNKNOWN = 3
"""Each such question of these is asked of something unknown, too: that is soon learned."""
LONGEST = 4000
"""Characters of a piece of a long text that is laid out as one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question with the words that answer it (none where nothing does), and the options to ask it with."""

    source: str
    question: str
    gold: tuple[str, ...]
    context: str = ""
    """The text that the gold words must stand in, where they are too short to be told from others."""
    options: dict[str, Any] = field(default_factory=dict)
    sides: tuple[tuple[str, ...], ...] = ()
    """Of a disputed question what each side says, in the forms that it may have."""

    def answered_by(self, sentence: str) -> bool:
        """Return whether the sentence is one of those that answer."""
        return (not self.context or sentence in self.context) and cites([sentence], self.gold) is True

    def disputed_by(self, one: str, other: str) -> bool:
        """Return whether two sentences answer, each for another side."""
        taken = [{n for n, side in enumerate(self.sides) if states(text, side)} for text in (one, other)]
        return all(taken) and not taken[0] & taken[1] and self.answered_by(one) and self.answered_by(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A folder of articles and the questions asked of it."""

    articles: Path
    questions: tuple[Labelled, ...]


def fitted_on() -> Iterator[Source]:
    """Yield the cases that `evals.fit` weighs the features on."""
    yield own(CASES / "fit.jsonl", ROOT / "articles")
    yield from (own(CASES / f"{name}.jsonl", CASES / name) for name in STORIES)


def taught(data: Path | None, scratch: Path) -> Iterator[Source]:
    """Yield what the cross-encoder is trained on: cases of ours, and benchmarks of `data`, laid out below `scratch`."""
    yield from (own(CASES / f"{name}.jsonl", CASES / name, of_unknown=OF_UNKNOWN) for name in TAUGHT)
    if data is not None:
        yield squad(data / "squad2", scratch / "squad2-articles")
        yield clapnq(data / "clapnq", scratch / "clapnq-articles")
        yield chunking(data / "chunking_evaluation", scratch / "chunking-articles")


def own(cases: Path, articles: Path, *, of_unknown: int = 1) -> Source:
    """Return the cases of a file in the form of evals/cases, and each `of_unknown`th asked of something unknown."""
    questions = tuple(
        Labelled(
            source=OWN,
            question=case.question,
            gold=tuple(evidence.quote for evidence in case.evidence),
            sides=case.facts if case.outcome == "disputed" else (),
            options={name: getattr(case, name) for name in ("history", "as_of", "outlets", "since", "until")},
        )
        for case in load(cases, articles)
    )
    return Source(articles=articles, questions=(*questions, *list(_of_the_unknown(questions))[::of_unknown]))


def _of_the_unknown(questions: Sequence[Labelled]) -> Iterator[Labelled]:
    """Yield the questions that name something, each asked of something that no article names: nothing answers it."""
    for labelled in questions:
        named = [name for name in _NAMED.findall(labelled.question) if name.lower() != name.lower()[::-1]]
        if labelled.gold and named:
            question = labelled.question.replace(named[-1], named[-1][::-1].capitalize())
            yield replace(labelled, source=UNKNOWN, question=question, gold=(), sides=())


def squad(folder: Path, articles: Path) -> Source:
    """Return SQuAD 2, each context an article; a gold sentence holds an answer and stands in the question's context."""
    rows = _rows(folder / "squad2_dev_300.jsonl")
    _lay_out(articles, [{"text": context} for context in dict.fromkeys(row["context"] for row in rows)])
    questions = tuple(
        Labelled(
            source="squad2",
            question=row["question"],
            gold=() if row["is_impossible"] else tuple(row["answers"]),
            context=row["context"],
        )
        for row in rows
    )
    return Source(articles=articles, questions=questions)


def clapnq(folder: Path, articles: Path) -> Source:
    """Return CLAP NQ, each passage an article; its gold sentences are marked in it."""
    halves = {name: _rows(folder / f"{name}_dev.jsonl") for name in ("answerable", "unanswerable")}
    rows = [row | {"answerable": name == "answerable"} for name, half in halves.items() for row in half]
    _lay_out(articles, [{name: row["passages"][0][name] for name in ("title", "text")} for row in rows])
    questions = tuple(
        Labelled(
            source="clapnq",
            question=row["input"],
            gold=tuple(text for output in row["output"] for text in output["selected_sentences"])
            if row["answerable"]
            else (),
        )
        for row in rows
    )
    return Source(articles=articles, questions=questions)


def chunking(folder: Path, articles: Path) -> Source:
    """Return the questions of the chunking evaluation, its long texts in pieces of whole lines."""
    texts = [path.read_text("utf-8") for path in sorted((folder / "corpora").glob("*.md"))]
    _lay_out(articles, [{"text": piece} for text in texts for piece in _pieces(text)])
    with (folder / "questions_df.csv").open(encoding="utf-8", newline="") as file:
        questions = tuple(
            Labelled(
                source="chunking",
                question=row["question"],
                gold=tuple(span["content"] for span in json.loads(row["references"])),
            )
            for row in csv.DictReader(file)
        )
    return Source(articles=articles, questions=questions)


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for line in text.splitlines(keepends=True):
        piece += line
        if len(piece) > LONGEST:
            yield piece
            piece = ""
    if piece.strip():
        yield piece


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _lay_out(folder: Path, articles: list[dict[str, str]]) -> None:
    folder.mkdir()
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(article) for article in articles), "utf-8")
