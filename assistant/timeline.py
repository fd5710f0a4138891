"""Put what the passages found say of days in the order of those days, each statement with its citation.

Pure: the hits come from `retrieve`, and no model and no embedding is asked. A statement stands under the day that it
speaks of; the day of its report is given beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Citation, Hit, citation_dict
from assistant.corrections import preceding
from assistant.evidence import Sentence, fitted, probability, sentences
from assistant.question import Asked
from assistant.rank import Shingles, alike, shingles
from store.article import Passage
from store.calendar_spans import Granularity
from store.date_events import event_dates
from store.dates import Resolved, find_dates_after, format_date

SCHEMA = "dateline.timeline/1"
MOST = 40
NEAR_BEST = 0.1
"""A sentence belongs to the timeline when it is at least this share as probable an answer as the best one."""
_TOLD = ("day", "week", "weekend", "month", "quarter", "season", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One statement and the time that it speaks of, from `start` to `end`; `published` is the day of its report.

    `relative` where the words name no calendar day and were read against the publication date.
    """

    start: date
    end: date
    granularity: Granularity
    relative: bool
    text: str
    published: date | None
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """Return the moment as `timeline_dict` shows it."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "granularity": self.granularity,
            "date": format_date(self.start, self.end, self.granularity),
            "relative": self.relative,
            "text": self.text,
            "published": self.published and self.published.isoformat(),
            "citation": citation_dict(self.citation),
        }


def timeline(asked: Asked, hits: Sequence[Hit], path_of: Callable[[str], str]) -> tuple[Moment, ...]:
    """Return the dated statements of `hits` in the order of what they speak of; `path_of` names an article's file."""
    seen = [sentence for hit in hits for sentence in sentences(asked, hit, hits[0].score)]
    likely = sorted(((probability(one.features, fitted()["first"]), n) for n, one in enumerate(seen)), key=_best_first)
    least = NEAR_BEST * likely[0][0] if likely else 0.0
    chosen = _without_copies([seen[n] for chance, n in likely if chance >= least])
    dated = [(when, one) for one in chosen for when in _when(one)][:MOST]
    ordered = sorted(
        dated, key=lambda pair: (pair[0].start, pair[0].end, _published(pair[1].hit.passage), pair[1].span)
    )
    return tuple(_moment(number, when, one, path_of) for number, (when, one) in enumerate(ordered, start=1))


def timeline_dict(question: str, moments: Sequence[Moment]) -> dict[str, Any]:
    """Return the JSON document `dateline.timeline/1`."""
    return {"schema": SCHEMA, "question": question, "moments": [moment.to_dict() for moment in moments]}


def _best_first(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]


def _without_copies(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences that copy none before them."""
    kept: list[Shingles] = []
    for one in found:
        runs = shingles(one.text)
        if not any(alike(runs, other) for other in kept):
            kept.append(runs)
            yield one


def _when(one: Sentence) -> list[Resolved]:
    """Return the times that a sentence speaks of, without those that only bound one and the year beside a day."""
    passage = one.hit.passage
    told = [
        Resolved(span=found.span, start=found.day, end=found.day, granularity="day", relative=True, form="event")
        for found in event_dates(passage.text, published=passage.published)
        if one.span.start <= passage.start + found.span.start < one.span.end
    ]
    told += [
        found
        for found in find_dates_after(preceding(passage, one.span.start), one.text, published=passage.published)
        if found.start and found.end and found.granularity in _TOLD and not found.bound
    ]
    finer = [found for found in told if found.granularity != "year"]
    return finer or told


def _published(passage: Passage) -> date:
    return passage.published or date.max


def _moment(number: int, when: Resolved, one: Sentence, path_of: Callable[[str], str]) -> Moment:
    passage = one.hit.passage
    assert when.start and when.end
    return Moment(
        start=when.start,
        end=when.end,
        granularity=when.granularity,
        relative=when.relative,
        text=one.text,
        published=passage.published,
        citation=Citation(
            number=number, passage=passage, path=path_of(passage.article_id), start=one.span.start, end=one.span.end
        ),
    )
