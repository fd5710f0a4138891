"""Score retrieval on RealTimeQA: is an article that has the answer among the first k?

The pool is every distinct article of a year's weeks, ingested as anybody's JSON lines would be. A hit is an article
whose text has an answer string (case and white space folded). The date of a question's file is the day it is asked as
of. Beside our own retrieval stand its two halves, reciprocal rank fusion, and a plain weighted sum with a bonus for the
ten days before the question, each over the same passages. The store is kept in the user's cache folder: embedding
takes minutes.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import click
from platformdirs import user_cache_path

from assistant.assistant import Assistant
from assistant.settings import Settings
from store.embed import Vectors, embedder
from store.store import Store

KS = (1, 5, 10, 20)
POOL = 300
"""Passages that a plain method looks at: enough for twenty articles."""
BONUS = 0.2
RECENT = timedelta(days=10)

Found = Sequence[tuple[str, float]]


class Question(NamedTuple):
    """A question, the strings that answer it, and the day it is asked as of."""

    text: str
    answers: list[str]
    day: date


class Asked(NamedTuple):
    """A question with what both halves found for it."""

    question: Question
    dense: Found
    lexical: Found


def read(folder: Path) -> tuple[list[dict[str, Any]], list[Question]]:
    """Return the distinct articles, by address or else text, and the questions of a folder of weeks."""
    articles: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*_gcs.jsonl")):
        for week in _lines(path):
            for article in week["search_result"]:
                if article.get("text"):
                    articles.setdefault(article.get("url") or article["text"], article)
    questions = [
        Question(item["question_sentence"], [item["choices"][int(place)] for place in item["answer"]], _day(path))
        for path in sorted(folder.glob("*_qa.jsonl"))
        for item in _lines(path)
    ]
    return list(articles.values()), questions


def hits(ranked: Sequence[str], right: set[str]) -> dict[int, bool]:
    """Return for each k whether one of the first k articles is right."""
    return {k: not right.isdisjoint(ranked[:k]) for k in KS}


def answered_by(text: str, answers: Iterable[str]) -> bool:
    """Return whether `text` has one of the answers, case and white space folded."""
    return any(_folded(answer) in _folded(text) for answer in answers)


def rrf(asked: Asked) -> list[str]:
    """Return passage ids by reciprocal rank fusion, k = 60."""
    scores: dict[str, float] = {}
    for found in (asked.dense, asked.lexical):
        for rank, (passage_id, _) in enumerate(found, 1):
            scores[passage_id] = scores.get(passage_id, 0.0) + 1 / (60 + rank)
    return _best(scores)


def weighted(asked: Asked, published: dict[str, date | None]) -> list[str]:
    """Return passage ids by half the scaled cosine, half the scaled bm25, and a bonus for recent articles."""
    scores: dict[str, float] = {}
    for found in (asked.dense, asked.lexical):
        for passage_id, score in found:
            low, high = found[-1][1], found[0][1]
            scaled = (score - low) / (high - low) if high > low else 1.0
            scores[passage_id] = scores.get(passage_id, 0.0) + scaled / 2
    day = asked.question.day
    for passage_id in scores:
        day_of = published[_article(passage_id)]
        if day_of is not None and day - RECENT <= day_of <= day:
            scores[passage_id] += BONUS
    return _best(scores)


METHODS: dict[str, Callable[[Asked, dict[str, date | None]], list[str]]] = {
    "lexical": lambda asked, _: [passage_id for passage_id, _ in asked.lexical],
    "dense": lambda asked, _: [passage_id for passage_id, _ in asked.dense],
    "rank fusion": lambda asked, _: rrf(asked),
    "weighted, recent": weighted,
}


def evaluate(
    assistant: Assistant, questions: Sequence[Question], embed: Callable[[str], Vectors]
) -> dict[str, list[float]]:
    """Return hit@k for each method, for our own retrieval, and the ceiling, in percent."""
    store = assistant.store
    articles = {article.id: article for article in store.articles()}
    published = {name: article.published for name, article in articles.items()}
    results: dict[str, list[dict[int, bool]]] = {name: [] for name in (*METHODS, "ours", "ours, undated", "ceiling")}
    for question in questions:
        right = {name for name, article in articles.items() if answered_by(article.text, question.answers)}
        asked = _asked(store, question, embed(question.text))
        for name, method in METHODS.items():
            results[name].append(hits(_distinct(map(_article, method(asked, published))), right))
        for name, day in (("ours", question.day), ("ours, undated", None)):
            found = assistant.search(question.text, k=POOL, as_of=day)
            results[name].append(hits(_distinct(hit.passage.article_id for hit in found), right))
        results["ceiling"].append(dict.fromkeys(KS, bool(right)))
    return {name: [100 * sum(one[k] for one in found) / len(found) for k in KS] for name, found in results.items()}


def pooled(articles: Sequence[dict[str, Any]], folder: Path, *, embeddings: str = "local") -> Assistant:
    """Return an assistant over the articles; what `folder` holds of them is not embedded again."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(article, sort_keys=True) for article in articles]
    name = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    assistant = Assistant(Settings(store=str(folder / name), embeddings=embeddings))
    assistant.ingest([path])
    return assistant


def _asked(store: Store, question: Question, vector: Vectors) -> Asked:
    return Asked(question, store.dense(vector, POOL), store.lexical(question.text, POOL))


def _best(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda passage_id: (-scores[passage_id], passage_id))


def _article(passage_id: str) -> str:
    return passage_id.rpartition(":")[0]


def _distinct(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _day(path: Path) -> date:
    return date.fromisoformat(path.name[:8])


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--year", default="2026")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="Where the store of the pool is kept.")
def main(data: Path, year: str, cache: Path | None) -> None:
    """Print hit@1, 5, 10 and 20 in percent."""
    articles, questions = read(data / "past" / year)
    with pooled(articles, cache or user_cache_path("dateline", appauthor=False) / "evals") as assistant:
        click.echo(f"{len(articles)} articles, {len(questions)} questions\n{'hit@':18}" + "".join(f"{k:6}" for k in KS))
        for name, shares in evaluate(assistant, questions, embedder("local").embed_question).items():
            click.echo(f"{name:18}" + "".join(f"{share:6.1f}" for share in shares))


if __name__ == "__main__":
    main()
