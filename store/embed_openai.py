"""Embed with a model behind an OpenAI-compatible server (OpenAI, Ollama, vLLM, LM Studio, llama-server).

How the server is reached and what its errors mean is in `model_server`. The environment is not read here.
"""

import time
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from store.embed import Vectors, unit
from store.errors import BadReply, DatelineError
from store.model_server import FAILURES, Client, ModelServer
from store.retries import Clock, pause
from store.wordpiece import token_counts

_BATCH = 64
_READ = 60.0
_DEADLINE = 120.0
"""Seconds for one batch, waits included."""


class OpenAIEmbedder:
    """An embedding model by its name on the server."""

    window = 510  # every hosted model in use takes this; the tokenizers differ, the passages are far shorter

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        clock: Clock | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Keep what is needed to ask; nothing is sent before the first text. Local servers need no key."""
        self.name = f"openai:{model}"
        self._server = ModelServer(self.name, base_url=base_url, api_key=api_key)
        self._model, self._clock, self._sleep = model, clock or Clock(), sleep

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of WordPiece tokens of each text: near the server's own count, and free."""
        return token_counts(texts)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in the order given."""
        rows = [row for start in range(0, len(texts), _BATCH) for row in self._rows(texts[start : start + _BATCH])]
        if not rows:
            return np.zeros((0, 0), dtype=np.float32)
        if len({len(row) for row in rows}) != 1:
            raise BadReply(f"{self.name} sent vectors of different lengths; check which model the server runs")
        return unit(np.array(rows, dtype=np.float32))

    def embed_question(self, question: str) -> Vectors:
        """Return the vector of the question, made as that of any text."""
        return np.asarray(self.embed([question])[0])

    def close(self) -> None:
        """Close the connections to the server."""
        self._client.close()

    @cached_property
    def _client(self) -> Client:
        return self._server.client(read=_READ)

    def _rows(self, texts: Sequence[str]) -> list[list[float]]:
        end = self._clock.now() + _DEADLINE
        tried = 0
        while True:
            tried += 1
            try:
                return self._asked(texts)
            except DatelineError as error:
                wait = pause(error, tried=tried, left=end - self._clock.now(), chance=self._clock.chance())
                if wait is None:
                    raise
            self._sleep(wait)

    def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        # Servers refuse an empty text, and a lone surrogate can't be sent.
        sent = [text.encode("utf-8", "replace").decode() or " " for text in texts]
        try:
            reply = self._client.embeddings.create(model=self._model, input=sent, encoding_format="float")
            items = sorted(reply.data, key=lambda item: item.index)
            rows = [[float(number) for number in item.embedding] for item in items]
        except FAILURES as error:
            raise self._server.translated(error) from None  # the library's error shows the request
        if len(rows) != len(texts) or not all(rows):
            raise BadReply(f"{self.name} sent {len(rows)} vectors for {len(texts)} texts; check the base URL")
        return rows
