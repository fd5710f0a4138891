"""The quoting reader does not get worse on the repo's own questions. Slow: it runs the suite with the real model."""

from collections.abc import Sequence

import pytest

from evals.sample import Scored, failure, figures, run, table

pytestmark = pytest.mark.slow

LEAST = {"answerable, right": 0.58, "unanswerable, refused": 0.70, "answered, right": 0.70}
"""A little below what `python -m evals.sample` shows today."""


@pytest.fixture(scope="module")
def scored() -> Sequence[Scored]:
    """Every case with its answer."""
    return run()


def test_the_suite_is_as_large_as_promised(scored: Sequence[Scored]) -> None:
    assert len(scored) >= 120 and sum(item.case.outcome == "not_found" for item in scored) >= 30


@pytest.mark.parametrize("name", LEAST)
def test_a_figure_has_not_fallen(scored: Sequence[Scored], name: str) -> None:
    right, n = figures(scored)[name]
    assert right / n >= LEAST[name], "\n".join([table(scored), *(failure(item) for item in scored if not item.right)])


def test_every_quote_is_whole_words_of_its_passage(scored: Sequence[Scored]) -> None:
    for item in scored:
        for citation in item.answer.citations:
            assert citation.quote and citation.quote in citation.passage.text
        assert (item.answer.outcome == "not_found") == (not item.answer.citations)
