"""What a date in a sentence is the day of: the whole of what is asked for, its beginning, its end, or another thing.

"On Thursday the fair opens for ten days" and "it closed on the 20th" are the two ends of one time. By wording; English.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Literal, NamedTuple

from assistant.compare import completed, far_apart
from assistant.question import Asked
from assistant.synonyms import synonyms
from assistant.value import Value
from assistant.words import stem, words
from store.calendar_spans import Days
from store.date_words import NUMBERS
from store.dates import Resolved

Edge = Literal["start", "end"]
NEAR = 60
"""Characters between a date and the verb that says what begins or ends on it."""
_BEGINS = re.compile(
    r"\b(?:begins?|beg[au]n|beginning|starts?|started|starting|opens?|opened|opening|kicks?\s+off|kicked\s+off|"
    r"launch(?:es|ed)?|get\s+under\s+way|got\s+under\s+way)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:ends?|ended|ending|conclud(?:e|es|ed|ing)|finish(?:es|ed)?|clos(?:es|ed|ing)|until|till|through|"
    r"(?:is|are|was|were|be)\s+over|come\s+to\s+an\s+end|came\s+to\s+an\s+end|last(?:s|ed)?\s+until)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?P<n>\d{1,2}|[a-z]+)[\s-](?:full[\s-])?(?P<unit>day|week)s?\b", re.IGNORECASE)
_BREAK = re.compile(r"[,;:()“”\"–—]|\b(?:that|which|who|while|when|after|before)\s")
_ACTS = re.compile(
    r"\b(?P<verb>arriv(?:es|ed)|came|flew|travell?ed|landed|visit(?:s|ed)|left|departed|returned|went|reached|met|spoke|"
    r"phoned|telephoned|discussed|signed|announced|said|told|declared|confirmed|wrote|warned|denied|promised|proposed)\b"
    r"(?P<between>(?:\W+\w+){0,7}?)\W*(?:\b(?:on|in|at|during|late|early|the)\s+)*$"
)
_HAPPENS = re.compile(
    r"(?P<subject>[^,;:.]*?)\s+(?:(?:will|would|is|are|was|were|has|have|had|to|be|been|due|set|also|now)\s+)*"
    r"(?:takes?\s+place|took\s+place|taken\s+place|held|happen(?:s|ed)?|occur(?:s|red)?)(?:\W+\w+){0,4}?\W*$",
    re.IGNORECASE,
)
_ANY = frozenset(
    "it they this that these those he she we event incident disaster accident tragedy affair all everything".split()
)
_LIGHT = frozenset(map(stem, "take took taken place held hold happen occur".split()))


class Dated(NamedTuple):
    """A date, the sentence that tells it, and which edge of the time asked for it is."""

    text: str
    value: Value
    edge: Edge | None


def edge(sentence: str, value: Value) -> Edge | None:
    """Return whether a day is the one on which something begins or ends, None where it is neither."""
    if value.when is None or not _one_day(value.when):
        return None
    if value.when.bound == "until":
        return "end"
    found = [(_distance(match, value), side) for side, rule in _RULES for match in rule.finditer(sentence)]
    distance, side = min(found, default=(NEAR + 1, "start"))
    return side if distance <= NEAR else None


_RULES: tuple[tuple[Edge, re.Pattern[str]], ...] = (("start", _BEGINS), ("end", _ENDS))


def of_another(asked: Asked, sentence: str, value: Value) -> bool:
    """Return whether a date tells when somebody did something else than is asked for, or when another thing was."""
    wanted = asked.weights.keys() - _LIGHT
    before = sentence[: value.span.start]
    act = _ACTS.search(before)
    if act and not _BREAK.search(act["between"]):
        return wanted.isdisjoint(synonyms(stem(act["verb"])))
    happens = _HAPPENS.search(before)
    if happens is None or asked.names:
        return False
    subject = [stem(word) for word in words(_BREAK.split(happens["subject"])[-1])]
    return bool(subject) and _ANY.isdisjoint(subject) and not any(wanted & synonyms(word) for word in subject)


def whole(found: Sequence[Dated]) -> tuple[int, int, Value] | None:
    """Return which two of some dates are the first and the last day of one time, and that time; None where none are."""
    pairs = [
        (first, last, time)
        for (first, one), (last, other) in product(enumerate(found), repeat=2)
        if one.edge == "start" and other.edge == "end" and (time := _between(one, other)) is not None
    ]
    times = {(time.when.start, time.when.end) for _, _, time in pairs if time.when}
    return pairs[0] if len(times) == 1 else None


def _between(one: Dated, other: Dated) -> Value | None:
    """Return the time from one day to the other, None where it is none or its length is told otherwise."""
    first, last = completed(one.value, other.value), completed(other.value, one.value)
    if not first.when or not last.when or not first.when.start or not last.when.start:
        return None
    days = Days(first.when.start, last.when.start)
    if days.start >= days.end or far_apart(first, last) or not _lasts(one.text, other.text, days):
        return None
    when = replace(
        first.when,
        start=days.start,
        end=days.end,
        relative=first.when.relative or last.when.relative,
        month=days.start.month,
        day=days.start.day,
        last_month=days.end.month,
        last_day=days.end.day,
        bound=None,
        form="range",
    )
    return replace(first, when=when, fit=max(first.fit, last.fit))


def _lasts(one: str, other: str, days: Days) -> bool:
    """Return whether a length in days or weeks that the two sentences tell is that of a time, where they tell any."""
    told = [
        int(number) * (7 if match["unit"].lower() == "week" else 1)
        for text in (one, other)
        for match in _LASTS.finditer(text)
        if (number := match["n"] if match["n"].isdecimal() else NUMBERS.get(match["n"].lower())) and int(number) > 1
    ]
    length = (days.end - days.start).days
    return not told or any(length in (count - 1, count) for count in told)


def _distance(match: re.Match[str], value: Value) -> int:
    """Return the characters between a verb and a date; a date that opens its sentence is next to its verb."""
    if match.end() <= value.span.start:
        return value.span.start - match.end()
    led = value.span.start <= len("On the ")
    return 0 if led else max(0, match.start() - value.span.end)


def _one_day(when: Resolved) -> bool:
    return when.granularity == "day" and when.start == when.end and not when.last_day
