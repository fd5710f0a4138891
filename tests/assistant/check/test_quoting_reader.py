"""What the quoting reader says passes the same gate as what a model says."""

import pytest

from assistant.answer import Answer, Claim
from assistant.check import check
from assistant.cite import Quote
from evals.sample import run


def quotes(answer: Answer, claim: Claim) -> list[Quote]:
    cited = [citation for citation in answer.citations if citation.number in claim.citations]
    return [Quote(passage=item.passage, start=item.start, text=item.quote) for item in cited]


@pytest.mark.slow
def test_no_statement_of_the_sample_suite_is_dropped() -> None:
    answers = [item.answer for item in run()]
    dropped = [
        f"{claim.text}: {reason}"
        for answer in answers
        for claim in answer.claims
        if (reason := check(claim.text, quotes(answer, claim)))
    ]
    assert len(answers) > 100 and dropped == []
