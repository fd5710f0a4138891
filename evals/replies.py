"""Keep every reply of a language model by what was asked, so that a run that is made again costs nothing.

A reply that failed or was broken off is not kept. The seconds of the first time are kept with it: `saved` says by how
much a replay was quicker, so that the time of an answer can still be told as it is without this.
"""

import hashlib
import json
import tempfile
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path
from threading import local
from time import perf_counter
from typing import Any

from assistant.answer import Usage
from assistant.model.chat import ChatModel, Request
from assistant.stop import Stop
from store.errors import DatelineError, ModelUnavailable


class NoReply(DatelineError):
    """The model could not be reached or took too long. Not a ModelError: no reader may go on without the model."""


class Remembered:
    """A model that says again what it said to the same request. Replies lie in `folder`, one file each."""

    def __init__(self, model: ChatModel, folder: Path) -> None:
        """Ask `model` what `folder` does not hold."""
        self.name = model.name
        self._model = model
        self._folder = folder
        self._thread = local()

    @property
    def window(self) -> int:
        """How many tokens a request and its reply may have together."""
        return self._model.window

    @property
    def saved(self) -> float:
        """The seconds that replays have saved so far in this thread."""
        return float(getattr(self._thread, "saved", 0.0))

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, as the model counts."""
        return self._model.count(text)

    def stream(self, request: Request, stop: Stop) -> Generator[str | Usage, None, None]:
        """Yield the reply that is kept, as one piece, or the model's, which is then kept."""
        path = self._folder / f"{key(self.name, request)}.json"
        if path.exists():
            kept = json.loads(path.read_text("utf-8"))
            self._thread.saved = self.saved + kept["seconds"]
            yield kept["text"]
            yield Usage(**kept["usage"])
        else:
            yield from self._asked(request, stop, path)

    def close(self) -> None:
        """Let go of the model's connection."""
        self._model.close()

    def _asked(self, request: Request, stop: Stop, path: Path) -> Generator[str | Usage, None, None]:
        """Yield the model's reply; the seconds are those spent waiting for it, not those between its pieces."""
        said = self._model.stream(request, stop)
        text, seconds, begin = "", 0.0, perf_counter()
        try:
            for piece in said:
                seconds += perf_counter() - begin
                if isinstance(piece, str):
                    text += piece
                elif not stop.stopped:
                    _keep(path, {"text": text, "usage": asdict(piece), "seconds": round(seconds, 3)})
                yield piece
                begin = perf_counter()
        except ModelUnavailable as error:
            raise NoReply(str(error)) from error
        finally:
            said.close()


def key(name: str, request: Request) -> str:
    """Return the name under which the reply of the model `name` to `request` is kept."""
    asked = json.dumps([name, asdict(request)], sort_keys=True, default=dict)
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def _keep(path: Path, reply: dict[str, Any]) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        json.dump(reply, file)
    Path(file.name).replace(path)
