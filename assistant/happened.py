"""A question that names nothing but a time: "What happened in January?", "What was reported before the vote?"

It is answered with what the passages date so, in that order, or with how the reports of that time begin. A time told
against an event is worked out where the passages say once when that event was.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from assistant.answer import Hit
from assistant.asked_event import WEEKS, against_event
from assistant.asked_time import sense
from assistant.cite import Quote, Statement, quoting
from assistant.corrections import preceding
from assistant.features import setting
from assistant.light import light
from assistant.question import Asked
from assistant.rank import alike, shingles
from assistant.words import stems
from store.article import Passage, Span
from store.dates import Resolved, find_dates_after
from store.orders import orders

MOST = 6
"""Sentences that one answer gives."""
OF_ONE_ARTICLE = 2
_FINE = ("day", "weekend", "week", "month")
_SAYS_NOTHING = frozenset(
    stems(
        "report reports reported news papers paper newspapers newspaper write wrote written publish published articles "
        "cover covered go going event events new occurred thing things anything story stories outlets outlet press"
    )
)


class Told(NamedTuple):
    """A sentence and the time that puts it in order."""

    when: date
    passage: Passage
    span: Span
    text: str


def period(asked: Asked, hits: Sequence[Hit]) -> Resolved | None:
    """Return the time that a question asks about and nothing else but names, None for any other question."""
    if asked.kind not in ("what", "said", "list"):
        return None
    time = asked.dates[0] if len(asked.dates) == 1 else against_event(asked, hits)
    if time is None or not (time.start or time.month):
        return None
    words = asked.text[: time.span.start] + asked.text[time.span.end :]
    left = frozenset(stems(words)) & asked.weights.keys()
    return time if left - asked.names <= _SAYS_NOTHING | light(asked.text) else None


def told_of(asked: Asked, hits: Sequence[Hit], time: Resolved) -> list[Statement]:
    """Return what the passages tell of a time, in its order: what happened then, or what was reported then."""
    find = _reported if sense(asked) == "published" else _dated
    kept: list[Told] = []
    for one in find(asked, hits, time):
        own = sum(other.passage.article_id == one.passage.article_id for other in kept)
        if own < OF_ONE_ARTICLE and not any(alike(shingles(one.text), shingles(other.text)) for other in kept):
            kept.append(one)
    return [
        quoting(Quote(passage=one.passage, start=one.span.start, text=one.text))
        for one in sorted(kept[:MOST], key=lambda one: (one.when, one.passage.id, one.span))
    ]


def of_that_time_first(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits of a question for a time with those first that tell of it; those of others as they are.

    A report tells what it reports where it begins.
    """
    time = period(asked, hits)
    if time is None:
        return list(hits)
    if sense(asked) == "published":
        return sorted(hits, key=lambda hit: hit.passage.start)
    return sorted(hits, key=lambda hit: not any(True for _ in _dated(asked, [hit], time)))


def _dated(asked: Asked, hits: Sequence[Hit], time: Resolved) -> Iterator[Told]:
    """Yield the sentences that speak of a time by a date, those nearest to the question first."""
    found = [
        (likeness, Told(when.start or date.min, hit.passage, span, text))
        for hit in hits
        if _of_its_names(asked, hit)
        for span, text, likeness in _sentences(hit)
        for when in find_dates_after(preceding(hit.passage, span.start), text, published=hit.passage.published)[:1]
        if not when.bound and _within(when, time)
    ]
    yield from (one for _, one in sorted(found, key=lambda pair: -pair[0]))


def _reported(asked: Asked, hits: Sequence[Hit], _time: Resolved) -> Iterator[Told]:
    """Yield how the reports begin: the retrieval has left those of that time alone."""
    for hit in sorted(hits, key=lambda hit: hit.passage.start):
        if hit.passage.published and _of_its_names(asked, hit):
            for span, text, _ in list(_sentences(hit))[:1]:
                yield Told(hit.passage.published, hit.passage, span, text)


def _sentences(hit: Hit) -> Iterator[tuple[Span, str, float]]:
    passage = hit.passage
    likenesses = hit.likenesses or (hit.likeness,) * len(passage.sentences)
    for span, likeness in zip(passage.sentences, likenesses, strict=True):
        text = passage.text[span.start - passage.start : span.end - passage.start]
        if text[-1:] in '.!?”"’' and not orders(text):
            yield span, text, likeness


def _of_its_names(asked: Asked, hit: Hit) -> bool:
    names = {name for name in asked.names if name.isalpha()} - set(stems(" ".join(_words_of_dates(asked))))
    return names <= setting(hit.passage, hit.lead, asked.kin).article


def _words_of_dates(asked: Asked) -> list[str]:
    return [asked.text[found.span.start : found.span.end] for found in asked.dates]


def _within(when: Resolved, time: Resolved) -> bool:
    """Return whether a date lies in a time; in the same month and day of any year where the time has no year."""
    if not when.start or not when.end:
        return False
    if time.start and time.end:
        begin, end = time.start, time.end
        if time.bound == "before":
            begin, end = begin - WEEKS, begin - timedelta(days=1)
        if time.bound in ("after", "since"):
            end += WEEKS
        return begin <= when.start and when.end <= end
    if when.granularity not in _FINE or when.start.month != when.end.month:
        return False
    last = time.last_day or time.day
    return when.start.month == time.month and (not last or (time.day or 1) <= when.start.day <= last)
