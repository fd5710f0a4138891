"""What the quoting reader says passes the same gate as what a model says."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.answer import Answer, Claim
from assistant.check import check
from assistant.cite import Quote
from evals.cases import load
from evals.questions import narrowed
from evals.sample import ARTICLES, CASES


def quotes(answer: Answer, claim: Claim) -> list[Quote]:
    cited = [citation for citation in answer.citations if citation.number in claim.citations]
    return [Quote(passage=item.passage, start=item.start, text=item.quote) for item in cited]


@pytest.mark.slow
def test_no_statement_of_the_sample_suite_is_dropped(tmp_path: Path) -> None:
    with Assistant(Settings(store=tmp_path, articles=ARTICLES, reader="quotes")) as assistant:
        assistant.ingest()
        answers = [assistant.ask(case.question, **narrowed(case)) for case in load(CASES, ARTICLES)]
    dropped = [
        f"{claim.text}: {reason}"
        for answer in answers
        for claim in answer.claims
        if (reason := check(claim.text, quotes(answer, claim)))
    ]
    assert len(answers) > 100 and dropped == []
