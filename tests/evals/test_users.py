"""Who is shown another person's question, or no answer, is not counted as served."""

from evals.users import End, Held, Waits, figures, wrong

HELD = Held(memory=100.0, threads=9, files=20)
GOOD = '{"schema": "dateline.answer/1", "question": "When? (reader 3)"}'


def test_an_answer_to_the_one_who_asked_is_right() -> None:
    assert wrong(GOOD, 3) is None
    assert wrong('<h2>When&#63; &#40;reader 3&#41;</h2><span class=\\"badge answered\\">', 3) is None


def test_an_answer_to_somebody_else_or_none_is_wrong() -> None:
    assert wrong(GOOD, 4) and wrong(GOOD + "(reader 4)", 3)
    assert wrong("event: error (reader 3)", 3) and wrong("", 3)


def test_no_answer_gives_no_median() -> None:
    told = figures(Waits(), Waits(errors=["no answer"]), HELD, HELD)
    assert [line.name for line in told][:3] == ["questions answered", "errors", "memory before"]
    assert len(figures(Waits(seconds=[1]), Waits(seconds=[1, 2]), HELD, HELD)) == len(told) + 3


def test_it_ends_after_so_many_questions_of_everybody() -> None:
    end = End(0, questions=3)
    assert [end.reached() for _ in range(5)] == [False, False, False, True, True]
    assert End(0).reached() and not End(1000).reached()
