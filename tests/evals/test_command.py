"""The command `dateline eval` as a user calls it: what it prints and keeps, and what it says of a wrong call."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from evals.aggregates import of_reader
from evals.figures import Line
from evals.printed import published, whole
from evals.suite import Published, located, wanted
from evals.suites import MODULES, suite, suites
from page.feedback import save
from store.errors import SettingsError

GOLD = "The ferry sank at dawn on 3 June 2031."
GOOD = {
    "id": "c1",
    "question": "When did the ferry sink?",
    "tags": ["when"],
    "outcome": "answered",
    "facts": [["3 June 2031"]],
    "evidence": [{"article": "ferry.txt", "quote": GOLD}],
}
CLOSED = {"id": "c2", "question": "Who owned the brewery?", "tags": ["not"], "outcome": "not_found"}
Call = tuple[str, ...]


@pytest.fixture
def own(folder: Path) -> Call:
    """The call of the custom suite with a folder of one article and a file of two cases."""
    (folder / "articles").mkdir()
    (folder / "articles" / "ferry.txt").write_text(f"{GOLD}\n\nDivers found the bell a week later.\n", "utf-8")
    (folder / "cases.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (GOOD, CLOSED)), "utf-8")
    places = ("--articles", str(folder / "articles"), "--cases", str(folder / "cases.jsonl"))
    return ("eval", "custom", *places, "--set", "embeddings=words")


def test_the_users_own_cases_are_measured(own: Call, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(list(own)) == 0
    said = capsys.readouterr().out
    assert "answerable, right" in said and "when" in said and "report.html" in said
    [run] = (folder / ".dateline" / "evals" / "runs").iterdir()
    assert {path.name for path in run.iterdir()} >= {"settings.json", "cases.jsonl", "summary.json", "report.html"}
    summary = json.loads((run / "summary.json").read_text("utf-8"))
    assert summary["suite"] == "custom" and summary["published"] == summary["aggregates"] == []
    settings = json.loads((run / "settings.json").read_text("utf-8"))
    assert settings["set"] == {"embeddings": "words"} and settings["prompts"]["judge.md"]


def test_json_is_one_document(own: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*own, "--json", "-k", "3", "--run", "mine"]) == 0
    found = json.loads(capsys.readouterr().out)
    shares = {one["score"]: one["interval"] for one in found["figures"]}
    assert shares["right"]["n"] == 2 and found["fell"] == [] and found["run"].endswith("mine")


def test_every_bad_line_is_named(own: Call, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*own, "--check"]) == 0
    assert capsys.readouterr().out == "2 cases, 0 faults\n"
    rows = [GOOD | {"outcome": "maybe"}, CLOSED, GOOD | {"facts": []}, CLOSED]
    (folder / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert main([*own, "--check"]) == 1
    first, second, third, last = capsys.readouterr().out.splitlines()
    assert "cases.jsonl:1: outcome" in first and "cases.jsonl:3: a case that is" in second
    assert "cases.jsonl:4: the id 'c2' is used twice" in third and last == "1 cases, 3 faults"


def test_feedback_of_the_page_is_read_as_it_is(own: Call, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def line(case: dict[str, object], liked: bool) -> dict[str, object]:
        return {"liked": liked, "why": "", "reader": "quotes", "said": "x", "case": case}

    unsure = {name: value for name, value in GOOD.items() if name not in ("facts", "evidence")} | {"id": "c3"}
    changed = {"id": "c4", "question": "Who?", "tags": ["x"], "outcome": "not_found"}
    for one in (line(GOOD, True), line(unsure, False), line(CLOSED, True), line(changed, True), line(changed, False)):
        save(folder, one)
    call = ["feedback.jsonl" if part.endswith("cases.jsonl") else part for part in own]
    assert main([*call, "--check"]) == 0
    assert capsys.readouterr().out == "2 cases, 0 faults, 2 of answers not liked wait for facts\n"
    assert main([*call, "--json"]) == 0
    assert {
        one["interval"]["n"] for one in json.loads(capsys.readouterr().out)["figures"] if one["score"] == "right"
    } == {2}


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [
        (["nonsense"], 2, "there is no suite 'nonsense'; there are sample, custom"),
        (["--nonsense"], 2, "`dateline eval --help` shows how"),
        (["ramdocs"], 2, "name the folder with --data"),
        (["ramdocs", "--data", "."], 2, "there is no RAMDocs*.jsonl in . or ramdocs"),
        (["--reader", "oracle"], 2, "there is no reader 'oracle' in sample"),
        (["--reader", "plain"], 2, "needs a model"),
        (["--judge"], 2, "--judge needs a model"),
        (["--set", "colour=red"], 2, "unknown setting 'colour'"),
        (["--set", "k=many"], 2, "the setting k"),
        (["--set", "api_key=secret"], 2, "put it in DATELINE_API_KEY"),
        (["--set", "k"], 2, "is not NAME=VALUE"),
        (["--with", "year=2030"], 2, "no parameter 'year'; it has none"),
        (["custom"], 2, "needs --articles DIR and --cases"),
        (["custom", "--check"], 2, "--check needs"),
        (["--compare", "one", "other"], 2, "is no folder of a run"),
    ],
)
def test_a_wrong_call_is_one_line_that_says_what_to_do(
    call: list[str], status: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder and main(["eval", *call]) == status
    printed = capsys.readouterr()
    assert said in printed.err and printed.err.count("\n") == 1 and "secret" not in printed.err


def test_a_file_that_is_another_one_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "RAMDocs_x.jsonl").write_text('{"question": "Who?"}\n', "utf-8")
    assert main(["eval", "ramdocs", "--data", "."]) == 2
    assert "RAMDocs_x.jsonl:1: no documents, gold_answers, wrong_answers" in capsys.readouterr().err


def test_the_list_shows_every_suite_with_its_published_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "list"]) == 0
    said = capsys.readouterr().out
    assert all(f"{name:12}" in said for name in MODULES) and "HeidelTime" in said and "--with year=2026" in said


def test_every_suite_is_a_whole_value() -> None:
    for name, found in zip(MODULES, suites(), strict=True):
        assert found is suite(name) and found.name == name and found.summary and set(found.usual) <= set(found.readers)
        assert bool(found.files) == (found.folder is not None)
        assert all(row.source and row.what and 0 <= row.figure <= 100 for row in found.published)


def test_data_is_the_suites_own_folder_or_the_one_above(tmp_path: Path) -> None:
    ramdocs = suite("ramdocs")
    (tmp_path / "ramdocs").mkdir()
    (tmp_path / "ramdocs" / "RAMDocs_x.jsonl").touch()
    assert located(ramdocs, tmp_path) == located(ramdocs, tmp_path / "ramdocs") == tmp_path / "ramdocs"
    assert located(suite("sample"), None) is None and located(suite("copies"), None) is None
    with pytest.raises(SettingsError, match=r"RAMDocs\*"):
        located(ramdocs, None)
    assert wanted(ramdocs) == "RAMDocs*.jsonl"


def test_a_figure_over_all_cases_has_an_interval() -> None:
    lines: list[Line] = [{"reader": "a", "error": None, "scores": {"x": float(n % 2)}} for n in range(40)]

    def share(of: list[Line]) -> dict[str, float | None]:
        return {"x": sum(line["scores"]["x"] for line in of) / len(of) if of else None, "none": None}

    found = {one.score: one.interval for one in of_reader(share, lines, "a")}  # type: ignore[arg-type]
    assert (x := found["x"]) and x.mean == 0.5 and x.low < 0.5 < x.high and x.n == 40 and found["none"] is None
    assert [one.interval for one in of_reader(share, [], "a")] == [None, None]  # type: ignore[arg-type]
    assert "50.0 [" in whole(list(of_reader(share, lines, "a"))) and whole([]) == ""  # type: ignore[arg-type]


def test_what_is_published_stands_with_its_source() -> None:
    rows = [Published(what="A model", score="right", figure=61, source="A paper")]
    assert "61.0" in published(rows) and "from A paper" in published(rows) and published([]) == ""
