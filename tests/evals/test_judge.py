"""A model as judge: the last well-formed verdict counts, all else is unscored, and an answer can not grade itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.model.chat import Request, ScriptedModel
from evals.figures import Scores
from evals.judge import DECLINED, JUDGED, judging, prompt, scores, verdict
from evals.run import Graded, Task, graded
from store.errors import ModelUnavailable, TooLong
from tests.evals.answers import REFUSED, said

VERDICTS = ("CORRECT", "INCORRECT", "NOT_ATTEMPTED")


@pytest.mark.parametrize("name", VERDICTS)
@pytest.mark.parametrize(
    "form", ["GRADE: {}", "It does.\n**Grade:** {}", "> grade: {}.", "GRADE: `{}`", "  GRADE :{}  "]
)
def test_a_verdict_on_a_line_of_its_own_counts(name: str, form: str) -> None:
    assert verdict(form.format(name)) == verdict(form.format(name.lower())) == name


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "CORRECT",
        "The answer is correct.",
        "GRADE: NOT ATTEMPTED",
        "GRADE: CORRECTLY",
        "GRADE: CORRECT or INCORRECT",
        "GRADE: PARTLY CORRECT",
        "GRADE: NOT CORRECT",
        "GRADE: A",
        "UPGRADE: CORRECT",
        "I would say GRADE: CORRECT",
        "GRADE: NOT_ATTEMPTED | INCORRECT | CORRECT",
        "GRADE:",
    ],
)
def test_anything_else_is_unscored(reply: str) -> None:
    assert verdict(reply) is None and set(scores(verdict(reply)).values()) == {None}


@given(st.text(), st.sampled_from(VERDICTS), st.sampled_from(VERDICTS))
def test_the_last_one_wins(before: str, first: str, last: str) -> None:
    assert verdict(f"{before}\nGRADE: {first}\nOn second thoughts:\nGRADE: {last}\nThat is all.") == last


@given(st.text(alphabet="GRADE:_ CORTINAMP\n", max_size=60))
def test_only_correct_is_ever_right(reply: str) -> None:
    found = verdict(reply)
    if scores(found)[JUDGED] == 1:
        assert found == "CORRECT" and re.search(r"GRADE\s*:\s*CORRECT\s*$", reply, re.MULTILINE)


def test_perfect_hopeless_and_nothing() -> None:
    assert scores("CORRECT") == {JUDGED: 1, DECLINED: 0} and scores("INCORRECT") == {JUDGED: 0, DECLINED: 0}
    assert scores("NOT_ATTEMPTED") == {JUDGED: 0, DECLINED: 1} and scores(None) == {JUDGED: None, DECLINED: None}


@given(st.text(alphabet="=\n GRADE:CORRECT", max_size=80))
def test_an_answer_can_not_end_its_block(answer: str) -> None:
    text = prompt("When?", "At dawn.", answer)
    fence = re.findall(r"^(=+)$", text.replace(answer, "", 1) if answer else text, re.MULTILINE)
    assert fence and all(len(run) < len(max(fence)) for run in re.findall("=+", answer))


def judged(reply: str | Exception, answer: Answer, reference: str = "At dawn.") -> Graded:
    """Return what a task with one own score comes to under a judge that says `reply`."""

    def own(_: Answer) -> Scores:
        return {"right": 1.0}

    task = Task(id="t", question="When?", grade=own, gold={}, reference=reference)
    [changed] = judging([task], ScriptedModel(lambda _: reply))
    return graded(changed.grade(answer))


def test_a_judge_adds_its_score_with_its_words() -> None:
    found = judged("It says so.\nGRADE: CORRECT", said(("At dawn.", [1]), quotes=["At dawn."]))
    assert (
        found.scores == {"right": 1, JUDGED: 1, DECLINED: 0} and found.reasons[JUDGED] == "It says so. GRADE: CORRECT"
    )
    assert judged("Who knows", REFUSED).scores[JUDGED] is None


def test_what_has_no_reference_is_not_judged_and_what_is_too_long_is_unscored() -> None:
    assert judged("GRADE: CORRECT", REFUSED, reference="").scores == {"right": 1}
    assert judged(TooLong("8192"), REFUSED).scores[JUDGED] is None
    with pytest.raises(ModelUnavailable):
        judged(ModelUnavailable("away"), REFUSED)


def test_the_judge_sees_question_reference_and_answer() -> None:
    asked: list[Request] = []

    def reply(request: Request) -> str:
        asked.append(request)
        return "GRADE: INCORRECT"

    task = Task(id="t", question="When did it sink?", grade=lambda _: {}, gold={}, reference="At dawn.")
    [changed] = judging([task], ScriptedModel(reply))
    changed.grade(said(("At noon.", [1]), quotes=["At noon."], sides=["At night."]))
    sent = asked[0].messages[0].content
    assert all(part in sent for part in ("When did it sink?", "At dawn.", "At noon. [1]", "At night."))
