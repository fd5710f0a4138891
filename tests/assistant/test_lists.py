"""A question for several things is answered with all of them, each cited."""

import pytest

from assistant.evidence import Evidence
from assistant.lists import enough, gathered, is_list, listed, neighbours
from store.article import Span
from tests.assistant.making import asked, hit, offered

QUESTION = "Which two towns were flooded?"
TEXT = "The river rose and flooded houses in Ostrel. The water came to Pell as well, in Pell at noon. Ducks swam."


def first(question: str, text: str = TEXT) -> Evidence:
    """Return the first sentence of a passage as evidence."""
    made = hit(text)
    span = made.passage.sentences[0]
    said = text[span.start : span.end]
    return Evidence(
        hit=made, span=Span(*span), text=said, values=tuple(offered(question, said)), features={}, probability=0.8
    )


def test_things_of_neighbouring_sentences_are_one_list() -> None:
    item = first(QUESTION)
    several = listed(asked(QUESTION), [item])
    assert several is not None and several.text == "Ostrel; Pell" and len(several.quotes) == 2
    assert [quote.text for quote in neighbours(asked(QUESTION), item)] == [several.quotes[1].text]


def test_fewer_than_asked_for_is_no_list() -> None:
    alone = first(QUESTION, "The river flooded houses in Ostrel.")
    assert listed(asked(QUESTION), [alone]) is None and listed(asked(QUESTION), []) is None


@pytest.mark.parametrize(
    ("question", "several"),
    [(QUESTION, True), ("Who were the dead?", True), ("Where is Ostrel?", False), ("Which town is it?", False)],
)
def test_questions_for_several_things(question: str, several: bool) -> None:
    assert is_list(asked(question)) is several


def of_outlet(question: str, text: str, outlet: str, probability: float) -> Evidence:
    """Return the one sentence of an outlet as evidence."""
    made = hit(text, article_id=outlet, outlet=outlet)
    return Evidence(
        hit=made, span=Span(0, len(text)), text=text, values=tuple(offered(question, text)),
        features={"likeness of it": 0.6}, probability=probability,
    )  # fmt: skip


def test_each_sentence_with_one_more_thing_is_gathered_from_whatever_report() -> None:
    found = [
        of_outlet(QUESTION, "The river flooded houses in Ostrel near Pell.", "Post", 0.6),
        of_outlet(QUESTION, "In Ostrel the river flooded a school.", "Echo", 0.3),
        of_outlet(QUESTION, "In Ostrel and in Corrie the flood came at noon.", "Herald", 0.05),
    ]
    kept = gathered(asked(QUESTION), found)
    assert [item.hit.passage.outlet for item in kept] == ["Post", "Herald"]
    assert enough(asked(QUESTION), found, best=0.2, least=0.25)
    assert gathered(asked("Where is Ostrel?"), found) == []
    assert not enough(asked(QUESTION), found[:1], best=0.2, least=0.25)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which paintings were stolen?", True),
        ("How old were the two people who died?", True),
        ("Who won the three medals?", True),
        ("What causes the flood?", False),
        ("Which is the town?", False),
    ],
)
def test_more_questions_for_several_things(question: str, several: bool) -> None:
    assert is_list(asked(question)) is several
