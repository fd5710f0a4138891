"""What a question becomes: the values that callers get back. No behaviour but `to_dict`.

A citation's quote is a slice of its article's text, so it is word for word by construction. `text` is printed from
the claims; a number in it always has a citation.
"""

from dataclasses import asdict, dataclass, field
from itertools import repeat
from typing import Any, Literal

from store.article import Copy, Passage

SCHEMA = "dateline.answer/1"
Outcome = Literal["answered", "disputed", "not_found"]
Relation = Literal["contradicts", "updates", "less specific", "another thing", "another speaker"]
"""How a position stands to the first one: only the first and the last kind leave a question open.

`updates`: of reports that follow each other the newest comes first. `another speaker`: each side is one speaker's word.
"""
ReaderName = str  # "quotes", or "model:NAME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier question of a conversation with its answer's text."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question. `score` rises with quality; ranks count from 1, None where that half missed it.

    `likeness` is the cosine between the question and the passage, `likenesses` are those of its sentences, none where
    the store keeps no vectors of them. `lead` is how the article begins; `copies` are the other articles that carry the
    same report, the earliest first.
    """

    passage: Passage
    score: float
    likeness: float = 0.0
    likenesses: tuple[float, ...] = ()
    lead: str = ""
    dense_rank: int | None = None
    lexical_rank: int | None = None
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Number `[n]` of an answer: `quote == article.text[start:end]`."""

    number: int
    passage: Passage
    path: str
    start: int
    end: int
    also_in: tuple[str, ...] = ()  # other outlets that carry the same report
    citing: tuple[str, ...] = ()  # outlets that the quote gives as its source

    @property
    def quote(self) -> str:
        """The exact words of the article."""
        offset = self.passage.start
        return self.passage.text[self.start - offset : self.end - offset]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one source says on a point on which the sources differ."""

    text: str
    citations: tuple[int, ...]
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A point on which the sources differ, with each side; `kind` says how the others stand to the first."""

    about: str
    positions: tuple[Position, ...]
    kind: Relation = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A statement that did not pass the checks, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens that models counted; `cost_usd` is None where a price is not known."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Milliseconds by stage."""

    retrieve_ms: float
    read_ms: float
    total_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step that is done, as `stream` reports it: `searched` or `read`, what it found, and how long it took."""

    name: Literal["searched", "read"]
    detail: str
    ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole result of one question. Not finding anything is an Answer with the outcome `not_found`."""

    question: str
    standalone_question: str
    outcome: Outcome
    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]
    dropped: tuple[Dropped, ...]
    hits: tuple[Hit, ...]
    reader: ReaderName
    usage: Usage = field(default_factory=Usage)
    timings: Timings
    confidence: float | None = None
    notices: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()  # how many independent ones carry each claim: copies count once

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document `dateline.answer/1`."""
        return {
            "schema": SCHEMA,
            "question": self.question,
            "standalone_question": self.standalone_question,
            "outcome": self.outcome,
            "text": self.text,
            "claims": [
                {"text": claim.text, "citations": list(claim.citations), "sources": count}
                for claim, count in zip(self.claims, self.sources or repeat(None), strict=False)
            ],
            "citations": [citation_dict(citation) for citation in self.citations],
            "disagreements": [
                {
                    "about": d.about,
                    "kind": d.kind,
                    "positions": [
                        asdict(position) | {"citations": list(position.citations)} for position in d.positions
                    ],
                }
                for d in self.disagreements
            ],
            "dropped": [asdict(dropped) for dropped in self.dropped],
            "hits": [hit_dict(hit) for hit in self.hits],
            "reader": self.reader,
            "usage": asdict(self.usage),
            "timings": asdict(self.timings),
            "confidence": self.confidence,
            "notices": list(self.notices),
        }


def citation_dict(citation: Citation) -> dict[str, Any]:
    """Return one citation as the JSON document shows it."""
    passage = citation.passage
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "also_in": list(citation.also_in),
        "citing": list(citation.citing),
        "passage_id": passage.id,
        "article": {
            "id": passage.article_id,
            "title": passage.title,
            "outlet": passage.outlet,
            "published": passage.published and passage.published.isoformat(),
            "published_from": passage.published_from,
            "path": citation.path,
        },
    }


def hit_dict(hit: Hit) -> dict[str, Any]:
    """Return one hit as the JSON document shows it."""
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "article_id": passage.article_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 4),
        "copies": [asdict(copy) | {"published": copy.published and copy.published.isoformat()} for copy in hit.copies],
    }
