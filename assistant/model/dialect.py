"""What one server takes of a request, learned from what it refuses and remembered for the next."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.model.chat import Request
from store.errors import BadReply, DatelineError, ModelRefused

Limit = Literal["max_tokens", "max_completion_tokens"]
_OTHER: dict[str, Limit] = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
ROOM = 4096
"""Tokens beside the reply for a model that thinks before it writes."""


class OnlyThought(BadReply):
    """The reply was cut off before its first word: all its tokens went into thinking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a request is written. Everything is tried once in the way that most servers take."""

    limit: Limit = "max_tokens"
    swapped: bool = False
    temperature: bool = True
    usage: bool = True
    room: int = 0

    def after(self, error: DatelineError) -> "Dialect | None":
        """Return the dialect that minds `error`, None where another way of writing does not help."""
        if isinstance(error, OnlyThought):
            return replace(self, room=ROOM) if not self.room else None
        parameter = error.parameter if isinstance(error, ModelRefused) else None
        if parameter == "temperature" and self.temperature:
            return replace(self, temperature=False)
        if parameter == "stream_options" and self.usage:
            return replace(self, usage=False)
        if parameter == self.limit and not self.swapped:
            return replace(self, limit=_OTHER[self.limit], swapped=True)
        return None

    def written(self, request: Request, model: str, *, spare: int) -> dict[str, Any]:
        """Return the parameters of the call; `spare` tokens of the window are left beside prompt and reply."""
        parameters: dict[str, Any] = {
            "model": model,
            "messages": [{"role": message.role, "content": _sendable(message.content)} for message in request.messages],
            "stream": True,
            self.limit: request.most + min(self.room, max(spare, 0)),
        }
        if self.usage:
            parameters["stream_options"] = {"include_usage": True}
        if self.temperature:
            parameters["temperature"] = 0
        if form := _form(request):
            parameters["response_format"] = form
        return parameters


def _form(request: Request) -> dict[str, Any] | None:
    if request.form == "schema" and request.schema is not None:
        schema = {"name": "reply", "strict": True, "schema": dict(request.schema)}
        return {"type": "json_schema", "json_schema": schema}
    return {"type": "json_object"} if request.form != "lines" else None


def _sendable(text: str) -> str:
    """Return `text` without the lone surrogates that can't be sent."""
    return text.encode("utf-8", "replace").decode()
