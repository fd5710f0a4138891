"""Servers that are no Chroma server, that are away, slow or silent: each gives one line in bounded time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import create_server, socket

import pytest

from store.chroma_server import ChromaServer, Patience
from store.embed import WordEmbedder
from store.errors import SettingsError, StoreError, StoreUnavailable
from store.shared import SharedStore
from store.shared_address import address, is_address

BRIEF = Patience(connect=0.3, look=0.6, work=0.6)


@contextmanager
def answering(status: int, body: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A web server that says the same to everything; yields its address and the headers of each request."""
    heard: list[dict[str, str]] = []

    class Same(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(dict(self.headers))
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Same)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent(said: Callable[[socket, threading.Event], None]) -> Iterator[str]:
    """A server that takes connections and does `said` with them."""
    done = threading.Event()
    with create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            listening.settimeout(0.05)
            while not done.is_set():
                with suppress(OSError):
                    one, _ = listening.accept()
                    threading.Thread(target=handle, args=(one,), daemon=True).start()

        def handle(one: socket) -> None:
            with one, suppress(OSError):
                said(one, done)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            done.set()
            thread.join()


def hang(_: socket, done: threading.Event) -> None:
    done.wait()


def trickle(one: socket, done: threading.Event) -> None:
    one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not done.wait(0.05):
        one.sendall(b" ")


def close(one: socket, _: threading.Event) -> None:
    one.recv(100)


@pytest.mark.parametrize("how", [hang, trickle, close])
def test_a_server_that_does_not_answer_is_left(how: Callable[[socket, threading.Event], None]) -> None:
    with silent(how) as url:
        server = ChromaServer(url, patience=BRIEF)
        with pytest.raises(StoreUnavailable, match="start it with `chroma run`, or correct --store"):
            server.find("x")
        server.close()


REPLIES = {
    "a web page": (200, "<html>hello</html>", "not as a Chroma server"),
    "a JSON page": (200, '["hello"]', "not as a Chroma server"),
    "no such page": (404, "not found", "not as a Chroma server"),
    "elsewhere": (302, "", "not as a Chroma server"),
    "a gateway": (502, "<html>", "busy or away"),
    "no token": (401, "{}", "DATELINE_STORE_TOKEN"),
    "damage": (500, '{"error": "InternalError", "message": "Failed to apply logs to the hnsw segment"}', "is damaged"),
    "a failure": (500, '{"error": "InternalError", "message": "no luck"}', "try again later"),
    "a refusal": (400, '{"error": "InvalidArgumentError", "message": "dimension"}', "refused"),
}


@pytest.mark.parametrize("name", REPLIES)
def test_what_a_server_says_instead(name: str) -> None:
    status, body, meant = REPLIES[name]
    with answering(status, body) as (url, _):
        server = ChromaServer(url, token="sesame-open-1", sleep=lambda _: None)
        with pytest.raises(StoreError, match=meant) as caught:
            server.get("x", ["1"], "documents")
        for call in (server.collections, lambda: server.find("x"), lambda: server.make("x", metadata={}, sync=2)):
            with suppress(StoreError):  # and nothing else
                call()
        server.close()
    assert "sesame" not in f"{caught.value!r}" and "\n" not in str(caught.value)


def test_a_token_goes_along_and_redirects_are_not_followed() -> None:
    with answering(302, "") as (url, heard):
        server = ChromaServer(url, token="sesame-open-1")
        with pytest.raises(StoreError):
            server.find("x")
        server.close()
    assert [one["Authorization"] for one in heard] == ["Bearer sesame-open-1"]


def test_what_may_pass_is_tried_again() -> None:
    waits: list[float] = []
    with answering(503, "{}") as (url, heard):
        server = ChromaServer(url, sleep=waits.append)
        with pytest.raises(StoreUnavailable):
            server.find("x")
        server.close()
    assert len(heard) == 3 and len(waits) == 2 and waits[0] < waits[1]


@pytest.mark.parametrize(
    "url", ["http://", "http://u:p@host:8000", "http://host:99999", "http://host/a/b", "http://host/?x=1", "http:/host"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        address(url, "words")
    assert "u:p" not in str(caught.value)


def test_addresses() -> None:
    assert (
        is_address("http://host:8000")
        and is_address("HTTPS://host")
        and not is_address("store")
        and not is_address(Path("http:"))
    )
    one, other = address("HTTP://Host:8000/", "words"), address("http://host:8000", "local")
    assert (one.server, one.corpus, one.shown) == ("http://host:8000", "dateline", "http://host:8000")
    named = address("http://host:8000/harbour", "words")
    assert named.shown == "http://host:8000/harbour"
    assert len({each.copy(Path("x")) for each in (one, other, named)}) == 3
    assert len({each.collection("log") for each in (one, other, named)}) == 3


def test_nothing_known_and_no_server_is_one_line(tmp_path: Path) -> None:
    with create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(StoreUnavailable, match="can't be reached; start it"):
        SharedStore.join(url, WordEmbedder(), root=tmp_path, patience=BRIEF)
