"""What becomes of an answer when the stream of its model is cut? Cut it at many bytes, in three ways, and look.

    python -m evals.cut [--streams 20] [--json]

A model server on loopback sends one good reply again and again, each time only up to another byte: after the head, in
the middle of a line, of a JSON string, of a character. Then it closes the connection, breaks a chunk off, or says no
more. Every answer has to be whole: claims of the model as it wrote them, with quotes that stand in the article, and a
word that more was to come; or the quoting reader's. None may be lost, and none may be half. What a model server does
else is in tests/assistant/model.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Literal

from assistant import Answer, Assistant, DatelineError, Settings

Way = Literal["closes", "breaks", "hangs"]
WAYS: tuple[Way, ...] = ("closes", "breaks", "hangs")
QUESTION = "When does the café boat leave Ormsea, and who steers it?"
CLAIMS = ("The café boat leaves Ormsea on 4 June 2031.", "Captain Zoë Brandt steers the café boat.")
TEXT = f"{CLAIMS[0]} {CLAIMS[1]} “Nobody else knows the reef – or wants to,” said the harbour master of Ormsea.\n"
_PATIENCE = 0.2
"""Seconds for a server that hangs; for the others the usual ones, however busy the machine is."""
_PIECE = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One cut stream and what became of its answer: `whole`, `first claims`, `quoted instead`, or what is wrong."""

    at: int
    way: Way
    became: str


class Server(ThreadingHTTPServer):
    """Sends the reply up to byte `at` and then ends it in its `way`."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on loopback; nothing is cut yet."""
        super().__init__(("127.0.0.1", 0), _Asked)
        self.at, self.over = len(stream()), Event()
        self.way: Way = "closes"

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Asked(BaseHTTPRequestHandler):
    """One request to it."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Send the reply as far as it goes."""
        self.rfile.read(int(self.headers["Content-Length"]))
        whole = stream()
        at, way = self.server.at, self.server.way
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header(*(("Transfer-Encoding", "chunked") if way == "breaks" else ("Connection", "close")))
        self.end_headers()
        # A broken chunk promises all of the reply and brings the beginning of it.
        promise = f"{len(whole):x}\r\n".encode() if way == "breaks" else b""
        end = b"\r\n0\r\n\r\n" if way == "breaks" and at == len(whole) else b""
        self.wfile.write(promise + whole[:at] + end)
        self.wfile.flush()
        if way == "hangs" and at < len(whole):
            self.server.over.wait(20 * _PATIENCE)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


def stream() -> bytes:
    """Return the whole reply as a server streams it, in pieces that mind neither words nor JSON."""
    claims = [{"quotes": [{"passage": 1, "quote": text}], "text": text} for text in CLAIMS]
    said = json.dumps({"claims": claims, "disagreements": [], "missing": ""}, ensure_ascii=False)
    pieces = [said[start : start + _PIECE] for start in range(0, len(said), _PIECE)]
    lines = [_event({"content": piece}) for piece in pieces]
    return "".join([*lines, _event({}, "stop"), "data: [DONE]\n\n"]).encode()


def _event(delta: dict[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    known = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(known, ensure_ascii=False)}\n\n"


def places(streams: int) -> list[int]:
    """Return so many bytes to cut at: none at all, one inside a character, and the others spread over the reply."""
    whole = stream()
    inside = next(place for place, byte in enumerate(whole) if 0x80 <= byte < 0xC0)
    spread = [number * (len(whole) - 1) // max(1, streams - 2) for number in range(1, streams - 1)]
    return sorted([0, inside, *spread][:streams])


@contextmanager
def served() -> Iterator[Server]:
    """Run the server."""
    server = Server()
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def run(work: Path, streams: int) -> list[Cut]:
    """Return what became of each of so many cut streams, and of one that was not; files are made below `work`."""
    articles = work / "articles"
    articles.mkdir(parents=True)
    (articles / "boat.md").write_text(f"---\ntitle: The café boat\noutlet: Ormsea Post\n---\n{TEXT}", "utf-8")
    cuts = []
    with served() as server:
        whole = len(stream())
        for number, at in enumerate([whole, *places(streams)]):
            server.at, server.way = at, WAYS[number % len(WAYS)]
            cuts.append(Cut(at=at, way=server.way, became=became(work, server)))
    return cuts


def became(work: Path, server: Server) -> str:
    """Ask, and return what the answer came to; a new assistant each time, since one remembers failing servers."""
    settings = Settings(
        articles=work / "articles", store=work / "store", embeddings="words", reader="auto", model="m",
        base_url=server.url, **({"timeout": _PATIENCE, "deadline": 4 * _PATIENCE} if server.way == "hangs" else {}),
    )  # fmt: skip
    try:
        with Assistant(settings) as assistant:
            assistant.ingest()
            found = assistant.ask(QUESTION)
            texts = {article.id: article.text for article in assistant.articles()}
    except DatelineError as error:
        return f"lost: {type(error).__name__}"
    return kind(found, texts, is_whole=server.at == len(stream()))


def kind(found: Answer, texts: dict[str, str], *, is_whole: bool) -> str:
    """Return what an answer is, or what is wrong with it."""
    if not found.claims:
        return "lost: no claim"
    for item in found.citations:
        if not item.quote or texts[item.passage.article_id][item.start : item.end] != item.quote:
            return "wrong: a quote that is none"
    if found.reader == "quotes":
        return "quoted instead" if found.notices else "wrong: nobody is told why the articles are quoted"
    said = tuple(claim.text for claim in found.claims)
    if said != CLAIMS[: len(said)]:
        return "wrong: half a claim"
    if is_whole:
        return "whole" if said == CLAIMS else "lost: a claim"
    return "first claims" if found.notices else "wrong: nobody is told that it was cut off"


def problems(cuts: list[Cut]) -> list[str]:
    """Return a line for each answer that was lost or wrong."""
    fine = ("whole", "first claims", "quoted instead")
    return [f"cut at byte {cut.at}, {cut.way}: {cut.became}" for cut in cuts if cut.became not in fine]


def main() -> int:
    """Run what the command line asks for; the exit status is 1 where an answer was lost or wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        uncut, *cuts = run(Path(work), given.streams)
    wrong = problems([uncut, *cuts])
    count = dict(Counter(cut.became for cut in cuts))
    if given.json:
        print(json.dumps({"uncut": uncut.became, "became": count, "cuts": [*map(asdict, cuts)]}, indent=1))
    else:
        print(f"{len(cuts)} cut streams: {', '.join(f'{number} {name}' for name, number in sorted(count.items()))}")
        print("\n".join(wrong or ["none lost, none half"]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
