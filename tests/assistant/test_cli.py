"""The command line as a person or a program calls it: what it prints where, and its exit status."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import cli, main
from tests.conftest import ROOT

DRILLS = """---
title: "Harbour [bold]drills[/bold] begin"
outlet: The Lantern
date: 2031-03-02
---
The coast guard of Velmora will hold exercises from 10 to 20 March 2031, the ministry said.

About 1,200 sailors take part, the spokeswoman Ilda Renn said.
"""
FERRY = """---
outlet: Quay Courier
date: 2031-03-05
---
Velmora's coast guard exercises run from 10 to 20 March 2031 near the port of Astel, an admiral told reporters.
"""
QUESTION = "When were the exercises?"


@pytest.fixture(autouse=True)
def news(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of two articles in the working directory; embeddings by the fake that needs no model."""
    made = folder / "news"
    made.mkdir()
    (made / "drills.md").write_text(DRILLS, "utf-8")
    (made / "ferry.md").write_text(FERRY, "utf-8")
    monkeypatch.setenv("DATELINE_EMBEDDINGS", "words")
    return made


class Run:
    """One call of the command: its exit status and what it printed."""

    def __init__(self, capfd: pytest.CaptureFixture[str], arguments: Sequence[str]) -> None:
        self.status = main(list(arguments))
        self.out, self.err = capfd.readouterr()

    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Any:
    """Return what runs the command in this process."""
    return lambda *arguments: Run(capfd, arguments)


def test_ask_prints_the_answer_and_its_sources(run: Any) -> None:
    done = run("ask", QUESTION, "--articles", "news")
    assert done.status == 0
    assert "10" in done.out and "20 March 2031" in done.out
    assert "[1]" in done.out and "[2]" in done.out
    assert "The Lantern · 2 March 2031 (front matter) · Harbour [bold]drills[/bold] begin" in done.out
    assert "Read by quotes in" in done.out
    assert "\x1b" not in done.out
    assert not [line for line in done.out.splitlines() if line != line.rstrip()]


def test_ask_as_json_gives_quotes_at_their_offsets(run: Any) -> None:
    answer = run("ask", QUESTION, "--articles", "news", "--json").json()
    assert answer["schema"] == "dateline.answer/1"
    assert answer["outcome"] == "answered"
    assert {cited["article"]["outlet"] for cited in answer["citations"]} == {"The Lantern", "Quay Courier"}
    for cited in answer["citations"]:
        text = run("show", cited["article"]["id"], "--articles", "news").out
        assert text[cited["start"] : cited["end"]] == cited["quote"]


def test_not_found_is_done(run: Any) -> None:
    done = run("ask", "Who wrote the opera about glaciers?", "--articles", "news", "--json")
    assert (done.status, done.json()["outcome"]) == (0, "not_found")


def test_filters_reach_the_search(run: Any) -> None:
    asked = ("ask", QUESTION, "--articles", "news", "--json")
    for narrowing in (("--outlet", "Quay Courier"), ("--since", "2031-03-03")):
        hits = run(*asked, *narrowing).json()["hits"]
        assert len({hit["article_id"] for hit in hits}) == 1
    assert run(*asked, "--as-of", "2031-03-01").json()["hits"] == []
    assert run(*asked, "--until", "2031-03-01").json()["hits"] == []


def test_ask_notices_what_changed_in_the_folder(run: Any, news: Path) -> None:
    asked = ("ask", QUESTION, "--articles", "news", "--json")
    run(*asked)
    (news / "ferry.md").unlink()
    (news / "drills.md").write_text(DRILLS.replace("10 to 20", "11 to 21"), "utf-8")
    assert [cited["quote"] for cited in run(*asked).json()["citations"] if "10 to 20" in cited["quote"]] == []


def test_two_folders_do_not_mix(run: Any, folder: Path) -> None:
    run("ask", QUESTION, "--articles", "news")
    other = folder / "other" / "news"
    other.mkdir(parents=True)
    (other / "moss.txt").write_text("Moss grows on the north wall of the old mill at Tarn.", "utf-8")
    hits = run("ask", QUESTION, "--articles", str(other), "--json").json()["hits"]
    assert not [hit for hit in hits if "Velmora" in hit["text"]]


def test_ingest_reports_and_names_what_it_skipped(run: Any, news: Path) -> None:
    (news / "empty.txt").write_text("")
    done = run("ingest", "news")
    assert (done.status, "2 added" in done.out, "empty.txt" in done.err) == (0, True, True)
    report = run("ingest", "news", "--json").json()
    assert (report["added"], report["unchanged"], len(report["failed"])) == (0, 2, 1)


def test_prune_removes_what_is_gone(run: Any, news: Path) -> None:
    run("ingest", "news")
    (news / "ferry.md").unlink()
    assert run("ingest", "news", "--json").json()["removed"] == 0
    assert run("ingest", "news", "--prune", "--force", "--json").json()["removed"] == 1


