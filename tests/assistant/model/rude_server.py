"""A model server on loopback that misbehaves as it is told, and keeps what it was asked."""

import json
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

KEY = "sk-a-key-that-must-not-be-shown-anywhere"


class Asked(BaseHTTPRequestHandler):
    """One request while it is being answered."""

    server: "RudeServer"
    sent: Any = None

    def do_POST(self) -> None:
        self.sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(self.sent)
        self.server.paths.append(self.path)
        self.server.keys.append(self.headers["Authorization"])
        manners = self.server.manners
        try:
            manners[min(len(self.server.requests), len(manners)) - 1](self)
        except OSError:
            self.server.gone.set()

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        self.server.listing(self)

    def begin(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """Send the head of the answer; its body ends with the connection."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def write(self, text: str) -> None:
        """Send a part of the body at once."""
        self.wfile.write(text.encode())
        self.wfile.flush()

    def until_gone(self) -> None:
        """Wait until the other side closes the connection or the test is over."""
        self.connection.settimeout(0.02)
        while not self.server.over.is_set():
            try:
                if not self.connection.recv(1):
                    self.server.gone.set()
                    return
            except TimeoutError:
                continue
            except OSError:
                self.server.gone.set()
                return

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests quiet."""


Manner = Callable[[Asked], None]


class RudeServer(ThreadingHTTPServer):
    """Answers the nth request in the nth manner, and all after the last in the last."""

    daemon_threads = True

    def __init__(self, manners: tuple[Manner, ...], listing: Manner) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.manners, self.listing = manners, listing
        self.requests: list[Any] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        self.gone, self.over = Event(), Event()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def rude(*manners: Manner, listing: Manner | None = None) -> Iterator[RudeServer]:
    """Run a server of these manners."""
    server = RudeServer(manners, listing or status(404, {"error": {"message": "no list"}}))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def chunk(text: str | None = None, *, finish: str | None = None, **delta: Any) -> dict[str, Any]:
    """Return one chunk of a streamed reply."""
    content = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": {**content, **delta}, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def usage(prompt: int, completion: int) -> dict[str, Any]:
    """Return the chunk that counts tokens."""
    counted = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return {**chunk(), "choices": [], "usage": counted}


def stream(*chunks: Any, done: bool = True) -> Manner:
    """Send these chunks as events; text goes out as it is."""

    def manner(asked: Asked) -> None:
        asked.begin()
        for each in chunks:
            asked.write(f"data: {each if isinstance(each, str) else json.dumps(each)}\n\n")
        if done:
            asked.write("data: [DONE]\n\n")

    return manner


def whole(*pieces: str, finish: str = "stop") -> Manner:
    """Send a reply as a good server does."""
    return stream(*map(chunk, pieces), chunk(finish=finish), usage(11, 7))


def status(code: int, body: Any = None, **headers: str) -> Manner:
    """Answer with a status and a body."""

    def manner(asked: Asked) -> None:
        kind = "text/html" if isinstance(body, str) else "application/json"
        asked.begin(code, kind, **headers)
        asked.write(body if isinstance(body, str) else json.dumps(body))

    return manner


def error(status_code: int, message: str, **more: Any) -> Manner:
    """Answer with an error as OpenAI writes it."""
    return status(status_code, {"error": {"message": message, **more}})


def silent(asked: Asked) -> None:
    """Take the request and say nothing."""
    asked.until_gone()


def stalled(asked: Asked) -> None:
    """Begin a reply and stop talking."""
    stream(chunk("The exercises "), done=False)(asked)
    asked.until_gone()


def dripping(asked: Asked) -> None:
    """Send a little again and again, without an end."""
    asked.begin()
    while not asked.server.over.wait(0.02):
        asked.write(": still here\n\n")


def reset(asked: Asked) -> None:
    """Break the connection off hard before an answer."""
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.connection.close()


def torn(asked: Asked) -> None:
    """Close in the middle of a chunked body."""
    asked.begin(Transfer_Encoding="chunked")
    line = f"data: {json.dumps(chunk('The exercises '))}\n\n"
    asked.write(f"{len(line):x}\r\n{line}\r\n40\r\ndata: ")


def refuses(parameter: str, then: Manner, *, say: str = "Unsupported parameter: '{}' is not supported.") -> Manner:
    """Refuse a request that has this parameter, and answer any other as `then` does."""

    def manner(asked: Asked) -> None:
        refusal = error(400, say.format(parameter), param=parameter, code="unsupported_parameter")
        (refusal if parameter in asked.sent else then)(asked)

    return manner
