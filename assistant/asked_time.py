"""What a question says of time: when something happened or when it was reported, and what an answer should say of it.

"What did the papers report in January?" asks by publication, "what happened in January?" by event. A year or a day that
a question names must be the one that a sentence speaks of. Bounds that the caller gives are `narrow`'s.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from assistant.answer import Hit
from assistant.asked_event import against_event, words_against
from assistant.light import NEWEST
from assistant.question import Asked
from store.article import Passage
from store.dates import Resolved, find_dates, format_date
from store.filter import Filter

Sense = Literal["published", "happened"]
OF_ANOTHER_TIME = 0.2
"""What is left of the probability of a sentence that speaks of another year than the question."""
_REPORTS = re.compile(
    r"\b(?:report(?:s|ed)?|publish(?:ed)?|wr(?:i|o)te|written|say|said|print(?:ed)?|headlines?|articles?|papers?|news|"
    r"coverage|cover(?:ed)?|mention(?:ed)?)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:newspapers?|papers|the (?:press|media|news)|outlets?|journalists?|articles?|reports|coverage)\b"
    r"|^what (?:was|is|has been|had been) (?:reported|published|written|said|printed)\b",
    re.IGNORECASE,
)
"""Whose reports are asked for. Anybody else reports, says and makes headlines on a day of the event."""
_YEAR = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")
_BEFORE = 2
"""Sentences before one in which the year of its story may be told."""


def sense(asked: Asked) -> Sense:
    """Return whether the dates of a question are those of reports or of what happened."""
    press = _PRESS.search(asked.text) or (asked.outlets and _REPORTS.search(asked.text))
    before = [asked.text[: found.span.start].rstrip().lower() for found in asked.dates]
    named = any(words.endswith(("from", "published")) and not words.endswith("be published") for words in before)
    return "published" if (press and asked.kind in ("what", "said", "which", "yes/no")) or named else "happened"


def wants_newest(asked: Asked) -> bool:
    """Return whether a question asks for the state of things now, or as of its day."""
    return NEWEST.search(asked.text) is not None


def of_its_time(asked: Asked, passage: Passage, sentence: int, lead: str = "") -> bool:
    """Return whether a sentence can speak of the year that the question names; True where it names none.

    A year that was to come must be named in the sentence itself: beside it, another year's event may only be compared.
    """
    years = frozenset(map(int, _YEAR.findall(asked.text)))
    if not years:
        return True
    spans = passage.sentences[max(0, sentence - _BEFORE) : sentence + 1]
    around = passage.text[spans[0].start - passage.start : spans[-1].end - passage.start] if spans else passage.text
    to_come = passage.published is not None and min(years) > passage.published.year
    told = _sentence(passage, sentence) if to_come else f"{passage.title or ''} {around} {lead}"
    if any(str(year) in told for year in years):
        return True
    own = find_dates(_sentence(passage, sentence), published=passage.published)
    if _covered(own, years) or (not to_come and _covered(find_dates(around, published=passage.published), years)):
        return True
    if asked.kind == "when" and any(found.start for found in own):
        return False
    return passage.published is not None and passage.published.year in years


def _sentence(passage: Passage, number: int) -> str:
    span = passage.sentences[number]
    return passage.text[span.start - passage.start : span.end - passage.start]


def _covered(spoken: Sequence[Resolved], years: frozenset[int]) -> bool:
    return any(
        found.start.year <= year <= found.end.year for found in spoken if found.start and found.end for year in years
    )


def notices(asked: Asked, hits: Sequence[Hit] = ()) -> tuple[str, ...]:
    """Return how the times that a question names were understood, one line each; none where it names none."""
    return (*_read(asked), *_told_against(asked, hits))


def _told_against(asked: Asked, hits: Sequence[Hit]) -> Iterator[str]:
    span = words_against(asked)
    if span is None:
        return
    words = asked.text[span.start : span.end].rstrip("?!. ")
    time = against_event(asked, hits)
    if time is None:
        yield f"“{words}” is not tied to a day: the passages found do not give that event one day"
    elif words.lower().startswith("before") and time.end:
        yield f"“{words}” was read as when it happened: before {_day(time.end + timedelta(days=1))}"
    elif time.start:
        yield f"“{words}” was read as when it happened: after {_day(time.start - timedelta(days=1))}"


def _day(day: date) -> str:
    return format_date(day, day, "day")


def _read(asked: Asked) -> Iterator[str]:
    said = "published" if sense(asked) == "published" else "what happened"
    for found in asked.dates:
        words = asked.text[found.span.start : found.span.end]
        days = format_date(found.start, found.end, found.granularity, partial=found)
        if found.start is None and found.month and said != "published":
            yield f"“{words}” is not tied to a calendar, so any year was taken: say the year, or ask with an as-of day"
        elif found.start is None and found.needs:
            yield f"“{words}” is not tied to a calendar: say the year, or ask with an as-of day"
        elif said == "published":
            yield f"“{words}” was read as when reports were published: {days}"
        else:
            yield f"“{words}” was read as when it happened: {days}"


def published_within(asked: Asked, where: Filter) -> Filter:
    """Return the filter narrowed to when reports were published, where the question names that time itself."""
    if sense(asked) != "published" or len(asked.dates) != 1 or where.since or not asked.dates[0].start:
        return where
    return _narrowed(where, asked.dates[0])


def _narrowed(where: Filter, found: Resolved) -> Filter:
    until = min((day for day in (where.until, found.end) if day), default=None)
    since = None if found.bound in ("until", "before") else found.start
    return Filter(
        outlets=where.outlets,
        since=since,
        until=None if found.bound in ("since", "after") else until,
        articles=where.articles,
        undated=False,
    )


def left_out(where: Filter, undated: int) -> tuple[str, ...]:
    """Return what to say of articles without a date where only some days of publication count."""
    if not undated or (where.undated and not where.since):
        return ()
    which = (
        "1 article has no publication date and is"
        if undated == 1
        else f"{undated} articles have no publication date and are"
    )
    return (f"{which} left out, since only some days count here",)


def newest(published: Sequence[date | None]) -> date | None:
    """Return the last of some days, None where none is known."""
    return max((day for day in published if day), default=None)
