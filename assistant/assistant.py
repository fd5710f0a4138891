"""The Python interface: an Assistant keeps one store open and answers questions from it."""

from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import aclosing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, Unpack

from assistant.answer import Answer, Hit
from assistant.astream import astream
from assistant.fallback import AutoReader, NoReader
from assistant.likeness import compared
from assistant.narrow import Options, filtered
from assistant.opening import open_store
from assistant.pipeline import Desk, Event, answer, understood
from assistant.places import articles_folder
from assistant.question import Asked, checked, standalone
from assistant.quotes import QuoteReader
from assistant.reader import Reader
from assistant.retrieve import retrieve, with_files
from assistant.settings import Settings
from assistant.stop import Stop
from assistant.timeline import Moment, timeline
from assistant.trace import Trace
from store.article import Article
from store.embed import Vectors, embedder
from store.errors import SettingsError
from store.store import IngestReport, Progress

if TYPE_CHECKING:
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.retrievers import BaseRetriever

    from assistant.model.heard import HeardModel

WIDE = 20
"""Passages that a timeline is made from."""
MOST_TURNS = 6
"""Earlier turns of a conversation that count."""


class Assistant:
    """Answers questions over one store. Use it as a context manager, or call `close`."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Open the store that the settings mean, or make it; nothing is ingested yet."""
        self.settings = settings or Settings()
        key = self.settings.api_key.get_secret_value() if self.settings.api_key else None
        self._embedder = embedder(self.settings.embeddings, base_url=self.settings.base_url, api_key=key)
        self._model, reader = _reader(self.settings)
        self._trace = Trace(self.settings, self._model.requests if self._model else lambda _: [])
        self.store = open_store(self.settings, self._embedder)
        self._desk = Desk(
            store=self.store,
            embedder=self._embedder,
            reader=reader,
            k=self.settings.k,
            longest=self.settings.question_length,
        )

    def ingest(
        self,
        paths: Sequence[Path | str] | None = None,
        *,
        prune: bool = False,
        force: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> IngestReport:
        """Bring the store up to date with files and folders (default: the settings' folder) and report on each."""
        folder = articles_folder(self.settings)
        chosen = [Path(path) for path in paths] if paths is not None else [folder] if folder else []
        return self.store.ingest(chosen, prune=prune, force=force, progress=progress)

    def ask(self, question: str, **options: Unpack[Options]) -> Answer:
        """Return the answer to `question` from what the options leave in."""
        return next(event for event in self.stream(question, **options) if isinstance(event, Answer))

    def stream(
        self, question: str, *, stop: Stop | None = None, **options: Unpack[Options]
    ) -> Generator[Event, None, None]:
        """Yield each stage when it is done, each claim once it is checked, and last the Answer.

        Closing the iterator, or `stop.stop()` from another thread, ends all work for it at once.
        """
        stop = stop or Stop()
        events = answer(
            question,
            self._desk,
            history=options.get("history", ())[-MOST_TURNS:],
            where=filtered(options),
            today=options.get("as_of"),
            stop=stop,
        )
        return self._trace.watch(events, question, stop)

    def astream(self, question: str, **options: Unpack[Options]) -> AsyncGenerator[Event, None]:
        """Yield what `stream` yields without blocking the event loop; closing or cancelling it ends all work."""
        return astream(lambda stop: self.stream(question, stop=stop, **options))

    async def aask(self, question: str, **options: Unpack[Options]) -> Answer:
        """Return what `ask` returns without blocking the event loop; cancelling it ends all work at once."""
        async with aclosing(self.astream(question, **options)) as events:
            said = [event async for event in events]
        return next(event for event in said if isinstance(event, Answer))

    def search(self, question: str, *, k: int | None = None, **options: Unpack[Options]) -> list[Hit]:
        """Return the best `k` passages for `question`, best first, without reading them."""
        with self._trace.search(question) as found:
            hits = self._found(question, k, options)[2]
            found(hits)
        return hits

    def retrieve(self, question: str, *, k: int | None = None, **options: Unpack[Options]) -> tuple[Asked, list[Hit]]:
        """Return the question taken apart and the best `k` passages for it, as a reader gets them."""
        with self._trace.search(question) as found:
            asked, hits = self._compared(question, k, options)
            found(hits)
        return asked, hits

    def _compared(self, question: str, k: int | None, options: Options) -> tuple[Asked, list[Hit]]:
        asked, vector, hits = self._found(question, k, options)
        return asked, compared(vector, hits, self.store, self._embedder)

    def _found(self, question: str, k: int | None, options: Options) -> tuple[Asked, Vectors, list[Hit]]:
        plain = checked(question, self.settings.question_length)
        alone = standalone(plain, options.get("history", ()))
        asked, vector = understood(alone, self.store, self._embedder, options.get("as_of"))
        return asked, vector, retrieve(asked, self.store, vector, where=filtered(options), k=k or self.settings.k)

    def timeline(self, question: str, *, k: int | None = None, **options: Unpack[Options]) -> tuple[Moment, ...]:
        """Return what the articles say about `question`, in the order of the days that they speak of."""
        with self._trace.search(question, kind="timeline") as found:
            asked, hits = self._compared(question, k or WIDE, options)
            hits, files = with_files(hits, self.store)
            found(hits)
            return timeline(asked, hits, files.__getitem__)

    def article(self, article_id: str) -> Article | None:
        """Return the article with this id, None where there is none."""
        return self.store.article(article_id)

    def articles(self) -> list[Article]:
        """Return all articles of the store."""
        return self.store.articles()

    def remove(self, article_id: str) -> bool:
        """Take an article out of the store; return whether it was there."""
        return self.store.remove(article_id)

    def model_state(self) -> Literal["none", "ready", "resting"]:
        """Return whether a language model reads, and whether it is left alone because it kept failing."""
        if self._model is None:
            return "none"
        return "resting" if self._model.resting else "ready"

    def as_retriever(self, *, k: int | None = None) -> "BaseRetriever":
        """Return a llama-index retriever over the same search."""
        from assistant.llama import ArticleRetriever

        return ArticleRetriever(self, k=k)

    def as_query_engine(self) -> "BaseQueryEngine":
        """Return a llama-index query engine that answers with this assistant."""
        from assistant.llama import ArticleQueryEngine

        return ArticleQueryEngine(self)

    def close(self) -> None:
        """Close the store and let go of the model."""
        if self._model:
            self._model.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def ask(question: str, articles: Path | str | None = None, **options: Unpack[Options]) -> Answer:
    """Return the answer from the folder `articles`, whose store is brought up to date first.

    `options` are those of `Assistant.ask`. A file that can't be read is left out; `Assistant.ingest` reports them.
    """
    settings = Settings() if articles is None else Settings(articles=articles)
    with Assistant(settings) as assistant:
        assistant.ingest()
        return assistant.ask(question, **options)


def _reader(settings: Settings) -> "tuple[HeardModel | None, Reader]":
    """Return the reader that the settings mean with the model it uses, which nothing is asked of or loaded yet."""
    quotes = QuoteReader()
    if settings.reader == "model" and not settings.model:
        raise SettingsError("the reader `model` needs a model: name one with --model or DATELINE_MODEL")
    if settings.reader == "quotes" or not settings.model:
        return None, quotes
    from assistant.model.door import open_model
    from assistant.model.heard import HeardModel
    from assistant.model.reader import ModelReader

    try:
        opened = open_model(settings)
    except SettingsError as error:
        if settings.reader == "model":
            raise
        return None, AutoReader(NoReader(f"model:{settings.model}", error), quotes)
    if opened is None:
        return None, quotes
    model = HeardModel(opened)
    limits = {name: getattr(settings, name) for name in ("prompts", "reply_tokens", "history_tokens")}
    written = ModelReader(model, **limits)
    return model, written if settings.reader == "model" else AutoReader(written, quotes)
