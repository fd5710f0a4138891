"""Run a GGUF file in this process: xllamacpp's OpenAI-compatible server on a free port of this machine only.

The only file that imports xllamacpp (extra `local`). The server answers no one without the key that is made here, so
that no page in a browser can use it. It is silent: llama.cpp would write to the terminal behind Python's back.
"""

import os
import secrets
import weakref
from collections.abc import Callable, Generator
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.answer import Usage
from assistant.model import tokens
from assistant.model.chat import Request
from assistant.model.openai_chat import OpenAIChat, Patience
from assistant.stop import Stop
from store.errors import SettingsError
from store.model_server import ModelServer

_MAGIC = b"GGUF"
_SILENT = -1


class LocalChat:
    """A ChatModel over a GGUF file. The file is loaded with the first request, and let go with `close`."""

    def __init__(self, path: Path, *, window: int | None = None, patience: Patience | None = None) -> None:
        """Check that the file can be run; nothing is loaded yet."""
        check(path)
        self.name = path.name
        self._path, self._wanted, self._patience = path, window or tokens.UNKNOWN, patience or Patience()
        self._lock = Lock()
        self._chat: OpenAIChat | None = None
        self._end: Callable[[], Any] | None = None  # called at exit too: its threads must not outlive Python

    @property
    def window(self) -> int:
        """How many tokens a request and its reply may have together; loads the file."""
        return self._loaded().window

    @property
    def resting(self) -> bool:
        """Whether it is left alone for a while because it kept failing; nothing is loaded to say so."""
        return self._chat is not None and self._chat.resting

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, a slightly high estimate."""
        return tokens.count(text, self.name)

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield the pieces of the reply as they come, and last what it took in tokens; see ChatModel."""
        yield from self._loaded().stream(request, stop)

    def close(self) -> None:
        """End the server and let the model go."""
        with self._lock:
            self._chat = None
            if self._end:
                self._end()

    def _loaded(self) -> OpenAIChat:
        with self._lock:
            if not self._chat:
                key = secrets.token_urlsafe(24)
                running, url = served(self._path, window=self._wanted, key=key)
                server = ModelServer(self.name, base_url=f"{url}/v1", api_key=key)
                self._chat = OpenAIChat(self.name, server, patience=self._patience)
                self._end = weakref.finalize(self, _end, self._chat, running)
            return self._chat


def _end(chat: OpenAIChat, _running: Any) -> None:
    """Close what speaks to the server. The server ends with its object, whose last holder is who calls this."""
    chat.close()


def check(path: Path) -> None:
    """Raise a SettingsError where the file is missing or no GGUF file, or the extra is not installed."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except OSError as error:
        text = f"the model {path} can't be read: {error.strerror}"
        raise SettingsError(
            f"{text}; check DATELINE_MODEL, or name the model of a server with OPENAI_BASE_URL"
        ) from None
    if begins != _MAGIC:
        raise SettingsError(f"the model {path} is not a GGUF file; check DATELINE_MODEL")
    if find_spec("xllamacpp") is None:
        raise SettingsError(f'xllamacpp, which runs {path.name}, is not installed; run: pip install "dateline[local]"')


def served(path: Path, *, window: int, key: str) -> tuple[Any, str]:
    """Return a running server over the file, and its address; it ends when the object is let go."""
    import xllamacpp  # type: ignore[import-untyped, import-not-found, unused-ignore]

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    parameters.api_keys, parameters.ui = [key], False
    parameters.n_ctx, parameters.n_parallel = window, 1
    parameters.cpuparams.n_threads = max(2, (os.cpu_count() or 2) // 2)
    parameters.verbosity = _SILENT
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError:
        text = "it is damaged, of a kind that llama.cpp does not know, or too large for this machine's memory"
        raise SettingsError(f"the model {path} can't be loaded: {text}; try another file") from None
    return server, server.listening_address
