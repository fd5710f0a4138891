"""The sample suite: the repo's own articles and labelled questions. No rule and no weight is made by them."""

from pathlib import Path

from evals.options import Chosen
from evals.questions import over_folder
from evals.suite import Ran, Suite

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases" / "sample.jsonl"
ARTICLES = ROOT / "articles"


def run(chosen: Chosen) -> Ran:
    """Return the run of the sample cases, or of another file of cases about the same articles."""
    return over_folder("sample", ARTICLES, chosen.cases or CASES, chosen)


SUITE = Suite(name="sample", summary="labelled questions about the articles that come with the project", run=run)
