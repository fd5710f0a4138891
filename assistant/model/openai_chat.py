"""Chat with a model behind an OpenAI-compatible server: the door through which every model is reached.

One request at a time is asked, streamed, checked for being whole, and asked again where that may help: only before its
first piece, only what `retries` says, all within one deadline. What the server takes is learned and kept in a Dialect.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass, field
from threading import Lock

from assistant.answer import Usage
from assistant.model import tokens
from assistant.model.background import Background, Say
from assistant.model.breaker import Breaker
from assistant.model.chat import Request, prompt_tokens
from assistant.model.dialect import Dialect
from assistant.model.hearing import Hearing
from assistant.model.prices import Price
from assistant.stop import Stop
from store.errors import DatelineError, ModelError, ModelUnavailable, SettingsError
from store.model_server import FAILURES, AsyncClient, ModelServer
from store.retries import Clock, pause

_SLACK = 64  # tokens that a server puts around messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a model is waited for, in seconds, and where time comes from."""

    read: float = 60.0
    deadline: float = 120.0
    clock: Clock = field(default_factory=Clock)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class OpenAIChat:
    """A ChatModel over chat completions."""

    def __init__(
        self,
        model: str,
        server: ModelServer,
        *,
        window: int | None = None,
        price: Price | None = None,
        patience: Patience | None = None,
        name: str | None = None,
    ) -> None:
        """Ask `model` of `server`; nothing is sent yet. A `window` of None is found out when it is needed."""
        self.name = name or model
        self._model, self._server, self._price = model, server, price
        self._patience = patience or Patience()
        self._window = window or (tokens.known_window(model) if server.is_openai else None)
        self._dialect = Dialect(limit="max_completion_tokens" if server.is_openai else "max_tokens")
        self._breaker = Breaker(self.name, clock=self._patience.clock.now)
        self._background, self._lock = Background(), Lock()
        self._client: AsyncClient | None = None

    @property
    def window(self) -> int:
        """How many tokens a request and its reply may have together; what the server tells counts before a guess."""
        if self._window is None:
            guess = tokens.known_window(self._model) or tokens.UNKNOWN
            try:
                self._window = tokens.told_window(self._model, self._server.models()) or guess
            except (ModelError, SettingsError):
                return guess  # it may tell later
        return self._window

    @property
    def resting(self) -> bool:
        """Whether the server is left alone for a while because it kept failing."""
        return self._breaker.open

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, a slightly high estimate where the model's own are not known."""
        return tokens.count(text, self._model)

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield the pieces of the reply as they come, and last what it cost in tokens; see ChatModel."""
        if stop.stopped:
            return
        with self._breaker.watched(stop):
            yield from self._background.said(lambda say: self._answer(request, say), stop)

    def close(self) -> None:
        """Cut off what is being answered and close the connections."""
        with self._lock:
            client, self._client = self._client, None
        self._background.close(client.close() if client else None)

    async def _answer(self, request: Request, say: Say) -> None:
        """Say the reply within the deadline."""
        try:
            async with asyncio.timeout(self._patience.deadline):
                await self._tries(request, say)
        except TimeoutError:
            text = f"no whole reply within {self._patience.deadline:g} seconds; try again, or raise DATELINE_DEADLINE"
            raise ModelUnavailable(f"{self.name}: {text}") from None

    async def _tries(self, request: Request, say: Say) -> None:
        clock = self._patience.clock
        end = clock.now() + self._patience.deadline
        tried = 0
        while True:
            heard, dialect = Hearing(self.name), self._dialect
            try:
                return await self._try(request, dialect, heard, say)
            except DatelineError as error:
                if heard.spoke:
                    raise
                if learned := dialect.after(error):
                    self._dialect = learned
                    continue
                tried += 1
                wait = pause(error, tried=tried, left=end - clock.now(), chance=clock.chance())
                if wait is None:
                    raise
            await self._patience.sleep(wait)

    async def _try(self, request: Request, dialect: Dialect, heard: Hearing, say: Say) -> None:
        """Ask once, and say what comes."""
        spare = self._spare(request) if dialect.room else 0
        parameters, client = dialect.written(request, self._model, spare=spare), self._connected()
        try:
            stream = await client.chat.completions.create(**parameters)
            async with stream:
                async for chunk in stream:
                    for piece in heard.take(chunk):
                        say(piece)
        except FAILURES as error:
            raise self._server.translated(error) from None  # the library's error shows the request
        for piece in heard.end():
            say(piece)
        say(self._usage(request, heard))

    def _usage(self, request: Request, heard: Hearing) -> Usage:
        """Return what the server counted, else our own count."""
        prompt, completion = heard.usage or (prompt_tokens(self, request), self.count(heard.heard))
        cost = self._price.cost(prompt, completion) if self._price else None
        return Usage(prompt_tokens=prompt, completion_tokens=completion, cost_usd=cost)

    def _spare(self, request: Request) -> int:
        return (self._window or tokens.UNKNOWN) - prompt_tokens(self, request) - request.most - _SLACK

    def _connected(self) -> AsyncClient:
        with self._lock:
            if not self._client:
                self._client = self._server.async_client(read=self._patience.read)
            return self._client
