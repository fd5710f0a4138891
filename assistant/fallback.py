"""The reader of `reader=auto`: the model writes; where it fails, or nothing it wrote stands, the articles are quoted.

What was shown is never taken back: a model that fails after a first statement leaves a notice that more was to come.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace

from assistant.answer import Dropped, Hit, Turn, Usage
from assistant.cite import Statement
from assistant.question import Asked
from assistant.reader import Reader, Reading, Said, Standalone
from assistant.stop import Stop
from store.errors import ModelError, SettingsError

INSTEAD = "the articles are quoted instead"


class NoReader:
    """Stands for a model that can't be used as it is set: it fails with what is wrong."""

    def __init__(self, name: str, error: SettingsError) -> None:
        """Fail with `error` whenever something is to be read."""
        self.name = name
        self._error = error

    def standalone(self, _question: str, _history: Sequence[Turn], _stop: Stop) -> Standalone:
        """Raise the error."""
        raise self._error

    def read(self, _asked: Asked, _hits: Sequence[Hit], _stop: Stop) -> Generator[Said, None, None]:
        """Raise the error."""
        raise self._error


class AutoReader:
    """Reads with `model` as long as it works, else with `quotes`; the answer names who read, and a notice why."""

    def __init__(self, model: Reader, quotes: Reader) -> None:
        """Have `quotes` stand in for `model`."""
        self.name = model.name
        self._model = model
        self._quotes = quotes

    def standalone(self, question: str, history: Sequence[Turn], stop: Stop) -> Standalone:
        """Return the question made to stand alone by the model, by rule where it fails; the reading tells of that."""
        try:
            return self._model.standalone(question, history, stop)
        except (ModelError, SettingsError):
            return self._quotes.standalone(question, history, stop)

    def read(self, asked: Asked, hits: Sequence[Hit], stop: Stop) -> Generator[Said, None, None]:
        """Yield what the model says, or what the quoting reader says where that comes to nothing by a failure."""
        done, failure = Reading(reader=self.name), ""
        stood = dropped = False
        try:
            with closing(self._model.read(asked, hits, stop)) as said:
                for item in said:
                    if isinstance(item, Reading):
                        done = item
                        continue
                    stood |= isinstance(item, Statement)
                    dropped |= isinstance(item, Dropped)
                    yield item
        except (ModelError, SettingsError) as error:
            failure = str(error)
            cut = f"the answer was cut off and may be incomplete: {failure}"
            done = replace(done, notices=(*done.notices, cut))
        if stood or stop.stopped or not (failure or dropped):
            yield done
            return
        failure = failure or f"nothing that {self.name} wrote stood up to the articles"
        yield from self._instead(asked, hits, stop, failure=failure, usage=done.usage)

    def _instead(
        self, asked: Asked, hits: Sequence[Hit], stop: Stop, *, failure: str, usage: Usage
    ) -> Generator[Said, None, None]:
        notice = f"{failure}; {INSTEAD}"
        for item in self._quotes.read(asked, hits, stop):
            if isinstance(item, Reading):
                yield replace(item, notices=(notice, *item.notices), usage=usage)
            else:
                yield item
