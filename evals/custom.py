"""The custom suite: a folder of the user's own articles and a file of labelled questions about them.

The file is as `cases` says, or what the page keeps of liked answers.
"""

from collections.abc import Iterator
from pathlib import Path

from evals.cases import check
from evals.options import Chosen
from evals.questions import over_folder
from evals.suite import Ran, Suite
from store.errors import SettingsError


def run(chosen: Chosen) -> Ran:
    """Return the run of the user's cases over the user's articles; SettingsError where either is missing."""
    if chosen.articles is None or chosen.cases is None:
        raise SettingsError("the suite custom needs --articles DIR and --cases FILE.jsonl")
    return over_folder("custom", chosen.articles, chosen.cases, chosen)


def checked(articles: Path | None, cases: Path | None) -> Iterator[str]:
    """Yield the fault of every bad line of the user's cases, and last what is good; `CaseError` where none is read."""
    if articles is None or cases is None:
        raise SettingsError("--check needs --articles DIR and --cases FILE.jsonl")
    found = check(cases, articles)
    yield from map(str, found.faults)
    waiting = f", {found.waiting} of answers not liked wait for facts" if found.waiting else ""
    yield f"{len(found.cases)} cases, {len(found.faults)} faults{waiting}"


SUITE = Suite(name="custom", summary="your own articles (--articles) and labelled questions (--cases)", run=run)
