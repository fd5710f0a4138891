"""Citations: perfect is 1, hopeless is 0, nothing to score is no score."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation, Claim
from evals.citations import claims_on_gold, exact, on_gold, passes, precision, recall, touches
from tests.assistant.making import passage
from tests.evals.answers import REFUSED, said

DAWN = "The ferry sank at dawn on 3 June."
GULLS = "Gulls cried over the pier."


def holds(claim: Claim, citations: list[Citation]) -> bool:
    """Judge a claim supported when every word of it stands in the quotes."""
    return set(claim.text.split()) <= {word for one in citations for word in one.quote.split()}


PERFECT = said(("The ferry sank", [1]), ("Gulls cried", [2]), quotes=[DAWN, GULLS])
HOPELESS = said(("The ferry sank", [1]), quotes=[GULLS])
UNCITED = said(("The ferry sank", []), quotes=[])


def test_perfect_hopeless_and_nothing_to_score() -> None:
    for score in (recall, precision):
        assert score(PERFECT, holds) == 1 and score(HOPELESS, holds) == 0
        assert score(UNCITED, holds) == 0 and score(REFUSED, holds) is None
    for gold in (on_gold, claims_on_gold):
        assert gold(PERFECT, [DAWN, GULLS]) == 1 and gold(HOPELESS, [DAWN]) == 0
        assert gold(UNCITED, [DAWN]) == 0 and gold(REFUSED, [DAWN]) is None and gold(PERFECT, []) is None


def test_a_citation_that_adds_nothing_costs_precision_alone() -> None:
    padded = said(("The ferry sank", [1, 2]), quotes=[DAWN, GULLS])
    assert recall(padded, holds) == 1 and precision(padded, holds) == 0.5


def test_citations_that_support_only_together_are_all_needed() -> None:
    joint = said(("ferry pier.", [1, 2]), quotes=[DAWN, GULLS])
    assert recall(joint, holds) == precision(joint, holds) == 1


def test_our_own_check_is_a_judge() -> None:
    true, false = said((DAWN, [1]), quotes=[DAWN]), said(("The ferry sank on 4 June.", [1]), quotes=[DAWN])
    assert recall(true, passes) == precision(true, passes) == 1 and recall(false, passes) == 0
    source = replace(passage(DAWN), outlet="Sable Ledger")
    quoted = Claim(text=f"Sable Ledger: “{DAWN}”", citations=(1,))
    assert passes(quoted, [Citation(number=1, passage=source, path="a.txt", start=0, end=len(DAWN))])


def test_a_share_of_claims_is_a_share() -> None:
    half = said(("The ferry sank", [1]), ("The pier sank", [2]), quotes=[DAWN, GULLS])
    assert recall(half, holds) == precision(half, holds) == 0.5
    assert on_gold(half, [DAWN]) == claims_on_gold(half, [DAWN]) == 0.5


def test_quotes_are_exact_when_they_are_their_slice() -> None:
    texts = {"a1": DAWN, "a2": GULLS}
    assert exact(PERFECT, texts.get) == 1 and exact(REFUSED, texts.get) is None
    assert exact(PERFECT, {"a1": DAWN, "a2": f" {GULLS}"}.get) == 0.5 and exact(HOPELESS, {}.get) == 0


@pytest.mark.parametrize("quote", [DAWN, f"Wreck. {DAWN} Two drowned.", "sank at dawn", "at dawn on 3 June, they said"])
def test_a_quote_is_on_a_gold_sentence(quote: str) -> None:
    assert touches(quote, [GULLS, DAWN])


@pytest.mark.parametrize("quote", ["", GULLS, "The mill burned at noon on 4 July."])
def test_a_quote_is_elsewhere(quote: str) -> None:
    assert not touches(quote, [DAWN])


@given(st.lists(st.tuples(st.sampled_from(["ferry", "sank pier.", "dawn"]), st.lists(st.integers(1, 3), unique=True))))
def test_scores_are_shares_and_precision_needs_support(claims: list[tuple[str, list[int]]]) -> None:
    answer = said(*claims, quotes=[DAWN, GULLS, "dawn"])
    found = recall(answer, holds), precision(answer, holds)
    assert found == (None, None) if not claims else all(0 <= share <= 1 for share in found if share is not None)
    if found[0] == 0:
        assert found[1] == 0
