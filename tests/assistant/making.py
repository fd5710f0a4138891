"""Passages and hits made by hand, for the tests of this folder."""

from datetime import date

from assistant.answer import Hit
from assistant.question import Asked, ask_for
from assistant.values import Value, values
from store.article import Passage
from store.sentences import sentences


def passage(
    text: str, *, article_id: str = "a1", start: int = 0, outlet: str | None = None, published: date | None = None
) -> Passage:
    """Return a passage of whole sentences that begins at `start` of its article."""
    return Passage(
        article_id=article_id, start=start, end=start + len(text), text=text,
        sentences=tuple(type(span)(start + span.start, start + span.end) for span in sentences(text)),
        title=None, outlet=outlet, published=published, published_from="front matter" if published else None,
    )  # fmt: skip


LIKENESS = 0.6


def hit(text: str, *, score: float = 1.0, article_id: str = "a1", start: int = 0, **known: object) -> Hit:
    """Return a hit on such a passage, about as like its question as one that answers is."""
    made = passage(text, article_id=article_id, start=start, **known)  # type: ignore[arg-type]
    return Hit(passage=made, score=score, likeness=LIKENESS)


def asked(question: str) -> Asked:
    """Return a question taken apart, all of whose words are rare."""
    return ask_for(question, today=None, frequencies={}, total=50)


def offered(question: str, sentence: str, published: date | None = None) -> list[Value]:
    """Return the values of a sentence that the question asks for, best first."""
    return values(asked(question).kind, sentence, published=published, question=question)
