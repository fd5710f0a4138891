"""The seam to a language model: messages go in, pieces of text come out as they are written.

Everything that needs a model takes a `ChatModel`; `openai_chat` is the one that reaches a server. `ScriptedModel` is
the fake: it says what it is told to say, and keeps what it was asked.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from assistant.answer import Usage
from assistant.stop import Stop

Role = Literal["system", "user", "assistant"]
Form = Literal["schema", "object", "lines"]
"""How a reply is bound: to a JSON schema, to be some JSON object, or by nothing but the words of the prompt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it is sent."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a model. `schema` binds the reply where `form` is "schema"; `most` is its length in tokens."""

    messages: tuple[Message, ...]
    form: Form = "lines"
    schema: Mapping[str, Any] | None = None
    most: int = 800


class ChatModel(Protocol):
    """A model that answers chats. `window` is how many tokens a request and its reply may have together."""

    name: str

    @property
    def window(self) -> int:
        """The tokens of a request and its reply together."""
        ...

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, an honest estimate where the model's own are not known."""
        ...

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield the pieces of the reply as they come, and last what it cost in tokens.

        Closing the iterator or `stop.stop()` ends the request at once. Raises a ModelError, before the first piece or
        after some; a reply that was cut off is a ModelUnavailable after its pieces, `FormRefused` a form that the
        server does not take.
        """
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class ScriptedModel:
    """Answers what `reply` returns for a request, in pieces of a few characters; an exception it returns is raised."""

    name = "scripted"

    def __init__(self, reply: Callable[[Request], str | Exception], *, window: int = 8192) -> None:
        """Answer with `reply`."""
        self.window = window
        self.requests: list[Request] = []
        self._reply = reply

    def count(self, text: str) -> int:
        """Return a token for every four characters."""
        return len(text) // 4 + 1

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield the reply seven characters at a time."""
        self.requests.append(request)
        reply = self._reply(request)
        if isinstance(reply, Exception):
            raise reply
        for start in range(0, len(reply), 7):
            if stop.stopped:
                return
            yield reply[start : start + 7]
        yield Usage(prompt_tokens=prompt_tokens(self, request), completion_tokens=self.count(reply))

    def close(self) -> None:
        """Do nothing."""


def prompt_tokens(model: ChatModel, request: Request) -> int:
    """Return about how many tokens the messages of `request` have."""
    return sum(model.count(message.content) + 4 for message in request.messages)


def say(model: ChatModel, messages: Sequence[Message], *, most: int, stop: Stop) -> tuple[str, Usage]:
    """Return the whole reply to `messages` as one text, with what it cost."""
    pieces = list(model.stream(Request(messages=tuple(messages), most=most), stop))
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    return text, next((piece for piece in pieces if isinstance(piece, Usage)), Usage())
