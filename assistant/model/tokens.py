"""Count tokens and know how many a model takes. The only file that imports tiktoken.

A count is exact for the models of OpenAI that tiktoken knows. For others it is that of a large vocabulary and a fifth
more, since smaller vocabularies cut the same words into more pieces.
"""

import math
import os
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tiktoken

UNKNOWN = 8192
"""The window of a model of which nothing is known."""
_SHIPPED = ("cl100k_base", "o200k_base")  # what llama-index brings; tiktoken would download any other
_MORE = 1.2
_CHARACTERS = 3.5
"""Characters of a token, where no table is at hand; English has four and more."""
_WINDOWS = (
    ("gpt-3.5-turbo-instruct", 4096), ("gpt-3.5-turbo", 16385), ("gpt-4-32k", 32768), ("gpt-4-turbo", 128_000),
    ("gpt-4-1106", 128_000), ("gpt-4-0125", 128_000), ("gpt-4o", 128_000), ("chatgpt-4o", 128_000),
    ("gpt-4.1", 1_000_000), ("gpt-4.5", 128_000), ("gpt-4", 8192), ("o1-preview", 128_000), ("o1-mini", 128_000),
    ("o1", 200_000), ("o3", 200_000), ("o4-mini", 200_000), ("gpt-oss", 128_000), ("gpt-5", 128_000),
)  # fmt: skip
"""By how a name begins, the first that fits. Of gpt-5 the least of its family: nothing here needs more."""
_TOLD = ("n_ctx", "max_model_len", "loaded_context_length", "context_length", "context_window", "max_context_length",
         "n_ctx_train")  # fmt: skip
_OLLAMA = 4096  # what it gives a model unless told otherwise; it cuts a longer prompt without a word


def count(text: str, model: str) -> int:
    """Return how many tokens of `model` the text has, or a slightly high estimate."""
    name = _vocabulary(model)
    encoding = _encoding(name or _SHIPPED[-1])
    if encoding is None:
        return math.ceil(len(text) / _CHARACTERS)
    number = len(encoding.encode(text, disallowed_special=()))
    return number if name else math.ceil(number * _MORE)


def known_window(model: str) -> int | None:
    """Return the window of a model of OpenAI by its name, None for any other."""
    return next((window for name, window in _WINDOWS if model.startswith(name)), None)


def told_window(model: str, listed: list[dict[str, Any]]) -> int | None:
    """Return the window that a server's list of models tells for `model`, None where it does not."""
    own = next((entry for entry in listed if entry.get("id") == model), listed[0] if len(listed) == 1 else {})
    meta = own.get("meta")
    for facts in (meta if isinstance(meta, Mapping) else {}, own):
        numbers = [facts.get(name) for name in _TOLD]
        if told := next((number for number in numbers if isinstance(number, int) and number >= 512), None):
            trained = facts.get("n_ctx_train")
            return min(told, trained) if isinstance(trained, int) and trained >= 512 else told
    return _OLLAMA if own.get("owned_by") == "library" else None


def _vocabulary(model: str) -> str | None:
    """Return the vocabulary of a model of OpenAI, None where it is another's or not at hand."""
    import tiktoken

    plain = re.sub(r"^(gpt-\d+\.\d+|o\d)$", r"\1-", model)  # tiktoken knows these with a date behind them only
    try:
        name = tiktoken.encoding_name_for_model(plain)
    except KeyError:
        return None
    return name if name in _SHIPPED else None


@cache
def _encoding(name: str) -> "tiktoken.Encoding | None":
    import tiktoken

    if not os.environ.get("TIKTOKEN_CACHE_DIR"):
        return None  # it would download the table
    try:
        return tiktoken.get_encoding(name)
    except (OSError, ValueError):  # a folder without the table, and no network: requests' errors are OSErrors
        return None
