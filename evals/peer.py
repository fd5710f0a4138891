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
from llama_index.core.base.base_retriever import BaseRetriever
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
        if not (place / _LOOKED_FOR[-1]).exists():
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
    nodes = [TextNode(text=text) for text in texts]
    context = StorageContext.from_defaults(vector_store=_vectors(folder))
    return VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)


def index(texts: Sequence[str], vectors: Sequence[Sequence[float]], folder: Path, embedding: BaseEmbedding) -> None:
    """Keep `texts` with vectors made before in a new Chroma collection in `folder`."""
    nodes = [TextNode(text=text, embedding=list(vector)) for text, vector in zip(texts, vectors, strict=True)]
    context = StorageContext.from_defaults(vector_store=_vectors(folder))
    VectorStoreIndex(nodes, storage_context=context, embed_model=embedding)


def retriever(folder: Path, embedding: BaseEmbedding, k: int) -> BaseRetriever:
    """Return what finds the `k` nearest passages of the collection in `folder`."""
    opened = VectorStoreIndex.from_vector_store(_vectors(folder), embed_model=embedding)
    return opened.as_retriever(similarity_top_k=k)


def _vectors(folder: Path) -> ChromaVectorStore:
    return ChromaVectorStore.from_params(collection_name="passages", persist_dir=str(folder))
