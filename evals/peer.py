"""The other way: llama-index's VectorStoreIndex over Chroma, with the same weights as Chroma's own embedder runs them.

Nothing of it is written anew: `ONNXMiniLM_L6_V2` pads to 256 tokens, runs 32 texts at a time on all cores and takes the
mean; only the weights are put where it looks for them. The passages come ready cut, so cutting costs the peer nothing.
"""

import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from store.minilm_weights import shipped

BATCH = 32
_LOOKED_FOR = ("config.json", "special_tokens_map.json", "tokenizer_config.json", "vocab.txt")


class ChromaMiniLM(BaseEmbedding):
    """Chroma's default embedder as llama-index wants an embedder."""

    _function: ONNXMiniLM_L6_V2 = PrivateAttr()

    def __init__(self, folder: Path) -> None:
        """Lay the weights out in `folder` as Chroma's download would; nothing is downloaded."""
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")  # the peer opens its own client
        super().__init__(model_name="all-MiniLM-L6-v2", embed_batch_size=BATCH)
        place = folder / ONNXMiniLM_L6_V2.EXTRACTED_FOLDER_NAME
        place.mkdir(parents=True, exist_ok=True)
        (place / "model.onnx").write_bytes(shipped())
        (place / "tokenizer.json").write_bytes(files("store").joinpath("data", "tokenizer.json").read_bytes())
        for name in _LOOKED_FOR:
            (place / name).touch()
        self._function = ONNXMiniLM_L6_V2()
        self._function.DOWNLOAD_PATH = folder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [row.tolist() for row in self._function(texts)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def ingest(texts: Sequence[str], folder: Path, embedding: BaseEmbedding) -> VectorStoreIndex:
    """Embed `texts` and keep them in a new Chroma collection in `folder`; return the index over it."""
    vectors = ChromaVectorStore.from_params(collection_name="passages", persist_dir=str(folder))
    nodes = [TextNode(text=text) for text in texts]
    context = StorageContext.from_defaults(vector_store=vectors)
    return VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)
