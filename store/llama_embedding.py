"""Speak llama-index's `BaseEmbedding` for any of our embedders. Importing it takes a second, for llama-index."""

import asyncio
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from store.embed import Embedder


class LlamaEmbedding(BaseEmbedding):
    """An embedder as llama-index wants it. `model_name` tells its caches which one it is."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **settings: Any) -> None:
        """Wrap `embedder`; `settings` are the fields of `BaseEmbedding`."""
        super().__init__(model_name=embedder.name, **{"embed_batch_size": 256, **settings})
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        """Return the name that llama-index keeps in its files."""
        return "LlamaEmbedding"

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._embedder.embed(texts).tolist()
        return rows

    def _get_query_embedding(self, query: str) -> list[float]:
        row: list[float] = self._embedder.embed_question(query).tolist()
        return row

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)
