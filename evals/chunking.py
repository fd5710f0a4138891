"""Score retrieval on Chroma's chunking evaluation: how much of what a question asks for do five passages hold?

Gold are character spans. As published: recall is the share of gold characters that the passages cover, precision the
share of the passages' characters that are gold, IoU the covered gold over the passages' characters and the gold missed;
characters that two passages share count twice below the line. Each is the mean over the questions. A question is
searched in its own corpus.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from assistant.fuse import fuse
from assistant.retrieve import POOL
from evals.asking import embedder_of
from evals.options import Chosen, configured, number
from evals.passages import shelve
from evals.probing import Found, Probe, System, over_probes
from evals.spans import score
from evals.suite import Published, Ran, Suite
from store.article import Span
from store.chunk import SIZE
from store.embed import Embedder, Vectors
from store.errors import SettingsError
from store.store import Store

K = 5
LEAST = 16
"""Tokens of the smallest passages."""
Order = Callable[[Store, str, Vectors], list[tuple[str, float]]]


class Question(NamedTuple):
    """A question, its gold spans, and the name of the corpus they are in."""

    text: str
    gold: list[Span]
    corpus: str


ORDERS: dict[str, Order] = {
    "dense": lambda store, _, vector: store.dense(vector, POOL),
    "lexical": lambda store, question, _: store.lexical(question, POOL),
    "fused": lambda store, question, vector: fuse(store.dense(vector, POOL), store.lexical(question, POOL)),
}


def run(chosen: Chosen) -> Ran:
    """Return the run of the questions, each searched for in its own corpus, in the orders that were chosen."""
    corpora, questions = read(chosen.data or Path())
    embeds = embedder_of(configured(chosen))
    with ExitStack() as stack:
        shelves = Shelves(corpora, embeds, size=_size(chosen, embeds), stack=stack)
        orders = [System(name=name, do=partial(grade, name, shelves)) for name in chosen.readers]
        return over_probes("chunking", probes(questions), orders, chosen, chief="recall")


def read(folder: Path) -> tuple[dict[str, str], list[Question]]:
    """Return the corpora by name and the questions of the published folder; SettingsError where it is another one."""
    try:
        return _read(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{folder} is not as published, questions_df.csv with the corpora beside it: {error!r}; get it anew"
        ) from error


def _read(folder: Path) -> tuple[dict[str, str], list[Question]]:
    corpora = {path.stem: path.read_text("utf-8") for path in sorted((folder / "corpora").glob("*.md"))}
    with (folder / "questions_df.csv").open(encoding="utf-8", newline="") as file:
        questions = [
            Question(row["question"], [Span(g["start_index"], g["end_index"]) for g in gold], row["corpus_id"])
            for row in csv.DictReader(file)
            if (gold := json.loads(row["references"]))
        ]
    if strange := {question.corpus for question in questions} - corpora.keys():
        raise KeyError(f"corpora/{min(strange)}.md")
    return corpora, questions


def probes(questions: Sequence[Question]) -> list[Probe]:
    """Return a case for each question."""
    return [
        Probe(
            id=f"{number:03}",
            question=question.text,
            given=question,
            gold={"spans": question.gold, "corpus": question.corpus},
            tags=(question.corpus,),
            stratum=question.corpus,
        )
        for number, question in enumerate(questions, 1)
    ]


class Shelves:
    """The stores of the corpora, each made when it is first asked, in passages of `size` tokens."""

    def __init__(self, corpora: Mapping[str, str], embedder: Embedder, *, size: int, stack: ExitStack) -> None:
        """Make stores that last as long as `stack`."""
        self._corpora, self._embedder, self._size, self._stack = corpora, embedder, size, stack
        self._lock = Lock()
        self._vector = cache(embedder.embed_question)
        self._stores: dict[str, Store] = {}

    def found(self, order: str, question: Question) -> list[Span]:
        """Return the spans of the first passages for a question, in that order."""
        store = self._store(question.corpus)
        best = ORDERS[order](store, question.text, self._vector(question.text))[:K]
        return [Span(one.start, one.end) for one in store.passages([passage_id for passage_id, _ in best])]

    def _store(self, corpus: str) -> Store:
        with self._lock:
            if corpus not in self._stores:
                folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
                store = shelve(self._corpora[corpus], folder, self._embedder, size=self._size)
                self._stores[corpus] = self._stack.enter_context(store)
            return self._stores[corpus]


def grade(order: str, shelves: Shelves, probe: Probe) -> Found:
    """Return how well the passages that an order puts first cover the gold spans."""
    found = shelves.found(order, probe.given)
    share = score(found, probe.given.gold)
    scores = dict(zip(("recall", "precision", "IoU"), share or (None, None, None), strict=True))
    return Found(text=", ".join(f"{span.start}-{span.end}" for span in found), scores=scores)


def _size(chosen: Chosen, embedder: Embedder) -> int:
    size = number(chosen, "size")
    if not LEAST <= size <= embedder.window:
        raise SettingsError(f"the parameter size is from {LEAST} to {embedder.window} tokens, not {size}")
    return size


SOURCE = "Chroma, Evaluating Chunking Strategies for Retrieval, 2024: 5 passages"
MEASURED = (
    ("MiniLM, RecursiveCharacter 250/125", 78.7, 4.9, 4.9),
    ("MiniLM, TokenText 250/125", 82.4, 3.6, 3.5),
    ("MiniLM, RecursiveCharacter 200/0", 75.7, 6.5, 6.5),
    ("MiniLM, Cluster 200", 75.2, 7.2, 7.2),
    ("text-embedding-3-large, RecursiveCharacter 200/0", 88.1, 7.0, 6.9),
    ("text-embedding-3-large, Cluster 400", 91.3, 4.5, 4.5),
    ("text-embedding-3-large, LLM", 91.9, 3.9, 3.9),
)
SUITE = Suite(
    name="chunking",
    summary="how much of what a question asks for do five passages hold, in characters?",
    run=run,
    folder="chunking_evaluation",
    files=("questions_df.csv",),
    readers=tuple(ORDERS),
    usual=tuple(ORDERS),
    parameters={"size": str(SIZE)},
    chief="recall",
    published=tuple(
        Published(what=what, score=name, figure=figure, source=SOURCE)
        for what, *figures in MEASURED
        for name, figure in zip(("recall", "precision", "IoU"), figures, strict=True)
    ),
)
