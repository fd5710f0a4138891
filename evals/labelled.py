"""Questions with the sentences that answer them, to fit the quoting reader on: our own, SQuAD 2 and CLAP NQ.

The benchmarks are read in their published form from a folder that the user names; nothing of them is kept here.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evals.cases import load
from evals.scoring import cites

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases"
OWN, UNKNOWN = "own", "unknown"
"""The sources of our own cases, and of the same asked of something that no article names."""
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
STORIES = ("disputes", "disputes_wires", "disputes_later", "lists", "abroad", "town", "trade")
"""The sets of cases with articles of their own that are fitted on; `unseen` is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question with the words that answer it (none where nothing does), and the options to ask it with."""

    source: str
    question: str
    gold: tuple[str, ...]
    context: str = ""
    """The text that the gold words must stand in, where they are too short to be told from others."""
    options: dict[str, Any] = field(default_factory=dict)

    def answered_by(self, sentence: str) -> bool:
        """Return whether the sentence is one of those that answer."""
        return (not self.context or sentence in self.context) and cites([sentence], self.gold) is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A folder of articles and the questions asked of it."""

    articles: Path
    questions: tuple[Labelled, ...]


def read(data: Path | None, scratch: Path) -> Iterator[Source]:
    """Yield our own cases, and the benchmarks below `data`, whose articles are laid out below `scratch`."""
    yield own(CASES / "fit.jsonl", ROOT / "articles")
    for name in STORIES:
        yield own(CASES / f"{name}.jsonl", CASES / name)
    if data is not None:
        yield squad(data / "squad2", scratch / "squad2-articles")
        yield clapnq(data / "clapnq", scratch / "clapnq-articles")


def own(cases: Path, articles: Path) -> Source:
    """Return the cases of a file in the form of evals/cases."""
    questions = tuple(
        Labelled(
            source=OWN,
            question=case.question,
            gold=tuple(evidence.quote for evidence in case.evidence),
            options={name: getattr(case, name) for name in ("history", "as_of", "outlets", "since", "until")},
        )
        for case in load(cases, articles)
    )
    return Source(articles=articles, questions=(*questions, *_of_the_unknown(questions)))


def _of_the_unknown(questions: Sequence[Labelled]) -> Iterator[Labelled]:
    """Yield the questions that name something, each asked of something that no article names: nothing answers it."""
    for labelled in questions:
        named = [name for name in _NAMED.findall(labelled.question) if name.lower() != name.lower()[::-1]]
        if labelled.gold and named:
            question = labelled.question.replace(named[-1], named[-1][::-1].capitalize())
            yield replace(labelled, source=UNKNOWN, question=question, gold=())


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


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _lay_out(folder: Path, articles: list[dict[str, str]]) -> None:
    folder.mkdir()
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(article) for article in articles), "utf-8")
