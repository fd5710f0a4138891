"""Check the dates and times of a claim: each must be a date of its quotes, or less precise, never one they do not give.

A date that leans on the day of publication ("on Thursday") counts as the day that it comes to; where that day is not
known nothing is worked out and only the words themselves can match. The day of publication itself may be named as the
day of a report.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.check.source import Source
from assistant.check.times import find_times
from assistant.check.tokens import Token, tokens
from assistant.check.verbs import past_verbs
from store.dates import Resolved, find_dates

_RANGES = ("range", "day range", "range day", "years")
_COARSE = ("month", "quarter", "season", "year", "decade", "century", "week", "weekend")
_LEANING = re.compile(r"(?i)\b(?:that|same|earlier|later|following|before|after|next|previous)\b")
_ARTICLE = re.compile(r"^(?:an?|the)\s")
"""Leads "a day before" as well as "the day before"."""
_WEEK = timedelta(days=7)
_REPORTED = re.compile(r"(?i)\b(?:reported|reports|published|wrote|writes|as\s+of|by)\s+(?:on\s+)?$")
Parts = tuple[int | None, int | None, int | None]


def uncarried_date(claim: str, sources: Sequence[Source]) -> str | None:
    """Return why a date or a time of day of the claim is not carried, None where all are."""
    given = [(when, source) for source in sources for when in source.dates]
    readings = {source.published for source in sources} or {None}
    found = [find_dates(claim, published=day) for day in readings]
    for forms in zip(*found, strict=False):
        text = claim[forms[0].span.start : forms[0].span.end]
        if _names_the_report(claim, forms[0], readings):
            continue
        if _LEANING.search(text) and any(when.granularity == forms[0].granularity for when, _ in given):
            continue
        if not any(_carried(form, given) for form in forms) and not _said(text, sources):
            return f"the date {text} is not in the quotes"
    return _uncarried_time(claim, sources)


def _uncarried_time(claim: str, sources: Sequence[Source]) -> str | None:
    given = [minute for source in sources for time in find_times(source.text) for minute in time.minutes]
    for time in find_times(claim):
        if time.minutes.isdisjoint(given) and not _said(time.text, sources):
            return f"the time {time.text} is not in the quotes"
    return None


def _said(text: str, sources: Sequence[Source]) -> bool:
    """Tell whether words that no calendar reads stand so in a quote."""
    plain = _ARTICLE.sub("", " ".join(text.lower().split()))
    return any(re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", " ".join(s.text.lower().split())) for s in sources)


def _names_the_report(claim: str, when: Resolved, readings: set[date | None]) -> bool:
    return when.start in readings and when.start == when.end and _REPORTED.search(claim, 0, when.span.start) is not None


def _carried(said: Resolved, given: Sequence[tuple[Resolved, Source]]) -> bool:
    if any(_follows(said, each) for when, source in given for each in _readings(when, source)):
        return True
    there = [when for when, _ in given]
    return _joined(said, there) or (said.form in _RANGES and _ends_given(said, there))


def _joined(said: Resolved, given: Sequence[Resolved]) -> bool:
    """Tell whether one quote gives the days without a year, and another the year of that month."""
    if said.year is None or said.day is None:
        return False
    days = any(
        when.year is None and when.start is None and _parts_follow(replace(said, year=None), when) for when in given
    )
    there = ((when.year, when.month) if when.start is None else (when.start.year, when.start.month) for when in given)
    return days and (said.year, said.month) in there


def _readings(when: Resolved, source: Source) -> tuple[Resolved, ...]:
    """Return a date as it was read, and a weekday of no certain tense as the one to come as well."""
    lead = _clause_before(source.before + source.text, when.span.start)
    if when.form != "weekday" or not when.start or not when.end or past_verbs(lead):
        return (when,)
    return when, replace(when, start=when.start + _WEEK, end=when.end + _WEEK)


def _clause_before(text: str, at: int) -> tuple[Token, ...]:
    """Return the words of the clause that lead to a place of a text."""
    lead = [token for token in tokens(text) if token.end <= at]
    marks = [n for n, token in enumerate(lead) if not token.word]
    return tuple(lead[marks[-1] + 1 if marks else 0 :])


def _follows(said: Resolved, given: Resolved) -> bool:
    """Tell whether one date says the same as a date in a quote, or less."""
    if said.year is None and not said.relative and said.month and said.month == given.month:
        return _parts_follow(said, given)
    if said.start and said.end and given.start and given.end:
        if (said.start, said.end) == (given.start, given.end):
            return True
        if said.granularity in _COARSE and said.form not in _RANGES:
            return said.start <= given.start and given.end <= said.end
        one_day = said.start == said.end and given.granularity == "day"
        return one_day and said.start in (given.start, given.end)
    return given.start is None and _parts_follow(said, given)


def _parts_follow(said: Resolved, given: Resolved) -> bool:
    """Compare year, month and days as far as the words give them."""
    if said.year is not None and said.year != given.year:
        return False
    if said.month != given.month:
        return False
    if said.day is None:
        return said.granularity == given.granularity or given.day is not None
    if said.last_day is not None:
        return (said.day, said.last_day) == (given.day, given.last_day)
    return said.day in (given.day, given.last_day if given.last_month in (None, said.month) else None)


def _ends_given(said: Resolved, given: Sequence[Resolved]) -> bool:
    """Tell whether a quote gives the first day of a range and a quote the last."""
    firsts = {when.start for when in given if when.granularity == said.granularity}
    lasts = {when.end for when in given if when.granularity == said.granularity}
    return said.start in firsts | lasts and said.end in lasts