def test_several_folders_need_a_store_by_name(run: Any, folder: Path) -> None:
    (folder / "more").mkdir()
    done = run("ingest", "news", "more")
    assert (done.status, "--store DIR" in done.err) == (2, True)
    assert run("ingest", "news", "more", "--store", "both").status == 0


def test_articles_are_listed(run: Any) -> None:
    run("ingest", "news")
    listed = run("articles", "--articles", "news", "--json").json()
    assert [(item["outlet"], item["published"]) for item in sorted(listed, key=lambda item: item["path"])] == [
        ("The Lantern", "2031-03-02"),
        ("Quay Courier", "2031-03-05"),
    ]
    table = run("articles", "--articles", "news").out
    assert all(item["id"] in table for item in listed)


def test_the_start_of_an_id_will_do(run: Any) -> None:
    run("ingest", "news")
    first = run("articles", "--articles", "news", "--json").json()[0]
    shown = run("show", first["id"][:8], "--articles", "news")
    assert (shown.status, first["id"] in shown.err) == (0, True)
    assert run("show", first["id"], "--articles", "news", "--json").json()["text"] == shown.out


@pytest.mark.parametrize("given", ["", "no-such-id"])
def test_an_id_that_names_no_one_article_fails(run: Any, given: str) -> None:
    run("ingest", "news")
    done = run("show", given, "--articles", "news")
    assert (done.status, done.out, "`dateline articles` lists them" in done.err) == (1, "", True)


def test_search_lists_passages(run: Any) -> None:
    found = run("search", "sailors", "--articles", "news", "-k", "1", "--json").json()
    assert len(found) == 1
    assert "sailors" in found[0]["text"]
    assert "1,200 sailors" in run("search", "sailors", "--articles", "news").out


def test_remove_takes_an_article_out(run: Any) -> None:
    run("ingest", "news")
    first = run("articles", "--articles", "news", "--json").json()[0]["id"]
    assert run("remove", first, "--articles", "news").status == 0
    assert first not in {item["id"] for item in run("articles", "--articles", "news", "--json").json()}


def test_doctor_names_what_is_wrong(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", "news")
    monkeypatch.setenv("DATELINE_API_KEY", "s3cret")
    monkeypatch.setenv("DATELINE_REEDER", "quotes")
    done = run("doctor", "--articles", "news", "--json")
    states = {finding["about"]: finding["state"] for finding in done.json()}
    assert "DATELINE_REEDER" in done.out and "s3cret" not in done.out and "api_key set" in done.out
    assert (states["store"], states["health"], states["environment"]) == ("ok", "ok", "note")
    monkeypatch.setenv("DATELINE_K", "none")
    done = run("doctor", "--articles", "news")
    assert (done.status, "DATELINE_K" in done.out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask",), "Missing argument 'QUESTION'"),
        (("ask", QUESTION, "--articles", "nowhere"), "'nowhere' does not exist"),
        (("ask", QUESTION, "--articles", "news", "--since", "yesterday"), "write it as 2022-01-18"),
        (("ask", QUESTION, "--articles", "news", "-k", "0"), "'-k'"),
        (("ask", " ", "--articles", "news"), "the question is empty"),
        (("ask", "why? " * 1000, "--articles", "news"), "the question has"),
        (("sing",), "No such command 'sing'"),
        (("ingest", "nowhere"), "'nowhere' does not exist"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(run: Any, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert says in done.err and done.err.startswith("dateline: ") and done.err.count("\n") == 1


def test_a_store_that_cannot_be_used_is_one_line_and_status_1(run: Any, folder: Path) -> None:
    (folder / "taken").write_text("a file, not a folder")
    done = run("ask", QUESTION, "--articles", "news", "--store", "taken")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)


def test_debug_shows_the_traceback(run: Any) -> None:
    with pytest.raises(Exception, match="empty"):
        run("ask", "?", "--articles", "news", "--debug")


def test_every_command_has_help() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        assert all(option.help for option in command.params if option.param_type_name == "option"), name


@pytest.mark.slow
def test_as_a_process_of_its_own(news: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ask", QUESTION, "--articles", str(news), "--json"]
    done = subprocess.run(command, capture_output=True, env={"PYTHONPATH": str(ROOT)}, check=False, timeout=120)
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (0, "answered")
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_the_quoting_reader_waits_for_no_library_of_models(news: Path) -> None:
    script = f"""
import sys
from assistant.cli import main
main(["ask", {QUESTION!r}, "--articles", {str(news)!r}, "--json"])
assert not {{"openai", "jiter", "llama_index", "gradio", "assistant.model.reader"}} & sys.modules.keys()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
