"""Runs: a fixed sample, every line kept as it is done, and the same scores after a kill as without one."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.narrow import Options
from evals.figures import Line, ahead, document, figures, table
from evals.kept import Kept
from evals.provenance import provenance
from evals.replies import NoReply
from evals.run import Task, run, sampled
from store.errors import ModelRefused, SettingsError
from tests.evals.answers import REFUSED, reader, said

SETTINGS = {"k": 5}


def scores(answer: Answer) -> dict[str, float | None]:
    return {"right": float(answer.outcome == "answered")} | ({"shaky": None} if not answer.claims else {})


def task(number: int, stratum: str = "") -> Task:
    return Task(id=f"t{number}", question=f"Question {number}?", stratum=stratum, gold={}, grade=scores)


TASKS = [task(number, "rare" if number % 5 == 0 else "often") for number in range(20)]


def even(question: str, _: Options) -> Answer:
    """Answer every other question."""
    return said(("Yes.", []), usage=7) if int(question.split()[1][:-1]) % 2 == 0 else REFUSED


def plain(lines: list[Line]) -> list[tuple[object, ...]]:
    """Return what does not depend on the machine."""
    return [(line["id"], line["reader"], line["scores"]["right"], line["error"]) for line in lines]


def test_every_reader_answers_every_task(tmp_path: Path) -> None:
    lines = run(TASKS, [reader(even, "one"), reader(even, "two")], Kept("suite", SETTINGS, root=tmp_path))
    assert Counter(line["reader"] for line in lines) == {"one": 20, "two": 20}
    found = {(one.reader, one.score): one for one in figures(lines)}
    assert (right := found["one", "right"].interval) and (right.mean, right.n) == (0.5, 20)
    assert found["one", "shaky"].unscored == 10 and found["one", "shaky"].interval is None
    assert (read := found["one", "tokens read"].interval) and (read.mean, read.n) == (7, 10)
    assert "50.0 [" in table(lines) and document(lines)[0]["score"] == "right"


def test_a_killed_run_ends_with_the_same_scores(tmp_path: Path) -> None:
    asked: list[str] = []

    def dying(question: str, options: Options) -> Answer:
        if len(asked) == 7:
            raise SystemExit
        asked.append(question)
        return even(question, options)

    whole = run(TASKS, [reader(even)], Kept("suite", SETTINGS, root=tmp_path / "whole"))
    with pytest.raises(SystemExit):
        run(TASKS, [reader(dying)], Kept("suite", SETTINGS, root=tmp_path / "killed"))
    kept = Kept("suite", SETTINGS, root=tmp_path / "killed")
    with (kept.folder / "cases.jsonl").open("a") as file:
        file.write('{"id": "t7", "reader": "fake", "sco')
    again: list[str] = []
    ended = run(TASKS, [reader(lambda question, _: (again.append(question), even(question, _))[1])], kept)
    assert plain(ended) == plain(whole) and len(again) == 13 and len(kept.lines()) == 20


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(question: str, options: Options) -> Answer:
        if question == "Question 3?":
            raise KeyboardInterrupt
        return even(question, options)

    kept = Kept("suite", SETTINGS, root=tmp_path)
    assert len(run(TASKS, [reader(interrupted)], kept)) == len(kept.lines()) == 3
    assert "goes on" in capsys.readouterr().err


def test_a_model_that_fails_leaves_a_case_unscored_and_it_is_tried_again(tmp_path: Path) -> None:
    def down(question: str, options: Options) -> Answer:
        if question == "Question 3?":
            raise NoReply("no server")
        return even(question, options)

    kept = Kept("suite", SETTINGS, root=tmp_path)
    lines = run(TASKS[:4], [reader(down)], kept)
    assert [line["error"] for line in lines if line["error"]] == ["NoReply: no server"]
    assert (found := figures(lines)[0].interval) and found.n == 3 and table(lines).endswith("1")
    assert not any(line["error"] for line in run(TASKS[:4], [reader(even)], kept))


def test_a_key_that_is_refused_stops_at_once(tmp_path: Path) -> None:
    def refused(_question: str, _options: Options) -> Answer:
        raise ModelRefused("401")

    with pytest.raises(ModelRefused):
        run(TASKS, [reader(refused)], Kept("suite", SETTINGS, root=tmp_path))


def test_several_at_a_time_are_the_same(tmp_path: Path) -> None:
    alone = run(TASKS, [reader(even)], Kept("suite", SETTINGS, root=tmp_path / "a"))
    together = run(TASKS, [reader(even)], Kept("suite", SETTINGS, root=tmp_path / "b"), jobs=4)
    assert plain(alone) == plain(together)


def test_a_run_with_other_settings_is_another_run(tmp_path: Path) -> None:
    one, two = (Kept("suite", {"k": k}, root=tmp_path).folder for k in (5, 6))
    assert one != two and Kept("suite", {"k": 5}, root=tmp_path).folder == one
    Kept("suite", SETTINGS, root=tmp_path, name="mine")
    with pytest.raises(SettingsError, match="another name"):
        Kept("suite", {"k": 6}, root=tmp_path, name="mine")


def test_a_run_knows_what_it_depends_on() -> None:
    found = provenance()
    assert found == provenance() and found["code"] and "plain_prompt.md" in found["prompts"]


def test_who_is_ahead_is_told_on_the_cases_that_both_have() -> None:
    lines: list[Line] = [
        {"id": str(n), "reader": name, "scores": {"right": value}, "error": None}
        for name, values in (("a", [1.0, 1.0, None]), ("b", [0.0, 1.0, 1.0]))
        for n, value in enumerate(values)
    ]
    gap = ahead(lines, reader="a", other="b")["right"]
    assert (gap.mean, gap.n) == (0.5, 2) and ahead(lines, reader="a", other="c") == {}


def test_no_lines_make_an_empty_table() -> None:
    assert figures([]) == [] and "unscored" in table([])


@given(st.integers(1, 20), st.integers(0, 5))
def test_a_sample_is_fixed_and_a_larger_one_holds_it(limit: int, seed: int) -> None:
    found = [one.id for one in sampled(TASKS, limit, seed=seed)]
    assert len(found) == limit and found == [one.id for one in sampled(TASKS, limit, seed=seed)]
    assert set(found) <= {one.id for one in sampled(TASKS, limit + 1, seed=seed)}
    rare = sum(one.stratum == "rare" for one in sampled(TASKS, limit, seed=seed))
    assert abs(rare - limit / 5) <= 1


def test_seeds_differ_and_no_limit_is_all() -> None:
    assert len({tuple(one.id for one in sampled(TASKS, 5, seed=seed)) for seed in range(8)}) > 1
    assert sampled(TASKS, None) == TASKS and sampled([replace(TASKS[0])], 9) == TASKS[:1]
