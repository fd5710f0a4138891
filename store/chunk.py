"""Cut an article into passages: runs of whole sentences, of about even size, that never touch a skipped span.

A run ends where something was skipped. Inside a run the passages get about the same number of tokens, so that no short
rest is left over. Only a sentence longer than the embedder's window is cut inside, at white space.
"""

import math
from collections.abc import Iterator, Sequence

from store.article import Article, Passage, Span
from store.embed import Embedder
from store.sentences import paragraphs, sentences, trimmed

SIZE = 128
"""Tokens that a passage has at most; see evals/RESULTS.md for what other sizes gave."""

CHARACTERS = 16
"""What a token is taken to stand for at most: a word of 300,000 letters or blanks is one token to most embedders."""

Sized = tuple[Span, int]


def chunk(article: Article, embedder: Embedder, *, size: int = SIZE) -> list[Passage]:
    """Return the passages of `article` in the order of its text, of at most `size` tokens of `embedder` each."""
    room = embedder.window - embedder.count([header(article)])[0]
    found = []
    for run in _runs(article):
        counts = _counts([article.text[span.start : span.end] for span in run], embedder)
        sized = [
            piece for item in zip(run, counts, strict=True) for piece in _fitted(article.text, item, room, embedder)
        ]
        found += [_passage(article, group) for group in _groups(sized, min(size, room))]
    return found


def header(source: Article | Passage) -> str:
    """Return the line put before a passage when it is embedded: what it is from. Empty where nothing is known."""
    published = source.published.isoformat() if source.published else None
    known = [part for part in (source.title, source.outlet, published) if part]
    return " | ".join(known) + "\n" if known else ""


def _runs(article: Article) -> Iterator[list[Span]]:
    """Yield the sentences between two skipped spans, run by run."""
    start = 0
    for skipped in (*article.skipped, None):
        end = skipped.start if skipped else len(article.text)
        run = [sentence for part in _paragraphs_in(article.text, start, end) for sentence in part]
        if run:
            yield run
        start = skipped.end if skipped else end


def _paragraphs_in(text: str, start: int, end: int) -> Iterator[list[Span]]:
    piece = text[start:end]
    for paragraph in paragraphs(piece):
        found = [Span(start + a, start + b) for a, b in sentences(piece, paragraph)]
        yield [span for span in found if any(character.isalnum() for character in text[span.start : span.end])]


def _counts(texts: Sequence[str], embedder: Embedder) -> list[int]:
    """Return the tokens of each text, of one with few but very long words as many as its length comes to."""
    return [max(count, len(text) // CHARACTERS) for count, text in zip(embedder.count(texts), texts, strict=True)]


def _fitted(text: str, item: Sized, room: int, embedder: Embedder) -> Iterator[Sized]:
    """Yield the sentence itself, or its halves, cut at white space, until they have at most `room` tokens."""
    span, count = item
    if count <= room or span.end - span.start < 2:
        yield item
        return
    cut = _nearest_space(text, span)
    for start, end in ((span.start, cut), (cut, span.end)):
        for piece in trimmed(text, start, end):
            (pieces,) = _counts([text[piece.start : piece.end]], embedder)
            yield from _fitted(text, (piece, pieces), room, embedder)


def _nearest_space(text: str, span: Span) -> int:
    """Return where the white space nearest to the middle of the span is, its middle where it has none."""
    middle = (span.start + span.end) // 2
    for away in range(middle - span.start + 1):
        for at in (middle - away, middle + away):
            if span.start <= at < span.end and text[at].isspace():
                return at
    return middle


def _groups(sized: Sequence[Sized], size: int) -> Iterator[list[Span]]:
    """Yield neighbouring sentences that share the tokens of the run about evenly, never more than `size` together."""
    left = sum(count for _, count in sized)
    group: list[Span] = []
    filled = 0
    for span, count in sized:
        target = left / max(1, math.ceil(left / size))
        closer_without = filled + count - target > target - filled
        too_wide = group and span.end - group[0].start > CHARACTERS * size  # blanks between them have no tokens
        if group and (filled + count > size or closer_without or too_wide):
            yield group
            left -= filled
            group, filled = [], 0
        group.append(span)
        filled += count
    if group:
        yield group


def _passage(article: Article, group: Sequence[Span]) -> Passage:
    start, end = group[0].start, group[-1].end
    return Passage(
        article_id=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        sentences=tuple(group),
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        published_from=article.published_from,
    )
