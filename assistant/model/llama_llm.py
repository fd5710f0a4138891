"""A ChatModel as llama-index sees an LLM, for its agents, synthesisers and evaluators."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
)
from llama_index.core.llms import CustomLLM
from pydantic import PrivateAttr

from assistant.answer import Usage
from assistant.model.chat import ChatModel, Message, Request, Role
from assistant.stop import Stop

Response = TypeVar("Response", CompletionResponse, ChatResponse)
Grown = tuple[str, str, dict[str, Any]]
_ROLES: dict[str, Role] = {"system": "system", "developer": "system", "assistant": "assistant", "chatbot": "assistant"}


class DatelineLLM(CustomLLM):
    """Completes and chats with a ChatModel; usage is in `additional_kwargs` of the last response."""

    most: int = 800
    """Tokens of a reply, where a call does not say `max_tokens`."""
    _model: ChatModel = PrivateAttr()

    def __init__(self, model: ChatModel, **fields: Any) -> None:
        """Speak with `model`, which stays the caller's to close."""
        super().__init__(**fields)
        self._model = model

    @classmethod
    def class_name(cls) -> str:
        """Return the name that llama-index knows it by."""
        return "DatelineLLM"

    @property
    def metadata(self) -> LLMMetadata:
        """What llama-index plans its prompts with."""
        return LLMMetadata(
            context_window=self._model.window,
            num_output=self.most,
            model_name=self._model.name,
            is_chat_model=True,
        )

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """Return the whole completion."""
        return _last(self.stream_complete(prompt, formatted, **kwargs), CompletionResponse(text=""))

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:  # noqa: ARG002
        """Yield the completion as it grows."""
        for text, delta, usage in self._said([ChatMessage(role="user", content=prompt)], kwargs):
            yield CompletionResponse(text=text, delta=delta, additional_kwargs=usage)

    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """Return the whole reply."""
        return _last(self.stream_chat(messages, **kwargs), ChatResponse(message=ChatMessage(role="assistant")))

    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """Yield the reply as it grows."""
        for text, delta, usage in self._said(messages, kwargs):
            message = ChatMessage(role="assistant", content=text)
            yield ChatResponse(message=message, delta=delta, additional_kwargs=usage)

    async def acomplete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """Return the whole completion without blocking the event loop."""
        return await asyncio.to_thread(self.complete, prompt, formatted, **kwargs)

    async def achat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """Return the whole reply without blocking the event loop."""
        return await asyncio.to_thread(self.chat, messages, **kwargs)

    def _said(self, messages: Sequence[ChatMessage], options: dict[str, Any]) -> Iterator[Grown]:
        """Yield the text so far, what is new of it, and at the end the usage."""
        sent = tuple(
            Message(role=_ROLES.get(str(message.role.value), "user"), content=message.content or "")
            for message in messages
        )
        request = Request(messages=sent, most=options.get("max_tokens") or self.most)
        text = ""
        for piece in self._model.stream(request, Stop()):
            if isinstance(piece, Usage):
                yield text, "", _counts(piece)
            else:
                text += piece
                yield text, piece, {}


def _counts(usage: Usage) -> dict[str, Any]:
    total = usage.prompt_tokens + usage.completion_tokens
    counts = {"prompt_tokens": usage.prompt_tokens, "completion_tokens": usage.completion_tokens}
    return {**counts, "total_tokens": total}


def _last(items: Iterator[Response], nothing: Response) -> Response:
    """Return the last of `items`: the whole reply."""
    for item in items:
        nothing = item
    return nothing
