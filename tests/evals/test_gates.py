"""Gates: what is good enough passes, what fell is named with its cases, and a gate on nothing never passes."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from evals.figures import Line
from evals.gates import GATES, SHOWN, Gate, GateError, falls, fell, gates, main, table
from evals.kept import Kept
from evals.suites import MODULES

RIGHT = '[[sample]]\nscore = "right"\nleast = 0.75\nwhy = "It is the point."\n'
REFUSED = {"outcome": "not_found"}


def lines(*values: float | None, reader: str = "quotes", score: str = "right", tags: Sequence[str] = ()) -> list[Line]:
    """Return a line a value."""
    return [
        {"id": f"c{n}", "reader": reader, "tags": list(tags), "answer": {"outcome": "answered"}, "error": None}
        | {"scores": {score: value}}
        for n, value in enumerate(values, 1)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one gate."""
    return written(tmp_path, RIGHT)


def written(folder: Path, text: str) -> Path:
    """Return a file of gates."""
    (folder / "gates.toml").write_text(text, "utf-8")
    return folder / "gates.toml"


def test_perfect_passes_hopeless_falls_and_nothing_falls_too(path: Path) -> None:
    assert falls("sample", lines(1, 1, 1), path=path) == []
    [hopeless] = falls("sample", lines(0, 0), path=path)
    assert (hopeless.value, hopeless.by, hopeless.cases) == (0, 0.75, ("c1", "c2"))
    for nothing in (lines(None, None), [], [line | {"scores": {}, "answer": None} for line in lines(1)]):
        [missing] = falls("sample", nothing, path=path)
        assert (missing.value, missing.by, missing.cases) == (None, None, ())
        assert "nothing was graded" in str(missing)


def test_a_fall_is_told_with_its_size_its_cases_and_why_it_matters(path: Path) -> None:
    [fall] = falls("sample", lines(1, 0, 0.5, 1), path=path)
    assert str(fall) == "right (quotes): 62.5, least 75.0, off by 12.5. It is the point.\n   c2, c3"
    [long] = falls("sample", lines(*[0] * (SHOWN + 3)), path=path)
    assert str(long).endswith(" and 3 more") and len(long.cases) == SHOWN + 3


def test_what_just_reaches_the_gate_passes(path: Path) -> None:
    assert falls("sample", lines(1, 1, 1, 0), path=path) == []
    third = RIGHT.replace("0.75", str(1 / 3))
    assert falls("sample", lines(*[1 / 3] * 7), path=written(path.parent, third)) == []


def test_most_is_for_what_should_be_low(tmp_path: Path) -> None:
    path = written(tmp_path, '[[sample]]\nscore = "seconds"\nmost = 2.0\nwhy = "Nobody waits."\n')
    assert falls("sample", lines(1, 3, score="seconds"), path=path) == []
    [fall] = falls("sample", lines(1, 5, score="seconds"), path=path)
    assert fall.cases == ("c2", "c1") and (fall.value, fall.by) == (3, 1) and ", most 2" in str(fall)


def test_a_tag_or_a_reader_is_held_alone(tmp_path: Path) -> None:
    path = written(tmp_path, RIGHT + 'tag = "when"\n')
    assert falls("sample", [*lines(1, tags=["when"]), *lines(0, tags=["who"])], path=path) == []
    [fall] = falls("sample", lines(0, tags=["when", "who"]), path=path)
    assert str(fall).startswith("right (quotes, when): 0.0")
    assert falls("sample", lines(0, reader="plain"), path=path) == []


def test_a_figure_over_all_cases_has_gates_too(tmp_path: Path) -> None:
    path = written(tmp_path, '[[dates]]\nscore = "value F1"\nleast = 0.7\nwhy = "Dates."\n')
    for value, count in ((0.8, 0), (0.6, 1), (None, 1)):
        found = falls("dates", lines(1, 1), aggregate=lambda _, value=value: {"value F1": value}, path=path)
        assert [fall.value for fall in found] == [value] * count


def test_a_gate_on_an_unknown_score_is_an_error(path: Path) -> None:
    with pytest.raises(GateError, match="which no case has; there are left"):
        falls("sample", lines(1, score="left"), path=path)
    refused = [line | {"answer": REFUSED} for line in lines(1, score="refused")]
    assert falls("sample", refused, path=path)[0].value is None  # "of what was answered" applies to none of them


def test_a_gate_is_left_out_where_its_score_is_not_to_be_had(tmp_path: Path) -> None:
    assert falls("sample", lines(0), path=written(tmp_path, RIGHT + 'needs = "no_such_module"\n')) == []
    assert len(falls("sample", lines(0), path=written(tmp_path, RIGHT + 'needs = "json"\n'))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[sample]\n", "can't be read as TOML"),
        ('[[sample]]\nscore = "right"\nleast = 1\n', "sample.0.why: "),
        (RIGHT + 'colour = "red"\n', "sample.0.colour: "),
        (RIGHT.replace("0.75", '"much"'), "sample.0.least: "),
        (RIGHT.replace("least = 0.75\n", ""), "needs one of least and most"),
        (RIGHT + "most = 0.9\n", "needs one of least and most"),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(GateError, match=re.escape(said)) as caught:
        gates("sample", written(tmp_path, text))
    assert "\n" not in str(caught.value).split("(at ")[0]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="can't be read"):
        gates("sample", tmp_path / "none.toml")


def test_our_own_gates_are_in_order() -> None:
    known = tomllib.loads(GATES.read_text("utf-8"))
    assert known.keys() <= MODULES.keys() and gates("sample") and gates("ramdocs") == []
    for suite in known:
        found = [(gate.reader, gate.score, gate.tag) for gate in gates(suite)]
        assert len(found) == len(set(found))


def test_a_run_is_shown_beside_its_gates(tmp_path: Path, path: Path) -> None:
    kept = Kept("sample", {}, root=tmp_path)
    for line in lines(1, 0, 1):
        kept.add(line)
    shown = CliRunner().invoke(main, [str(kept.folder), "--gates", str(path)])
    assert shown.exit_code == 0 and shown.output.splitlines()[1].split() == [
        "right",
        "(quotes)",
        "least",
        "0.75",
        "0.6667",
    ]
    assert table("sample", lines(None), path=path).endswith("-")


SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


@given(SHARES, st.floats(0, 1))
def test_a_gate_falls_where_the_mean_is_below_it_and_nowhere_else(values: list[float], least: float) -> None:
    fall = fell(Gate(score="right", why="", least=least), lines(*values))
    mean = sum(values) / len(values)
    if abs(mean - least) > 1e-6:
        assert bool(fall) == (mean < least)
    if fall:
        assert fall.by is not None and 0 < fall.by <= 1
        assert set(fall.cases) == {f"c{n}" for n, value in enumerate(values, 1) if value < 1}


@given(SHARES, st.floats(0, 1), st.floats(0, 1))
def test_a_gate_that_is_raised_lets_no_more_through(values: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert fell(Gate(score="right", why="", least=high), lines(*values)) or not fell(
        Gate(score="right", why="", least=low), lines(*values)
    )
    assert fell(Gate(score="right", why="", most=low), lines(*values)) or not fell(
        Gate(score="right", why="", most=high), lines(*values)
    )
