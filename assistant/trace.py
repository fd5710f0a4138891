"""Write down what became of each question: a JSON line each, with times, passages, requests, drops and the outcome.

Several threads and processes may write to one file. What a line holds is made in `trace_line`, which leaves every text
out unless texts are asked for; which requests a model got is heard in `model.heard`.
"""

import json
import logging
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from assistant.answer import Answer, Hit, Stage
from assistant.pipeline import Event
from assistant.prompting import prompt_hashes
from assistant.secrecy import cleaned, secrets_of
from assistant.settings import Settings
from assistant.stop import Stop
from assistant.trace_line import answered, asked, failed, hits, requests, stage
from store.errors import SettingsError

SCHEMA = "dateline.trace/1"
Line = dict[str, Any]
_LOG = logging.getLogger("dateline.question")


class Trace:
    """Where the lines go: to the file that the settings name, or nowhere but the log."""

    def __init__(self, settings: Settings, heard: Callable[[Stop], list[Line]] = lambda _: []) -> None:
        """Write to `settings.trace`; `heard` returns what a model was asked for a question."""
        self._path = Path(settings.trace).expanduser() if settings.trace else None
        self._texts, self._secrets = settings.trace_texts, secrets_of(settings)
        self._known: Line = {"model": settings.model, "k": settings.k}
        self._heard = heard
        if self._path:
            try:
                append(self._path, b"")
            except OSError as error:
                text = f"can't write the trace to {self._path} ({error.strerror}); name another file with --trace"
                raise SettingsError(text) from error
            self._known["prompts"] = prompt_hashes(settings.prompts) if settings.model else {}

    def watch(self, events: Generator[Event, None, None], question: object, stop: Stop) -> Generator[Event, None, None]:
        """Yield `events`; their line is written before the Answer is handed on, or when they end without one."""
        line, begin, written = self._begun("ask", question), perf_counter(), False
        try:
            with closing(events):
                for event in events:
                    if isinstance(event, Stage):
                        line["stages"].append(stage(event))
                    elif isinstance(event, Answer):
                        written = True
                        self._write(line | answered(event, texts=self._texts), begin, stop)
                    yield event
        except Exception as error:
            line |= failed(error)
            raise
        finally:
            if not written:
                self._write(line, begin, stop)

    @contextmanager
    def search(self, question: object, *, kind: str = "search") -> Iterator[Callable[[list[Hit]], None]]:
        """Lend what takes the hits of a search, whatever `kind` of one; its line is written at the end."""
        line, begin = self._begun(kind, question), perf_counter()
        try:
            yield lambda found: line.update(hits(found, texts=self._texts), outcome="searched")
        except Exception as error:
            line |= failed(error)
            raise
        finally:
            self._write(line, begin, None)

    def _begun(self, kind: str, question: object) -> Line:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        known = {"schema": SCHEMA, "id": uuid4().hex[:16], "time": now, "kind": kind, "process": os.getpid()}
        # What ends without an answer or an error was stopped: nobody waited for one any more.
        return known | asked(question, texts=self._texts) | self._known | {"stages": [], "outcome": "stopped"}

    def _write(self, line: Line, begin: float, stop: Stop | None) -> None:
        line["requests"] = requests(self._heard(stop), texts=self._texts) if stop else []
        line["total_ms"] = round((perf_counter() - begin) * 1000, 2)
        told = {name: line.get(name) for name in ("id", "kind", "outcome", "reader", "total_ms")}
        _LOG.info("a question", extra=told | {"requests": len(line["requests"])})
        if self._path:
            text = json.dumps(cleaned(line, self._secrets), ensure_ascii=True, default=str)
            try:
                append(self._path, text.encode() + b"\n")
            except OSError as error:  # an answer is worth more than its trace
                _LOG.warning("a trace was not written (%s): %s", error.strerror, self._path)


def append(path: Path, line: bytes) -> None:
    """Add a line in one call, so that the lines of others stay whole; only the owner may read the file."""
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(number, line)
    finally:
        os.close(number)
