"""The choice of an embedder, the fake, and what becomes of the errors of servers and optional packages."""

import json
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.embed import WordEmbedder, embedder
from store.embed_openai import OpenAIEmbedder
from store.errors import BadReply, DatelineError, ModelRefused, ModelUnavailable, SettingsError, TooLong

KEY = "sk-a-key-that-must-not-be-shown"


@pytest.mark.parametrize("name", ["", "lokal", "openai:", "fastembed:", "local:x", "OpenAI:m"])
def test_unknown_names_list_the_choices(name: str) -> None:
    with pytest.raises(SettingsError, match="local, words, openai:MODEL, fastembed:MODEL"):
        embedder(name)


def test_names_are_kept_as_chosen() -> None:
    assert embedder("local").name == "local"
    assert embedder("words").name == "words"
    assert embedder("openai:m", base_url="http://127.0.0.1:9").name == "openai:m"


def test_words_rank_by_shared_words() -> None:
    fake = WordEmbedder()
    rows = fake.embed(["the ferry sank", "a ferry sank in the bay", "nothing alike"])
    scores = rows @ fake.embed_question("The FERRY sank")
    assert scores[0] == pytest.approx(1)
    assert scores[0] > scores[1] > scores[2] == 0
    assert fake.count(["the ferry sank", ""]) == [3, 0]


@given(st.lists(st.text()))
def test_words_give_unit_rows(texts: list[str]) -> None:
    rows = WordEmbedder().embed(texts)
    assert rows.shape == (len(texts), WordEmbedder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def _vector(text: str) -> list[float]:
    return [float(len(text)), 3.0, 4.0]


class _Handler(BaseHTTPRequestHandler):
    """Answers as an embedding server does, last text first, or as `status` and `body` say."""

    status = 200
    body: ClassVar[Any] = None
    requests: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.requests.append({**sent, "key": self.headers["Authorization"], "path": self.path})
        data = [{"object": "embedding", "index": i, "embedding": _vector(t)} for i, t in enumerate(sent["input"])]
        good = {"object": "list", "model": "m", "data": data[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        content = json.dumps(good if self.body is None else self.body).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("retry-after-ms", "1")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests quiet."""


@contextmanager
def _server(status: int = 200, body: Any = None) -> Iterator[tuple[OpenAIEmbedder, list[dict[str, Any]]]]:
    handler = type("Handler", (_Handler,), {"status": status, "body": body, "requests": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    asked = OpenAIEmbedder("m", base_url=url, api_key=KEY, sleep=lambda _: None)
    try:
        yield asked, handler.requests
    finally:
        asked.close()
        server.shutdown()
        thread.join()
        server.server_close()


def test_openai_sends_batches_and_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/wrong")
    texts = ["x" * n for n in range(1, 131)]
    with _server() as (asked, requests):
        rows = asked.embed(texts)
    expected = np.array([_vector(text) for text in texts])
    np.testing.assert_allclose(rows, expected / np.linalg.norm(expected, axis=1, keepdims=True), rtol=1e-5)
    assert rows.dtype == np.float32
    assert [len(request["input"]) for request in requests] == [64, 64, 2]
    assert {(request["key"], request["path"], request["model"]) for request in requests} == {
        (f"Bearer {KEY}", "/v1/embeddings", "m")
    }


def test_openai_takes_empty_and_broken_texts() -> None:
    with _server() as (asked, requests):
        assert asked.embed(["", "\ud800"]).shape == (2, 3)
        assert asked.embed([]).shape[0] == 0
        assert asked.embed_question("q").shape == (3,)
    assert requests[0]["input"] == [" ", "?"]


@pytest.mark.parametrize(
    ("status", "body", "expected", "calls"),
    [
        (400, {"error": {"message": KEY}}, ModelRefused, 1),
        (401, {"error": {"message": f"Incorrect API key {KEY}"}}, SettingsError, 1),
        (403, {"error": {"message": "no"}}, SettingsError, 1),
        (404, {"error": {"message": "no model"}}, SettingsError, 1),
        (429, {"error": {"message": "slow down"}}, ModelUnavailable, 3),
        (429, {"error": {"message": "pay", "code": "insufficient_quota"}}, ModelRefused, 1),
        (500, {"error": {"message": "oh"}}, ModelUnavailable, 3),
        (307, {}, SettingsError, 1),
        (400, {"error": {"message": "too long", "code": "context_length_exceeded"}}, TooLong, 1),
        (200, {"object": "list", "model": "m", "data": []}, BadReply, 1),
        (200, {"hello": "world"}, BadReply, 1),
        (200, "hello", BadReply, 1),
        (200, {"data": [{"index": 0, "embedding": []}]}, BadReply, 1),
        (200, {"data": [{"index": 0, "embedding": ["a"]}]}, BadReply, 1),
        (200, {"data": [{"index": 0, "embedding": None}]}, BadReply, 1),
    ],
)
def test_openai_errors_become_ours(status: int, body: Any, expected: type[DatelineError], calls: int) -> None:
    with _server(status, body) as (asked, requests):
        with pytest.raises(expected) as caught:
            asked.embed(["a text"])
        assert len(requests) == calls
    assert type(caught.value) is expected
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_server_that_is_not_there() -> None:
    with _server() as (asked, _):
        pass
    with pytest.raises(ModelUnavailable):
        asked.embed(["a text"])


def test_openai_without_key_and_server_is_a_matter_of_settings() -> None:
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        embedder("openai:m")


def test_fastembed_missing_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastembed", None)
    with pytest.raises(SettingsError, match="pip install 'dateline\\[fastembed\\]'"):
        embedder("fastembed:some/model")


class _TextEmbedding:
    """Looks like fastembed's class as far as it is used."""

    def __init__(self, model_name: str) -> None:
        if model_name == "unknown":
            raise ValueError("not supported")
        if model_name == "unreachable":
            raise OSError("no network")

    def embed(self, texts: list[str]) -> Iterator[list[float]]:
        return ([3.0, 4.0, len(text)] for text in texts)

    def query_embed(self, query: str) -> Iterator[list[float]]:
        return self.embed([query])


def test_fastembed_when_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    package = types.ModuleType("fastembed")
    package.TextEmbedding = _TextEmbedding  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "fastembed", package)
    made = embedder("fastembed:known")
    assert made.name == "fastembed:known"
    np.testing.assert_allclose(made.embed(["", "abcde"])[0], [0.6, 0.8, 0])
    np.testing.assert_allclose(np.linalg.norm(made.embed_question("why")), 1)
    assert made.embed([]).shape == (0, 3)
    with pytest.raises(SettingsError):
        embedder("fastembed:unknown")
    with pytest.raises(ModelUnavailable):
        embedder("fastembed:unreachable")
