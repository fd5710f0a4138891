"""Compare readers on labelled questions: the quoting reader, the model reader, and a plain prompt to the same model.

    python -m evals.readers [--readers quotes,model,plain] [--model FILE.gguf|NAME] [--cases FILE] [--limit N --seed S]

All see the same passages. Right is an answerable question answered with all its facts and a gold sentence cited, or an
unanswerable one refused. Citations are judged twice, by our own check and by the gold sentences; see `citations`.
"""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from assistant import Assistant, Settings
from assistant.answer import Answer
from assistant.narrow import Options
from evals import citations
from evals.cases import Case, load
from evals.figures import Scores
from evals.options import choices, chosen, compare, show
from evals.run import Task, sampled
from evals.sample import ARTICLES, CASES, graded
from store.embed import embedder
from store.store import Store


def tasks(cases: Sequence[Case], store: Store) -> list[Task]:
    """Return a task for each case, its quotes compared with the articles of `store`."""
    return [
        Task(
            id=case.id,
            question=case.question,
            options=Options(
                history=case.history, as_of=case.as_of, outlets=case.outlets, since=case.since, until=case.until
            ),
            stratum=case.tags[0],
            gold={"outcome": case.outcome, "facts": case.facts, "evidence": [one.quote for one in case.evidence]},
            grade=partial(grade, case, partial(_text, store)),
        )
        for case in cases
    ]


def grade(case: Case, text_of: citations.TextOf, answer: Answer) -> Scores:
    """Return what applies to the case: an outcome always, citations where something was answered."""
    found = graded(case, answer)
    scores: dict[str, float | None] = {"right": float(found.right)}
    if case.outcome == "not_found":
        scores |= {"unanswerable, refused": float(found.right), "unanswerable, answered": float(found.answered)}
    else:
        scores |= {
            "answerable, right": float(found.right),
            "answerable, all facts stated": float(found.answered and not found.missing),
            "answerable, gold sentence cited": float(found.answered and found.cited is True),
            "answerable, refused": float(not found.answered),
        }
    if case.outcome == "disputed":
        scores["disputed, both sides shown"] = float(bool(answer.disagreements))
    if found.answered:
        scores |= {"answered, right": float(found.right), **_cited(case, text_of, answer)}
    return scores


def _cited(case: Case, text_of: citations.TextOf, answer: Answer) -> Scores:
    gold = [one.quote for one in case.evidence]
    return {
        "citation recall, by our check": citations.recall(answer, citations.passes),
        "citation precision, by our check": citations.precision(answer, citations.passes),
        **({"citations on a gold sentence": citations.on_gold(answer, gold)} if gold else {}),
        **({"claims on a gold sentence": citations.claims_on_gold(answer, gold)} if gold else {}),
        "quotes exact": citations.exact(answer, text_of),
    }


def _text(store: Store, article_id: str) -> str | None:
    article = store.article(article_id)
    return article.text if article else None


@click.command()
@click.option("--cases", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=CASES)
@click.option("--articles", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ARTICLES)
@choices
def main(cases: Path, articles: Path, **given: Any) -> None:
    """Print what each reader answers, refuses and cites."""
    options = chosen(**given)
    with (
        tempfile.TemporaryDirectory() as folder,
        Assistant(
            Settings(store=folder, articles=articles, embeddings=options.embeddings, reader="quotes")
        ) as assistant,
    ):
        assistant.ingest()
        asked = sampled(tasks(load(cases, articles), assistant.store), options.limit, seed=options.seed)
        show(compare("readers", asked, assistant.store, embedder(options.embeddings), options), options)


if __name__ == "__main__":
    main()
