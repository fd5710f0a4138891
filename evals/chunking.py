"""Score retrieval on Chroma's chunking evaluation: how much of what a question asks for do five passages hold?

Gold are character spans. As published: recall is the share of gold characters that the passages cover, precision the
share of the passages' characters that are gold, IoU the covered gold over the passages' characters and the gold missed;
characters that two passages share count twice below the line. Each is the mean over the questions. A question is
searched in its own corpus.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import click

from assistant.fuse import fuse
from assistant.retrieve import POOL
from evals.passages import shelve
from store.article import Span
from store.chunk import SIZE
from store.embed import Embedder, Vectors, embedder
from store.store import Store

K = 5
Order = Callable[[Store, str, Vectors], list[tuple[str, float]]]


class Question(NamedTuple):
    """A question, its gold spans, and the name of the corpus they are in."""

    text: str
    gold: list[Span]
    corpus: str


class Score(NamedTuple):
    """Shares of characters, from 0 to 1."""

    recall: float
    precision: float
    iou: float


ORDERS: dict[str, Order] = {
    "dense": lambda store, _, vector: store.dense(vector, POOL),
    "lexical": lambda store, question, _: store.lexical(question, POOL),
    "fused": lambda store, question, vector: fuse(store.dense(vector, POOL), store.lexical(question, POOL)),
}


def read(folder: Path) -> tuple[dict[str, str], list[Question]]:
    """Return the corpora by name and the questions of the published folder."""
    corpora = {path.stem: path.read_text("utf-8") for path in sorted((folder / "corpora").glob("*.md"))}
    with (folder / "questions_df.csv").open(encoding="utf-8", newline="") as file:
        questions = [
            Question(row["question"], [Span(g["start_index"], g["end_index"]) for g in gold], row["corpus_id"])
            for row in csv.DictReader(file)
            if (gold := json.loads(row["references"]))
        ]
    return corpora, questions


def score(found: Sequence[Span], gold: Sequence[Span]) -> Score | None:
    """Return how well the spans `found` cover `gold`; None where there is no gold."""
    if not gold:
        return None
    shared = [Span(max(a.start, b.start), min(a.end, b.end)) for a in found for b in gold]
    covered = _covered([span for span in shared if span.start < span.end])
    retrieved = sum(span.end - span.start for span in found)
    return Score(
        recall=covered / sum(span.end - span.start for span in gold),
        precision=covered / retrieved if retrieved else 0.0,
        iou=covered / (retrieved + _covered(gold) - covered),
    )


def evaluate(
    corpora: dict[str, str], questions: Sequence[Question], embedder: Embedder, *, size: int
) -> dict[str, Score]:
    """Return the mean score of each way to order passages of `size` tokens."""
    scores: dict[str, list[Score]] = {name: [] for name in ORDERS}
    for corpus, text in corpora.items():
        asked = [question for question in questions if question.corpus == corpus]
        with tempfile.TemporaryDirectory() as folder, shelve(text, Path(folder), embedder, size=size) as store:
            for name, one in _scores(store, asked, embedder):
                scores[name].append(one)
    return {name: Score(*map(fmean, zip(*found, strict=True))) for name, found in scores.items() if found}


def _scores(store: Store, asked: Sequence[Question], embedder: Embedder) -> Iterator[tuple[str, Score]]:
    for question in asked:
        vector = embedder.embed_question(question.text)
        for name, order in ORDERS.items():
            best = [passage_id for passage_id, _ in order(store, question.text, vector)[:K]]
            found = [Span(passage.start, passage.end) for passage in store.passages(best)]
            if (one := score(found, question.gold)) is not None:
                yield name, one


def _covered(spans: Sequence[Span]) -> int:
    """Return how many characters lie in any of the spans."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--size", "sizes", type=int, multiple=True, default=(SIZE,), help="Tokens of a passage; may be repeated.")
@click.option("--embeddings", default="local")
def main(data: Path, sizes: tuple[int, ...], embeddings: str) -> None:
    """Print recall, precision and IoU in percent for each size and each way to order."""
    corpora, questions = read(data)
    click.echo(f"{len(questions)} questions, {K} passages\nsize  order    recall  precision  IoU")
    for size in sizes:
        for name, one in evaluate(corpora, questions, embedder(embeddings), size=size).items():
            click.echo(f"{size:4}  {name:8} {100 * one.recall:5.1f} {100 * one.precision:8.1f} {100 * one.iou:7.1f}")


if __name__ == "__main__":
    main()
