"""Find the phrases that say where something is: "in the west of Lorvia", "near the border", "southern Veld".

By prepositions and a few general words for places; what a preposition leads to may still be no place, so each has a
confidence.
"""

import re
from functools import cache
from typing import NamedTuple

from assistant.names import find_names
from store.article import Span
from store.date_words import MONTHS, WEEKDAYS

_POINT = r"(?:north|south|east|west|centre|center|middle|heart|interior|(?:north|south)[\s-]?(?:east|west))"
_POINTED = (
    r"(?:(?:(?:north|south|east|west)(?:ern)?|(?:north|south)[\s-]?(?:east|west)(?:ern)?|central|coastal|rural|upper|lower|"
    r"downtown|nearby|neighbou?ring|occupied|far)\s+)"
)
_CAPITAL = r"(?:[^\W\d_a-z][\w’'-]*[\w]|[A-Z])(?<!['’]s)"
_NAME = rf"(?:{_CAPITAL}(?:['’]s?)?(?:\s+(?:(?:of|the|de|la|el|al|upon)\s+){{0,2}}{_CAPITAL}){{0,4}})"
_NOUN = (
    r"(?:border|frontier|coast|capital|city|town|village|region|province|district|area|zone|base|range|ground|field|camp|"
    r"site|port|harbou?r|airport|airfield|airbase|station|river|lake|island|valley|mountain|hill|forest|desert|street|"
    r"square|bridge|road|motorway|highway|park|stadium|hospital|school|museum|church|mosque|factory|plant|mine|market|"
    r"hotel|prison|court|palace|parliament|embassy|office|building|house|hall|theat(?:re|er)|arena|warehouse|farm|bay|sea|"
    r"ocean|strait|peninsula|plateau|outskirt|suburb|county|state|country|territory|flank|front|complex|dam|centre|center|"
    r"shore|bank|delta|estuary|reserve|cathedral|quarter|neighbou?rhood|terminal|depot|shipyard|quay|hut|gorge|canyon|plain|"
    r"cave|cliff|crossing|pier|jetty|castle|tower|crater|glacier|slope|ridge|meadow|quarry|canal|junction|cemetery|temple|"
    r"chapel|garage|clinic|lodge)s?|barracks|monaster(?:y|ies)|"
    r"cities|countries|territories|headquarters|universit(?:y|ies)|librar(?:y|ies)|facilit(?:y|ies)|laborator(?:y|ies)|"
    r"beach(?:es)?|church(?:es)?|premises"
)
_DAY = rf"(?i:(?:{'|'.join([*MONTHS, *WEEKDAYS])})\b)"
_TAIL = (
    rf"(?:\s+(?:of|with|between|near|in|on|at|along|from)\s+(?:the\s+)?(?:[a-z]+\s+)?(?!{_DAY})"
    rf"(?:{_NAME}(?:\s+and\s+{_NAME})?|(?:{_NOUN})\b))"
)
_SIDE = r"(?:(?:north|south)(?:east|west)?|east|west)\s+of"
_PREPOSITION = (
    r"(?:in|at|near|outside|inside|along|across|off|around|above|beneath|under|over|through(?:out)?|between|beyond|behind|"
    rf"within|on|from|to|towards?|into|by|close\s+to|{_SIDE})"
)
_PLAIN = rf"(?:(?!(?:{_PREPOSITION[3:-1]}|of|and|or|but|that|which|who|with|for)\b)[a-z’'-]+\s+)"
_SHOWN = rf"near|outside|along|across|off|around|between|beyond|behind|close\s+to|{_SIDE}|above|beneath|under|over|on"
_SUBJECT = re.compile(
    rf"\b(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)(?:ern|east|west|eastern|western)?\s+{_NAME}"
)
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_STRONG = frozenset(("in", "at", "near", "outside", "inside", "along", "throughout", "within"))
_NEVER_IN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|who|which|that|was|were|is|are|has|had|have|will|said)\b")


class Location(NamedTuple):
    """A phrase that says where, and how sure that is, 0 to 1."""

    span: Span
    sure: float


@cache
def _phrase() -> re.Pattern[str]:
    """Compile when first used: it takes as long as starting the rest of the package."""
    return re.compile(
        rf"(?<!according )\b(?P<preposition>{_PREPOSITION})\s+"
        rf"(?P<place>(?:(?:the|a|an|its|their|his|her)\s+)?(?:"
        rf"{_POINT}(?:ern\s+(?:part|flank|edge|half|border))?\b(?:\s+(?:and\s+(?:the\s+)?{_POINT}))?(?:\s+(?:of|from)\s+(?:the\s+)?(?:[a-z]+\s+)?(?:{_NAME}|{_NOUN})\b)?"
        rf"|{_POINTED}{{1,2}}(?:(?:{_NAME})|(?:[a-z]+\s+)?(?:{_NOUN})\b){_TAIL}{{0,2}}"
        rf"|{_PLAIN}{{0,3}}?(?:{_NAME}\s+)?{_PLAIN}{{0,2}}?(?:{_NOUN})\b(?!\s+(?:of\s+)?(?:minister|ministry))(?:\s+{_NAME})?{_TAIL}{{0,2}}"
        rf"|{_NAME}(?:,\s+(?:in\s+)?(?:the\s+)?{_NAME}(?=[\s,.;]))?(?:\s+and\s+(?:in\s+)?{_NAME})?"
        rf"))",
    )


def find_locations(sentence: str) -> list[Location]:
    """Return the place phrases of `sentence`, in order, none overlapping another."""
    persons = [name.span for name in find_names(sentence) if name.sort == "person" and name.sure > 0.8]
    found: list[Location] = []
    for match in _phrase().finditer(sentence):
        location = _location(match)
        if location and not any(_overlap(location.span, person) for person in persons):
            found.append(location)
    for match in _SUBJECT.finditer(sentence):
        span = Span(*match.span())
        if not any(_overlap(span, location.span) for location in found):
            found.append(Location(span, 0.6))
    return sorted(found)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _location(match: re.Match[str]) -> Location | None:
    preposition, place = " ".join(match.group("preposition").lower().split()), match.group("place")
    if _NEVER_IN.search(place) or place.split()[-1].lower() in _CALENDAR or place.split()[0].lower() in _CALENDAR:
        return None
    shown = re.fullmatch(_SHOWN, preposition) is not None
    start = match.start("preposition") if shown else match.start("place")
    end = match.end("place")
    if place.endswith(("'s", "’s")):
        end -= 2
    named = re.search(r"[^\W\d_a-z]", place) is not None
    sure = (0.95 if preposition in _STRONG else 0.8 if shown else 0.45) * (1.0 if named else 0.7)
    return Location(Span(start, end), round(sure, 3)) if end > start else None
