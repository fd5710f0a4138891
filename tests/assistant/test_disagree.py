"""Two reports that give different answers in words that have no value to compare; and those that give the same."""

from collections.abc import Sequence
from datetime import date

from assistant.disagree import NEAR, disagreeing, seen
from assistant.evidence import Evidence, fitted, probability, weigh
from tests.assistant.making import asked, hit

MONDAY = date(2034, 5, 1)
WARNED = "Were the people of Ambrin warned by sirens before the flood?"
SOUNDED = "The sirens in Ambrin sounded two hours before the flood, the civil guard said."
SILENT = "Nobody in Ambrin heard a siren before the flood, residents told this newspaper."
SAME = "The civil guard said that the sirens in Ambrin had sounded two hours before the flood."


def weighed(question: str, *texts: str) -> Sequence[Evidence]:
    """Return the evidence of texts, each of another outlet on one day."""
    hits = [hit(text, article_id=f"a{n}", outlet=f"Outlet {n}", published=MONDAY) for n, text in enumerate(texts)]
    return weigh(asked(question), hits)


def test_two_accounts_that_exclude_each_other_are_a_disagreement() -> None:
    found = disagreeing(asked(WARNED), weighed(WARNED, SOUNDED, SILENT))
    assert found is not None
    difference, pair = found
    assert difference.open and difference.kind in ("contradicts", "another speaker")
    assert {side.quote.text for side in difference.sides} == {SOUNDED, SILENT} == {item.text for item in pair}
    assert pair[0].probability >= pair[1].probability


def test_the_same_in_other_words_is_surer_not_to_be_one() -> None:
    [(_, against)] = seen(asked(WARNED), weighed(WARNED, SOUNDED, SILENT))
    [(_, alike)] = seen(asked(WARNED), weighed(WARNED, SOUNDED, SAME))
    sure = [probability(features, fitted()["pairs"]) for features in (against, alike)]
    assert sure[0] > 2 * sure[1]


def test_one_report_and_its_copy_do_not_disagree() -> None:
    assert disagreeing(asked(WARNED), weighed(WARNED, SOUNDED)) is None
    assert disagreeing(asked(WARNED), weighed(WARNED, SOUNDED, SOUNDED)) is None
    assert disagreeing(asked(WARNED), []) is None


def test_what_hardly_answers_disagrees_with_nobody() -> None:
    evidence = weighed(WARNED, SOUNDED, "The council of Tarn will meet on Friday.")
    assert evidence[1].probability < NEAR * evidence[0].probability
    assert list(seen(asked(WARNED), evidence)) == []
