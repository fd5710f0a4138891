"""Hear which requests a model gets and how each goes, by the question that they are for: a ChatModel around another.

Kept as long as the question's Stop lives. What of it is written down is decided in `trace_line`.
"""

from collections.abc import Generator
from hashlib import sha256
from threading import Lock
from time import perf_counter
from typing import Any
from weakref import WeakKeyDictionary

from assistant.answer import Usage
from assistant.model.chat import ChatModel, Request
from assistant.stop import Stop


class HeardModel:
    """A ChatModel that remembers its requests."""

    def __init__(self, model: ChatModel) -> None:
        """Hear what `model` is asked."""
        self.name = model.name
        self._model = model
        self._lock = Lock()
        self._heard: WeakKeyDictionary[Stop, list[dict[str, Any]]] = WeakKeyDictionary()

    @property
    def window(self) -> int:
        """The tokens of a request and its reply together."""
        return self._model.window

    @property
    def resting(self) -> bool:
        """Whether the model is left alone for a while because it kept failing."""
        return bool(getattr(self._model, "resting", False))

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`."""
        return self._model.count(text)

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield what the model says; see ChatModel."""
        line, begin, said = self._begun(request, stop), perf_counter(), ""
        try:
            for piece in self._model.stream(request, stop):
                if isinstance(piece, Usage):
                    line |= {"prompt_tokens": piece.prompt_tokens, "completion_tokens": piece.completion_tokens}
                    line["cost_usd"] = piece.cost_usd
                else:
                    line.setdefault("first_ms", round((perf_counter() - begin) * 1000, 2))
                    said += piece
                yield piece
        except Exception as error:
            line["error"] = {"kind": type(error).__name__, "message": str(error)}
            raise
        finally:
            line |= {"ms": round((perf_counter() - begin) * 1000, 2), "reply_characters": len(said), "reply": said}

    def close(self) -> None:
        """Let go of the connection."""
        self._model.close()

    def requests(self, stop: Stop) -> list[dict[str, Any]]:
        """Return what was asked for the question that `stop` belongs to, in order."""
        with self._lock:
            return [dict(line) for line in self._heard.get(stop, [])]

    def _begun(self, request: Request, stop: Stop) -> dict[str, Any]:
        messages = [{"role": one.role, "sha256": _digest(one.content)} for one in request.messages]
        line: dict[str, Any] = {
            "model": self.name,
            "form": request.form,
            "prompts": messages,
            "messages": [one.content for one in request.messages],
        }
        with self._lock:
            self._heard.setdefault(stop, []).append(line)
        return line


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
