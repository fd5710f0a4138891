"""A line a question: enough to see what was done, no text unless it is asked for, and never a key."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, ModelUnavailable, QuestionError, Settings, SettingsError
from assistant.answer import Dropped
from assistant.model.chat import Message, Request, ScriptedModel
from assistant.model.heard import HeardModel
from assistant.secrecy import redact
from assistant.stop import Stop
from assistant.trace import append
from assistant.trace_line import _without, asked
from tests.assistant.county import QUESTIONS, write

KEY = "walnut-key-of-the-mill"


def settings(folder: Path, **given: Any) -> Settings:
    """Return the settings of a small folder whose questions are traced."""
    known = {"store": folder / "store", "articles": write(folder / "news"), "embeddings": "words"}
    return Settings(**known | {"reader": "quotes", "trace": folder / "trace.jsonl"} | given)


def lines(folder: Path) -> list[dict[str, Any]]:
    """Return what was written down."""
    return [json.loads(line) for line in (folder / "trace.jsonl").read_text("utf-8").splitlines()]


def test_a_question_leaves_one_line_with_what_was_done(tmp_path: Path) -> None:
    with Assistant(settings(tmp_path)) as assistant:
        assistant.ingest()
        answer = assistant.ask(QUESTIONS[2])
    [line] = lines(tmp_path)
    assert (line["kind"], line["outcome"], line["reader"]) == ("ask", "answered", "quotes")
    assert [stage["name"] for stage in line["stages"]] == ["searched", "read"]
    assert [hit["id"] for hit in line["passages"]] == [hit.passage.id for hit in answer.hits]
    assert any(hit["cited"] for hit in line["passages"]) and line["total_ms"] > 0 and len(line["id"]) == 16


def test_no_word_stands_in_it_unless_asked_for(tmp_path: Path) -> None:
    with Assistant(settings(tmp_path)) as assistant:
        assistant.ingest()
        assistant.ask(QUESTIONS[2])
        assistant.search("walnuts in Dunmere")
    plain = (tmp_path / "trace.jsonl").read_text("utf-8").casefold()
    assert not any(word in plain for word in ("bakery", "tallow", "hobb", "karrow", "walnut", "dunmere", "oven"))
    (tmp_path / "trace.jsonl").unlink()
    with Assistant(settings(tmp_path, trace_texts=True)) as assistant:
        assistant.ask(QUESTIONS[2])
    [line] = lines(tmp_path)
    assert line["question"] == QUESTIONS[2] and "Hobb Karrow" in line["text"]
    assert "Hobb Karrow" in line["citations"][0]["quote"] and "bakery" in line["passages"][0]["text"]


def test_a_search_leaves_a_line_too(tmp_path: Path) -> None:
    with Assistant(settings(tmp_path)) as assistant:
        assistant.ingest()
        assistant.search("walnuts", k=3)
    [line] = lines(tmp_path)
    assert (line["kind"], line["outcome"], len(line["passages"])) == ("search", "searched", 3)


def test_a_timeline_leaves_one_line(tmp_path: Path) -> None:
    with Assistant(settings(tmp_path)) as assistant:
        assistant.ingest()
        assert assistant.timeline(QUESTIONS[0], k=4)
        assistant.retrieve(QUESTIONS[0], k=2)
    told, taken = lines(tmp_path)
    assert (told["kind"], told["outcome"], len(told["passages"])) == ("timeline", "searched", 4)
    assert (taken["kind"], len(taken["passages"])) == ("search", 2)


def test_a_failure_and_a_stop_leave_theirs(tmp_path: Path) -> None:
    with Assistant(settings(tmp_path)) as assistant:
        assistant.ingest()
        with pytest.raises(QuestionError):
            assistant.ask(" ")
        stream = assistant.stream(QUESTIONS[0])
        next(stream)
        stream.close()
    failed, stopped = lines(tmp_path)
    assert failed["outcome"] == "failed" and failed["error"]["kind"] == "QuestionError"
    assert stopped["outcome"] == "stopped" and len(stopped["stages"]) == 1


def test_no_key_is_written_down_wherever_it_comes_from(tmp_path: Path) -> None:
    known = {"reader": "model", "model": "m", "trace_texts": True, "api_key": KEY, "timeout": 0.2, "deadline": 1}
    place = f"http://ann:{KEY}-2@127.0.0.1:9/v1"
    with Assistant(settings(tmp_path, base_url=place, **known)) as assistant:
        assistant.ingest()
        for question in (QUESTIONS[2], f"Who built the oven of the bakery on Tallow Street? {KEY}"):
            with pytest.raises(ModelUnavailable):
                assistant.ask(question)
    text = (tmp_path / "trace.jsonl").read_text("utf-8")
    assert KEY not in text and "ModelUnavailable" in text and lines(tmp_path)[1]["question"].endswith("***")
    assert lines(tmp_path)[0]["requests"][0]["error"]["kind"] == "ModelUnavailable"


@pytest.mark.parametrize(
    "text", ["Bearer abcdefgh12345", "https://ann:secret99@x.test/v1", "sk-proj-abcdefghij123456",
             "?api_key=abcdef&x=1", "Basic YW5uOndhbG51dA=="],
)  # fmt: skip
def test_what_looks_like_a_key_is_hidden(text: str) -> None:
    assert "***" in redact(f"it said {text} and more") and "more" in redact(f"it said {text} and more")


def test_what_is_none_stays() -> None:
    text = "Basic facts: the bearer of the ring asked in Disk-Town whether task-force-one came by http://x.test/a:b@c"
    assert redact(text) == text


def test_a_reason_is_told_without_the_words_of_the_claim() -> None:
    dropped = Dropped(text="Pell Isker paid 1,400 sacks on 9 June.", reason="the name Pell Isker is not in the quotes")
    assert _without(dropped.reason, dropped.text) == "the name … … is not in the quotes"
    assert "oven" not in _without("it says more than the quotes: oven, walnut", "x")
    assert _without("the quotes say “never sold”, the claim “sold”", "It was sold.") == "the quotes say …, the claim …"


def test_a_question_that_is_no_text_can_be_told_of() -> None:
    assert asked(17, texts=True)["question_characters"] > 0  # type: ignore[arg-type]


def test_a_trace_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="name another file with --trace"):
        Assistant(settings(tmp_path, trace=tmp_path / "no" / "folder" / "x.jsonl"))


WRITER = "import sys; from pathlib import Path; from assistant.trace import append\nfor n in range(200): " + (
    "append(Path(sys.argv[1]), (sys.argv[2] * 3000).encode() + b'\\n')"
)


def test_lines_of_several_threads_and_processes_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    command = [sys.executable, "-c", WRITER, str(path)]
    others = [subprocess.Popen([*command, letter]) for letter in "ab"]

    def write_many() -> None:
        for _ in range(200):
            append(path, b"c" * 3000 + b"\n")

    threads = [threading.Thread(target=write_many) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in others] == [0, 0]
    found = path.read_text("utf-8").splitlines()
    assert len(found) == 800 and {(len(line), len(set(line))) for line in found} == {(3000, 1)}
    assert path.stat().st_mode & 0o077 == 0


def test_requests_are_heard_by_the_question_they_are_for() -> None:
    model, one, other = HeardModel(ScriptedModel(lambda request: request.messages[0].content)), Stop(), Stop()
    for stop, words in ((one, "first"), (other, "second"), (one, "third")):
        list(model.stream(Request(messages=(Message(role="user", content=words),)), stop))
    assert [line["reply"] for line in model.requests(one)] == ["first", "third"]
    assert (
        model.requests(other)[0]["completion_tokens"] > 0
        and len(model.requests(other)[0]["prompts"][0]["sha256"]) == 64
    )
    assert model.requests(Stop()) == []
