"""Embed with a model behind an OpenAI-compatible server (OpenAI, Ollama, vLLM, LM Studio, llama-server).

Where the key and the address come from is the matter of the settings: the environment is not read here.
"""

from collections.abc import Sequence
from functools import cached_property

import httpx
import numpy as np
import openai

from store.embed import Vectors, unit
from store.errors import BadReply, DatelineError, ModelRefused, ModelUnavailable, SettingsError
from store.wordpiece import token_counts

_BATCH = 64
_DEFAULT_URL = "https://api.openai.com/v1"


class OpenAIEmbedder:
    """An embedding model by its name on the server."""

    window = 510  # every hosted model in use takes this; the tokenizers differ, the passages are far shorter

    def __init__(self, model: str, *, base_url: str | None = None, api_key: str | None = None) -> None:
        """Keep what is needed to ask; nothing is sent before the first text. Local servers need no key."""
        if not api_key and not base_url:
            raise SettingsError(f"openai:{model} needs OPENAI_API_KEY, or the base URL of a server that needs no key")
        self.name = f"openai:{model}"
        self._model, self._base_url, self._api_key = model, base_url or _DEFAULT_URL, api_key or "none"

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
    def _client(self) -> openai.OpenAI:
        timeout = httpx.Timeout(60, connect=5)
        return openai.OpenAI(base_url=self._base_url, api_key=self._api_key, timeout=timeout, max_retries=2)

    def _rows(self, texts: Sequence[str]) -> list[list[float]]:
        # Servers refuse an empty text, and a lone surrogate can't be sent.
        sent = [text.encode("utf-8", "replace").decode() or " " for text in texts]
        try:
            reply = self._client.embeddings.create(model=self._model, input=sent, encoding_format="float")
            items = sorted(reply.data, key=lambda item: item.index)
            rows = [[float(number) for number in item.embedding] for item in items]
        except (openai.OpenAIError, httpx.HTTPError) as error:
            raise self._translated(error) from None  # the library's error shows the request, and the key with it
        except (AttributeError, TypeError, ValueError):
            raise BadReply(f"{self.name} sent something else than embeddings; check the base URL") from None
        if len(rows) != len(texts) or not all(rows):
            raise BadReply(f"{self.name} sent {len(rows)} vectors for {len(texts)} texts; check the base URL")
        return rows

    def _translated(self, error: Exception) -> DatelineError:
        match error:
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                return SettingsError(f"{self.name}: the server does not accept the key; check OPENAI_API_KEY")
            case openai.NotFoundError():
                return SettingsError(f"{self.name}: the server has no such model, or the base URL lacks its /v1")
            case openai.RateLimitError(code="insufficient_quota"):
                return ModelRefused(f"{self.name}: the account has no quota left")
            case openai.APIStatusError(status_code=status) if status < 500 and status not in (408, 409, 429):
                return ModelRefused(f"{self.name}: the server refused the texts (HTTP {status})")
            case openai.APIResponseValidationError():
                return BadReply(f"{self.name} sent something else than embeddings; check the base URL")
            case _:
                return ModelUnavailable(f"{self.name}: the server can't be reached or is overloaded; try again later")
