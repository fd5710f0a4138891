"""A conversation in the terminal, as a program types it."""

import io
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.assistant.county import write

OVEN = "Who built the oven of the bakery on Tallow Street?"


@pytest.fixture(autouse=True)
def news(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of news in the working directory; embeddings by the fake that needs no model."""
    monkeypatch.setenv("DATELINE_EMBEDDINGS", "words")
    return write(folder / "news")


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    """Return what types lines into `dateline chat` and returns its status and what it printed."""

    def typed(*lines: str, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
        status = main(["chat", "--articles", "news", *options])
        return (status, *capfd.readouterr())

    return typed


def test_questions_are_answered_with_their_sources(talk: Any) -> None:
    status, out, _ = talk(OVEN, "", "Who won the chess final in Brannock?")
    assert status == 0
    assert "Hobb Karrow" in out and "[1]" in out and "The bakery on Tallow Street" in out
    assert "The articles do not say." in out and out.count("Read by quotes") == 2


def test_a_follow_up_leans_on_what_was_asked(talk: Any) -> None:
    _, out, _ = talk("What is known about the bakery on Tallow Street?", "Who built its oven?", "/quit", "never asked?")
    assert "Hobb Karrow" in out and out.count("Read by quotes") == 2


def test_sources_and_articles_can_be_looked_at(talk: Any) -> None:
    _, out, err = talk(OVEN, "/sources", "/open 1", "/open [7]")
    assert out.count("Hobb Karrow") >= 3
    assert "The walnuts come from an orchard" in out
    assert "no source '[7]'" in err


def test_the_conversation_can_be_kept(talk: Any, folder: Path) -> None:
    _, _, err = talk(OVEN, "/export kept.md", "/export kept.md", "/export", "/export no/such/place.md")
    kept = (folder / "kept.md").read_text("utf-8")
    assert OVEN in kept and "Hobb Karrow" in kept and "> " in kept
    assert "written to kept.md" in err and err.count("name another file") == 2 and "name a file" in err


def test_what_is_no_question_is_one_line(talk: Any) -> None:
    status, out, err = talk("/sources", "/sing", "?", "/help")
    assert (status, out) == (0, "")
    assert "nothing was answered yet" in err and "/sing is none of these" in err and "the question is empty" in err


def test_a_reader_that_needs_a_model_says_so(talk: Any) -> None:
    status, _, err = talk("Who?", options=("--reader", "model"))
    assert (status, "DATELINE_MODEL" in err, err.count("\n")) == (2, True, 1)


def test_a_model_without_a_server_is_stood_in_for(talk: Any) -> None:
    status, out, _ = talk(OVEN, options=("--model", "m-1"))
    assert status == 0 and "Hobb Karrow" in out
    assert "Note: the model m-1 needs a server" in out and "Read by quotes" in out
