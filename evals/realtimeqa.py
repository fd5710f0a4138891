"""RealTimeQA: a weekly news quiz, asked of the articles of a year as of the day of each week's file.

The pool is every distinct article of the year's weeks, ingested as anybody's JSON lines would be; its store is kept in
the user's cache folder, since embedding takes minutes. Readers are scored by the official rules: exact match and F1 of
what they write, and multiple choice, also with one choice replaced by "None of the above" (Kasai et al. 2023,
arXiv:2207.13332). For all of them, and for the plain orders in `orders`, a hit is an article that has the answer.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.narrow import Options
from assistant.settings import Settings
from evals.asking import embedder_of, over_store
from evals.contenders import NAMES
from evals.options import Chosen, configured
from evals.orders import METHODS, Pool, over_orders, retrieved
from evals.published_files import lines
from evals.quiz import Quiz, picked, right_choice, said
from evals.run import Graded, Task, sampled
from evals.scoring import exact_match, token_f1
from evals.suite import Ran, Suite
from store.errors import SettingsError

SHOWN = (1, 5, 10)
"""How many of the articles that a reader sees count as found; it sees ten passages, unless told otherwise."""
NEEDED = ("question_sentence", "choices", "answer")
MOST_ANSWERS = 6
"""Answers whose orders are all tried, as the official rules join them; more are taken in their own order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, the strings that answer it, the day it is asked as of, and its two quizzes."""

    id: str
    text: str
    answers: tuple[str, ...]
    day: date
    quiz: Quiz
    with_none: Quiz | None = None


def run(chosen: Chosen) -> Ran:
    """Return the run of a year's questions by readers, or by plain orders of its articles; not both at once."""
    folder = (chosen.data or Path()) / "past" / chosen.parameters["year"]
    articles, questions = read(folder)
    if not questions:
        raise SettingsError(f"there are no *_qa.jsonl in {folder}; set another year with --with year=YEAR")
    plain = [name for name in chosen.readers if name in METHODS]
    if plain and len(plain) < len(chosen.readers):
        raise SettingsError(f"{', '.join(plain)} only find and write nothing; measure them in a run of their own")
    cache = Path(chosen.parameters["cache"]) if chosen.parameters["cache"] else _cache()
    with pooled(articles, cache, embeddings=chosen.embeddings) as assistant:
        pool = Pool(assistant.articles())
        asked = sampled(tasks(questions, pool), chosen.limit, seed=chosen.seed)
        if plain:
            return over_orders("realtimeqa", asked, assistant, pool, chosen)
        return over_store("realtimeqa", asked, assistant.store, embedder_of(configured(chosen)), chosen)


def read(folder: Path) -> tuple[list[dict[str, Any]], list[Question]]:
    """Return the distinct articles, by address or else text, and the questions of a folder of weeks."""
    articles: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*_gcs.jsonl")):
        for week in lines(path, needed=("search_result",)):
            for article in week["search_result"]:
                if article.get("text"):
                    articles.setdefault(article.get("url") or article["text"], article)
    questions = [question for path in sorted(folder.glob("*_qa.jsonl")) for question in _questions(path)]
    return list(articles.values()), questions


def _questions(path: Path) -> list[Question]:
    """Return the questions of a week; those with a choice replaced are in a file beside, in an order of their own."""
    beside = path.with_name(path.name.replace("_qa.jsonl", "_qa_nota.jsonl"))
    with_none = {row["question_sentence"]: row for row in lines(beside, needed=NEEDED)} if beside.exists() else {}
    return [
        Question(
            id=row.get("question_id") or f"{path.name[:8]}_{number}",
            text=row["question_sentence"],
            answers=tuple(row["choices"][int(place)] for place in row["answer"]),
            day=_day(path),
            quiz=_quiz(row),
            with_none=_quiz(other) if (other := with_none.get(row["question_sentence"])) else None,
        )
        for number, row in enumerate(lines(path, needed=NEEDED))
    ]


def tasks(questions: Sequence[Question], pool: Pool) -> list[Task]:
    """Return a task for each question, with the articles of the pool to be found for it."""
    return [
        Task(
            id=question.id,
            question=question.text,
            options=Options(as_of=question.day),
            stratum=f"{question.day:%Y-%m}",
            tags=(f"{question.day:%Y-%m}",),
            gold={"answers": question.answers, "choices": question.quiz.choices, "day": question.day.isoformat()},
            grade=partial(grade, question, pool),
            reference="; ".join(question.answers),
        )
        for question in questions
    ]


def grade(question: Question, pool: Pool, answer: Answer) -> Graded:
    """Return the official scores of an answer and how early an article came that has it."""
    written, quizzes = said(answer), {"multiple choice": question.quiz}
    if question.with_none:
        quizzes["multiple choice, none of the above"] = question.with_none
    picks = {name: picked(answer, quiz) for name, quiz in quizzes.items()}
    scores: dict[str, float | None] = {"right": right_choice(picks["multiple choice"], question.quiz)}
    scores |= {name: right_choice(picks[name], quiz) for name, quiz in quizzes.items()}
    if "except" not in question.text.lower().strip()[-10:]:
        gold = joined(question.answers)
        scores |= {"exact match": exact_match(written, gold), "F1": token_f1(written, gold)}
    scores["refused"] = float(answer.outcome == "not_found")
    found = [hit.passage.article_id for hit in answer.hits]
    scores |= retrieved(found, pool.right(question.answers), SHOWN)
    reasons = {name: f"picked {pick!r}" if pick else "none of the choices is said" for name, pick in picks.items()}
    return Graded(scores=scores, reasons=reasons | {"right": reasons["multiple choice"]})


def joined(answers: Sequence[str]) -> list[str]:
    """Return several answers as one text, in every order."""
    return [" ".join(order) for order in permutations(answers)] if len(answers) <= MOST_ANSWERS else [" ".join(answers)]


def pooled(articles: Sequence[dict[str, Any]], folder: Path, *, embeddings: str = "local") -> Assistant:
    """Return an assistant over the articles; what `folder` holds of them is not embedded again."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [json.dumps(article, sort_keys=True) for article in articles]
    name = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(texts), "utf-8")
    place = name if embeddings == "local" else f"{name}-{hashlib.sha256(embeddings.encode()).hexdigest()[:8]}"
    assistant = Assistant(Settings(store=str(folder / place), embeddings=embeddings, reader="quotes"))
    assistant.ingest([path])
    return assistant


def _quiz(row: Mapping[str, Any]) -> Quiz:
    return Quiz(choices=tuple(row["choices"]), right=frozenset(int(place) for place in row["answer"]))


def _day(path: Path) -> date:
    return date.fromisoformat(path.name[:8])


def _cache() -> Path:
    return user_cache_path("dateline", appauthor=False) / "evals"


SUITE = Suite(
    name="realtimeqa",
    summary="a weekly news quiz over a year of dated articles: what is found, chosen and written",
    run=run,
    folder="realtimeqa",
    files=("past/*/*_qa.jsonl",),
    readers=(*NAMES, *METHODS),
    parameters={"year": "2026", "cache": ""},
)
