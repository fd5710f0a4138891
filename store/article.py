"""What the store holds: articles, the passages cut from them, and where they were skipped. Values only, no behaviour.

All offsets are characters in `Article.text`, which never changes after loading: it is the only coordinate system.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

PublishedFrom = Literal["front matter", "html", "text", "file name", "inferred"]


class Span(NamedTuple):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int


class Skipped(NamedTuple):
    """A span that no passage and no quote comes from, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What one file, or one object of a JSON file, says before any judgement: its text and its own metadata."""

    path: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `text` is as decoded; `published` is None where the file does not say."""

    id: str
    path: str
    text: str
    title: str | None
    outlet: str | None
    author: str | None
    published: date | None
    published_from: PublishedFrom | None
    url: str | None
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Whole sentences of one article. Invariant: `article.text[start:end] == text`."""

    article_id: str
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    title: str | None
    outlet: str | None
    published: date | None
    published_from: PublishedFrom | None

    @property
    def id(self) -> str:
        """The same on every ingest of the same article."""
        return f"{self.article_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One of the articles that carry the same report: copies count as one source."""

    article_id: str
    title: str | None
    outlet: str | None
    published: date | None
