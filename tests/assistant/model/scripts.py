"""Replies of a scripted model, and models that fail or never begin."""

import json
from collections.abc import Generator
from threading import Event
from typing import Any

from assistant.answer import Usage
from assistant.model.chat import Request, ScriptedModel
from assistant.stop import Stop


def reply(*claims: tuple[str, int, str], missing: str = "", **more: Any) -> str:
    """Return a reply in JSON: each claim a text, the number of a passage and words of it."""
    made = [{"quotes": [{"passage": n, "quote": quote}], "text": text} for text, n, quote in claims]
    return json.dumps({"claims": made, "disagreements": [], "missing": missing} | more)


def says(text: str | Exception, *, window: int = 8192) -> ScriptedModel:
    """Return a model that always says the same."""
    return ScriptedModel(lambda _: text, window=window)


class Failing(ScriptedModel):
    """Says something, then fails."""

    def __init__(self, text: str, error: Exception) -> None:
        """Say `text` before raising `error`."""
        super().__init__(lambda _: text)
        self._error = error

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield the pieces and raise the error instead of the usage."""
        yield from (piece for piece in super().stream(request, stop) if isinstance(piece, str))
        raise self._error


class Silent(ScriptedModel):
    """Says nothing until it is stopped, as a server does that reads a long prompt."""

    def __init__(self) -> None:
        """Start without having been asked."""
        super().__init__(lambda _: "")
        self.asked, self.ended = Event(), Event()

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Wait for the stop."""
        self.requests.append(request)
        freed = Event()
        stop.on_stop(freed.set)
        self.asked.set()
        freed.wait()
        self.ended.set()
        yield from ()


def passages_of(request: Request) -> str:
    """Return the part of a request that holds the passages."""
    return request.messages[-1].content
