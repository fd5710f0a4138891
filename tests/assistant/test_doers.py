"""Who does what is asked is read from the order of words, and from nothing else."""

import pytest

from assistant.doers import doer, sought

BOUGHT = "Who bought the lighthouse?"
COACH = "Who will be the new coach of the Rovers?"


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        (BOUGHT, "Ilva Sorn bought the lighthouse on Monday.", "Ilva Sorn"),
        (BOUGHT, "The lighthouse of Oye was bought by Ilva Sorn, a notary said.", "Ilva Sorn"),
        (BOUGHT, "A dealer from Marn bought Hanno Ploen's lighthouse.", "A dealer from Marn"),
        (COACH, "Tomas Reik will be the new coach of the Rovers.", "Tomas Reik"),
        (COACH, "The new coach, Tomas Reik, has signed.", "Tomas Reik"),
        (COACH, "Tomas Reik, the new coach of the Rovers, has signed.", "Tomas Reik"),
        ("Who made the statue in Tamm?", "The statue on the quay in Tamm is by Greta Ohm.", "Greta Ohm"),
    ],
)
def test_the_doer_is_found_whatever_the_voice(question: str, sentence: str, named: str) -> None:
    found = doer(question, sentence)
    assert found is not None and found.text == named and sentence[found.span.start : found.span.end] == named


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (BOUGHT, "He bought the lighthouse in spring."),
        (BOUGHT, "The lighthouse was bought in spring."),
        (BOUGHT, "Ilva Sorn painted the lighthouse."),
        ("When was the lighthouse bought?", "Ilva Sorn bought the lighthouse."),
    ],
)
def test_where_the_order_tells_nobody_there_is_no_doer(question: str, sentence: str) -> None:
    assert doer(question, sentence) is None


@pytest.mark.parametrize(("question", "one"), [(BOUGHT, True), (COACH, True), ("Who visited the lighthouse?", False)])
def test_only_what_one_alone_can_do_excludes_others(question: str, one: bool) -> None:
    wanted = sought(question)
    assert wanted is not None and wanted.one is one
