"""Turn texts into unit vectors: the protocol, the choice of an embedder by name, and a fake that needs no model.

Each engine has a file of its own (`minilm`, `embed_openai`, `embed_fastembed`), imported only when it is chosen.
"""

import re
import zlib
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from store.article import Span
from store.errors import SettingsError

Vectors = NDArray[np.float32]

_ROUNDING = 1e-3
CHOICES = "local, words, openai:MODEL, fastembed:MODEL"


class Embedder(Protocol):
    """What the store needs of an embedder."""

    @property
    def name(self) -> str:
        """What the store keeps and compares: two embedders of one name give comparable vectors."""

    @property
    def window(self) -> int:
        """The tokens that a text may have, special tokens not counted; what is over is not seen."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, in the order given. A row does not depend on the other texts."""

    def embed_question(self, question: str) -> Vectors:
        """Return the unit vector to compare with the rows of `embed`."""


@runtime_checkable
class PartEmbedder(Embedder, Protocol):
    """An embedder that sees the parts of a text within the whole of it."""

    def embed_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Vectors, list[Vectors]]:
        """Return one unit row a text, the same as `embed` gives, and for each text one unit row a part of it."""


def embedder(name: str, *, base_url: str | None = None, api_key: str | None = None) -> Embedder:
    """Return the embedder called `name`: local, words, openai:MODEL or fastembed:MODEL.

    `base_url` and `api_key` are those of the OpenAI-compatible server.
    """
    kind, _, model = name.partition(":")
    if name == "local":
        from store.minilm import MiniLM

        return MiniLM()
    if name == "words":
        return WordEmbedder()
    if kind == "openai" and model:
        from store.embed_openai import OpenAIEmbedder

        return OpenAIEmbedder(model, base_url=base_url, api_key=api_key)
    if kind == "fastembed" and model:
        from store.embed_fastembed import FastembedEmbedder

        return FastembedEmbedder(model)
    raise SettingsError(f"no embedder is called {name!r}; choose one of: {CHOICES}")


def is_unit(row: bytes) -> bool:
    """Return whether bytes are a row that `unit` gave: damage makes another length of it, or no number at all."""
    if not row or len(row) % 4:
        return False
    with np.errstate(all="ignore"):
        length = float(np.linalg.norm(np.frombuffer(row, np.float32)))
    return length == 0 or abs(length - 1) < _ROUNDING


def unit(rows: Vectors) -> Vectors:
    """Return the rows at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


class WordEmbedder:
    """A fake for tests: one place a word, so that likeness is the share of common words. Needs no model.

    Place 0 is for a text without words; any other word counts at place `1 + crc32(word) % 1023`.
    """

    name = "words"
    window = 254
    dimensions = 1024

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of words of each text."""
        return [len(_words(text)) for text in texts]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the counts of the words of each text, at length 1."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for place in [1 + zlib.crc32(word.encode()) % (self.dimensions - 1) for word in _words(text)] or [0]:
                row[place] += 1
        return unit(rows)

    def embed_question(self, question: str) -> Vectors:
        """Return the vector of the question, made as that of any text."""
        return np.asarray(self.embed([question])[0])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().encode("utf-8", "replace").decode())
