"""Who is measured, over one store with one retrieval.

quotes       the quoting reader
model        what a person gets with a model: the model reader, and the quoting one where nothing it writes stands
model-only   the model reader alone; a reply without quotes is an error, its case unscored
plain        the plain prompt to the same model
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.answer import Answer
from assistant.fallback import AutoReader
from assistant.model.reader import ModelReader
from assistant.narrow import Options, filtered
from assistant.pipeline import Desk, answer
from assistant.quotes import QuoteReader
from evals.plain import Plain
from evals.replies import Remembered
from store.embed import Embedder
from store.errors import SettingsError
from store.store import Store

NEED_MODEL = ("model", "model-only", "plain")
NAMES = ("quotes", *NEED_MODEL)
REPLIES = Path(".dateline") / "evals" / "replies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Something that answers. `replies` are those of its model, where it has one."""

    name: str
    ask: Callable[[str, Options], Answer]
    replies: Remembered | None = None

    def timed(self, question: str, options: Options) -> tuple[Answer, float]:
        """Return the answer and the seconds it takes when no reply is replayed."""
        before = self.replies.saved if self.replies else 0.0
        begin = perf_counter()
        found = self.ask(question, options)
        seconds = perf_counter() - begin
        return found, seconds + (self.replies.saved - before if self.replies else 0.0)


def contenders(
    names: Sequence[str],
    store: Store,
    embedder: Embedder,
    *,
    model: Remembered | None,
    k: int,
    limits: Mapping[str, Any] | None = None,
) -> list[Contender]:
    """Return those of `names` over `store`, each seeing `k` passages; SettingsError where one lacks its model.

    `limits` are what a model reader is told besides: its prompts, the longest reply and history.
    """
    return [_contender(name, store, embedder, model=model, k=k, limits=limits or {}) for name in names]


def _contender(
    name: str, store: Store, embedder: Embedder, *, model: Remembered | None, k: int, limits: Mapping[str, Any]
) -> Contender:
    if name == "quotes":
        return at_desk(name, Desk(store=store, embedder=embedder, reader=QuoteReader(), k=k))
    if name not in NAMES:
        raise SettingsError(f"there is no reader {name!r}; name some of {', '.join(NAMES)}")
    if model is None:
        raise SettingsError(f"the reader {name} needs a model; name one with --model or DATELINE_MODEL")
    if name == "plain":
        return Contender(name=name, ask=Plain(store, embedder, model, k=k).answer, replies=model)
    written = ModelReader(model, **limits)
    reader = written if name == "model-only" else AutoReader(written, QuoteReader())
    return at_desk(name, Desk(store=store, embedder=embedder, reader=reader, k=k), model)


def at_desk(name: str, desk: Desk, replies: Remembered | None = None) -> Contender:
    """Return who answers at a desk, whatever store and reader it has."""

    def ask(question: str, options: Options) -> Answer:
        events = answer(
            question,
            desk,
            history=options.get("history", ()),
            where=filtered(options),
            today=options.get("as_of"),
        )
        return next(event for event in events if isinstance(event, Answer))

    return Contender(name=name, ask=ask, replies=replies)
