"""Cut text into the WordPiece tokens of the local model. The only file that imports tokenizers."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

SPECIAL = 2
"""Tokens that the model wants around every text: [CLS] and [SEP]."""


def token_ids(texts: Sequence[str], *, limit: int) -> list[list[int]]:
    """Return the ids of each text with the special tokens, at most `limit` of them."""
    encodings = _encoded(texts)
    return [ids if len(ids) <= limit else ids[: limit - 1] + ids[-1:] for ids in (e.ids for e in encodings)]


def token_places(texts: Sequence[str], *, limit: int) -> list[list[tuple[int, tuple[int, int]]]]:
    """Return each id of `token_ids` with where its characters start and end; (0, 0) for a special token."""
    found = [list(zip(one.ids, one.offsets, strict=True)) for one in _tokenizer().encode_batch(_sendable(texts))]
    return [places if len(places) <= limit else places[: limit - 1] + places[-1:] for places in found]


def token_counts(texts: Sequence[str]) -> list[int]:
    """Return the number of tokens of each text, special tokens not counted."""
    return [len(encoding) - SPECIAL for encoding in _encoded(texts)]


def _encoded(texts: Sequence[str]) -> "list[Encoding]":
    return _tokenizer().encode_batch_fast(_sendable(texts))


def _sendable(texts: Sequence[str]) -> list[str]:
    """Return the texts without lone surrogates: a str may have them; the tokenizer, which is Rust, can't take them."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(files("store").joinpath("data", "tokenizer.json").read_text("utf-8"))
    # The file says: pad to 128 and cut at 128.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
