"""Take a streamed reply chunk by chunk and return its text: without the model's thoughts, and only if it is whole.

A chunk is data from outside in the openai SDK's dress: anything may be missing from it. What is not as it should be
raises AttributeError, TypeError or LookupError, which the caller takes for a bad reply.
"""

import re
from collections.abc import Iterator
from typing import Any

from assistant.model.dialect import OnlyThought
from store.errors import BadReply, ModelRefused, ModelUnavailable
from store.server_error import not_a_reply

_OPEN = re.compile(r"\s*<(think|thinking)>")
_MAY_OPEN = re.compile(r"\s*(?:<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?")
MOST = 400_000
"""Characters of a reply: beyond what any limit of tokens gives, a server that minds none would fill the memory."""


class Hearing:
    """One reply while it comes in."""

    def __init__(self, name: str) -> None:
        """Hear the model called `name`."""
        self.name = name
        self.heard = ""
        """Everything that was written, thoughts included: what tokens are counted of."""
        self.usage: tuple[int, int] | None = None
        self._held = ""  # not yet known to be text: it may be the beginning of thoughts
        self._thought: str | None = None  # the tag that closes the thoughts, while they last
        self.spoke = self._chunks = False
        self._refusal = ""
        self._finish: str | None = None

    def take(self, chunk: Any) -> Iterator[str]:
        """Yield the text that `chunk` adds."""
        self._chunks = True
        if (used := getattr(chunk, "usage", None)) is not None:
            self.usage = _tokens(used)
        if getattr(chunk, "choices", None) == [] or (used is not None and getattr(chunk, "choices", None) is None):
            return
        choice = chunk.choices[0]
        delta = choice.delta
        self._refusal += getattr(delta, "refusal", None) or ""
        self._finish = getattr(choice, "finish_reason", None) or self._finish
        self.heard += _thoughts(delta)
        if content := getattr(delta, "content", None):
            yield from self._text(content)

    def end(self) -> Iterator[str]:
        """Yield what was held back, or raise what is wrong with a reply that ended here."""
        if self._held.strip() and self._thought is None:
            yield self._spoken(self._held)
        if self._refusal or self._finish == "content_filter":
            said = self._refusal.strip() or "its content filter stopped the reply"
            raise ModelRefused(f"{self.name} will not answer: {' '.join(said.split())[:200]}")
        if not self._chunks:
            raise not_a_reply(self.name)
        if self._finish is None:
            raise ModelUnavailable(f"{self.name}: the reply was cut off before its end; try again")
        if self._finish == "length":
            if not self.spoke:
                raise OnlyThought(f"{self.name} used up its reply before the first word of it; use another model")
            raise BadReply(f"{self.name}: the reply was longer than it may be and is not whole; ask for less")
        if not self.spoke:
            raise BadReply(f"{self.name} sent an empty reply; try again, or another model")

    def _text(self, content: str) -> Iterator[str]:
        """Yield the text in `content`, thoughts before the first word left out. A tag may come in several pieces."""
        self.heard += content
        if len(self.heard) > MOST:
            raise BadReply(f"{self.name} sent far more than was asked for; try another model")
        if self.spoke:
            yield content
            return
        self._held += content
        while self._drop_thoughts():
            pass
        if self._thought is None and not _MAY_OPEN.fullmatch(self._held):
            yield self._spoken(self._held)

    def _drop_thoughts(self) -> bool:
        """Take an opening tag or closed thoughts off what is held; return whether there was one."""
        if self._thought is not None:
            _, closed, after = self._held.partition(self._thought)
            if closed:
                self._held, self._thought = after, None
            return bool(closed)
        if opened := _OPEN.match(self._held):
            self._held, self._thought = self._held[opened.end() :], f"</{opened[1]}>"
        return bool(opened)

    def _spoken(self, text: str) -> str:
        self._held = ""
        self.spoke = self.spoke or bool(text.strip())
        return text


def _tokens(used: Any) -> tuple[int, int] | None:
    numbers = (getattr(used, "prompt_tokens", None), getattr(used, "completion_tokens", None))
    prompt, completion = (number if isinstance(number, int) and number >= 0 else None for number in numbers)
    return None if prompt is None or completion is None else (prompt, completion)


def _thoughts(delta: Any) -> str:
    """Return the thoughts that servers send beside the text."""
    found = (getattr(delta, name, None) for name in ("reasoning_content", "reasoning"))
    return next((text for text in found if isinstance(text, str)), "")
