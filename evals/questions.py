"""Ask the labelled questions of a file about a folder of articles, from a store made for the run.

What a case is, is in `cases`; how its answer is graded, in `grading`.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from assistant.narrow import Options
from evals.asking import embedder_of, over_store
from evals.cases import Case, load
from evals.grading import Gold, grade
from evals.options import Chosen, configured
from evals.run import Task, sampled
from evals.spans import Place
from evals.suite import Ran
from store.article import Article, Span
from store.store import Store


def over_folder(suite: str, articles: Path, cases: Path, chosen: Chosen) -> Ran:
    """Return the run of the cases of a file over the articles of a folder."""
    loaded = load(cases, articles)
    embeds = embedder_of(configured(chosen))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder), embeds) as store:
        store.ingest([articles])
        asked = sampled(tasks(loaded, store, articles), chosen.limit, seed=chosen.seed)
        return over_store(suite, asked, store, embeds, chosen)


def tasks(cases: Sequence[Case], store: Store, folder: Path) -> list[Task]:
    """Return a task for each case, its quotes compared with the articles of `store`, which come from `folder`."""
    known = {article.id: article for article in store.articles()}
    by_file = {_file(Path(article.path)): article for article in known.values()}
    return [
        Task(
            id=case.id,
            question=case.question,
            options=narrowed(case),
            stratum=case.tags[0],
            tags=case.tags,
            gold={"outcome": case.outcome, "facts": case.facts, "evidence": [one.quote for one in case.evidence]},
            grade=partial(
                grade, case, Gold(places=list(_places(case, folder, by_file)), text_of=partial(_text, known))
            ),
            reference="; ".join(fact[0] for fact in case.facts),
        )
        for case in cases
    ]


def narrowed(case: Case) -> Options:
    """Return what a case is asked with."""
    return Options(history=case.history, as_of=case.as_of, outlets=case.outlets, since=case.since, until=case.until)


def _places(case: Case, folder: Path, by_file: Mapping[str, Article]) -> Iterator[Place]:
    """Yield where the evidence stands; what was left out of the store, such as an empty file, stands nowhere."""
    for evidence in case.evidence:
        if article := by_file.get(_file(folder / evidence.article)):
            words = map(re.escape, evidence.quote.split())
            if match := re.search(r"\s+".join(words), article.text):
                yield Place(article.id, Span(*match.span()))


def _file(path: Path) -> str:
    """Return the one name of a file's article, which is the first where no number is given."""
    file, _, position = str(path).partition("#")
    return f"{Path(file).resolve()}#{position or 1}"


def _text(known: Mapping[str, Article], article_id: str) -> str | None:
    article = known.get(article_id)
    return article.text if article else None
