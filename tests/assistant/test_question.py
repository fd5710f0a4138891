"""Questions are taken apart as people mean them, and refused where they are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.question import LONGEST, ask_for, checked, standalone
from assistant.words import stem
from store.errors import QuestionError


@pytest.mark.parametrize("question", ["", "  \n", "?!", "\u200b\u202e", "x" * (LONGEST + 1), None, 7, {"q": "when?"}])
def test_what_is_no_question_is_refused_in_one_line(question: object) -> None:
    with pytest.raises(QuestionError) as caught:
        checked(question)
    assert "\n" not in str(caught.value)


def test_invisible_characters_are_taken_out() -> None:
    assert checked("When\u202e were\x00 the\u200b  drills?") == "When were the drills?"


def test_names_are_told_from_the_capital_of_the_first_word() -> None:
    asked = ask_for("Drills near Port Averin in 2031?", today=None, frequencies={}, total=9)
    assert asked.names == {stem(word) for word in ("Port", "Averin", "2031")}


def test_a_rare_word_weighs_more() -> None:
    asked = ask_for("Who wrote the zephyr report?", today=None, frequencies={stem("report"): 80}, total=100)
    assert asked.weights[stem("zephyr")] == asked.heaviest > asked.weights[stem("report")] > 0


def test_an_outlet_named_in_the_question_is_no_subject() -> None:
    outlets = ["The Quay Courier", "Sun"]
    asked = ask_for(
        "What did the Quay Courier say about the sun?", today=None, frequencies={}, total=9, outlets=outlets
    )
    assert asked.outlets == ("The Quay Courier",)
    assert stem("courier") not in asked.weights and stem("sun") in asked.weights


def test_a_relative_date_in_the_question_is_read_against_the_day_asked_about() -> None:
    asked = ask_for("What burned yesterday?", today=date(2031, 5, 2), frequencies={}, total=9)
    assert [found.start for found in asked.dates] == [date(2031, 5, 1)]


@pytest.mark.parametrize(
    "question", ["And where?", "Who said that?", "what about the second one?", "When did they leave?"]
)
def test_a_question_that_leans_on_the_last_one_gets_its_words(question: str) -> None:
    history = [Turn(question="When were the drills on Hollen Heath?", answer="In June.")]
    assert "Hollen Heath" in standalone(question, history)


def test_a_change_of_subject_is_not_dragged_back() -> None:
    history = [Turn(question="When were the drills?", answer="In June.")]
    question = "Who won the election in Calvenna?"
    assert standalone(question, history) == question == standalone(question, [])


@given(st.text(max_size=80))
def test_any_text_is_a_question_or_refused(text: str) -> None:
    try:
        plain = checked(text)
    except QuestionError:
        return
    ask_for(plain, today=None, frequencies={}, total=0)
