"""Find the names of a sentence and guess by their shape and company whether they name a person, a place or a body.

No list of real names: capitals, titles, roles, prepositions, endings. English. Where a name stands is exact; what it
names is a guess with a confidence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from store.article import Span
from store.date_words import MONTHS, WEEKDAYS

Sort = Literal["person", "place", "organisation", "nationality", "other"]


class Name(NamedTuple):
    """A capitalised name, what it seems to name, and how sure that is, 0 to 1."""

    span: Span
    sort: Sort
    sure: float


CAPITAL = r"(?:[^\W\d_a-z][\w'’]*(?:-[\w'’]+)*|(?:al|el|ad|as|ash|ibn|bin)-[^\W\d_a-z][\w'’]*)"
_PARTICLE = r"(?:de|da|do|dos|del|della|di|du|des|van|von|der|den|ter|la|le|al|el|bin|ibn|of|the|and|for|zu|y)"
_SEQUENCE = re.compile(
    rf"{CAPITAL}(?:(?:(?<=\b[^\W\d_a-z])|(?<=\b[A-Z][a-z])|(?<=\b[A-Z][a-z][a-z]))\.)?(?:\s+(?:{_PARTICLE}\s+){{0,2}}(?:{CAPITAL})(?:(?<=\b[^\W\d_a-z])\.)?)*"
)
TITLES = frozenset(
    str.split(
        "mr mrs ms miss dr prof professor sir lord lady dame president minister premier chancellor king queen "
        "prince princess pope bishop archbishop cardinal rev reverend father sister gen general col colonel maj "
        "major capt captain lt lieutenant sgt sergeant cpl admiral marshal commander judge justice senator sen "
        "rep congressman governor gov mayor secretary ambassador chairman chairwoman chair director chief coach "
        "detective inspector officer constable spokesman spokeswoman spokesperson analyst leader sheikh imam "
        "rabbi emperor baroness baron count duke duchess author actor actress singer player striker defender "
        "goalkeeper midfielder driver farmer resident nurse teacher student scientist researcher engineer lawyer "
        "journalist reporter editor founder manager activist economist historian painter poet director-general"
    )
)
_ABBREVIATED_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "gen", "col", "maj", "capt", "lt", "sgt", "cpl", "sen", "rep", "gov", "rev", "st"]
)
ROLE = (
    r"(?:prime\s+minister|president|minister|secretary|governor|mayor|chancellor|leader|head|chief|chair(?:man|woman|person)?|"
    r"director|commander|general|spokes(?:man|woman|person)|ambassador|judge|prosecutor|analyst|professor|editor|officer|"
    r"official|founder|owner|manager|coach|captain|engineer|lawyer|deputy|adviser|advisor|envoy|author|researcher|"
    r"scientist|doctor|farmer|resident|witness|driver|pilot|king|queen|premier|CEO|executive|inspector|archaeologist)s?"
)
_ROLE_AFTER = re.compile(
    rf",\s+(?:who\b|\d\d?,|(?:an?|the|its|their|his|her)?\s*(?:[\w'’-]+\s+){{0,5}}?{ROLE}\b)", re.IGNORECASE
)
_SPEECH_AFTER = re.compile(
    r"(?:,[^,]{1,60},)?\s+(?:said|says|told|tells|added|explained|argued|recalled|wrote|tweeted|replied|insisted|joked|"
    r"smiled|resigned|died|was\s+born|married|who\b)"
)
_SPEECH_BEFORE = re.compile(
    r"\b(?:said|says|told|by|whom|with|against|named|called|appointed|elected|met|replaced|succeeded)\s+$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|along|throughout|toward|towards|off|via|north|south|east|west|of\s+the\s+(?:city|town|village|island|port)\s+of)(?:\s+of)?\s+(?:(?:the|nearby|neighbou?ring|(?:north|south|east|west|central)(?:\w*ern)?)\s+)*$",
    re.IGNORECASE,
)
_WAY_BEFORE = re.compile(
    r"\b(?:to|from|into|through|over|between|leaving|reached|entered|visit(?:ed|ing)?|invaded?|left|city\s+of|town\s+of|village\s+of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BODY = frozenset(
    str.split(
        "ministry bank university party council agency committee company inc corp ltd plc group union court "
        "institute army force forces police department office association news times post tv parliament congress "
        "senate assembly commission federation league club fc foundation society organisation organization "
        "authority service bureau centre center college school hospital church team board alliance network "
        "airlines airways industries holdings guard navy administration government fund trust radio press herald "
        "tribune gazette courier daily chronicle telegraph journal observer examiner dispatch mail monitor "
        "brigade division regiment battalion corporation"
    )
)
_LANDMARK = frozenset(
    str.split(
        "river lake mount mountain mountains city region province street road avenue airport bay valley island "
        "islands county district square bridge base range camp port harbour harbor sea ocean gulf strait coast "
        "peninsula republic kingdom states park forest desert town village cape falls station stadium hill hills "
        "plateau basin canal dam oblast territory state heights ground grounds quay pass delta reservoir hall "
        "tower palace arena theatre theater museum cathedral"
    )
)
_NATIONALITY = re.compile(r"^\w{2,}(?:ian|ean|ese|ish|tch|nch|eek|ani|aqi|eli|emi|iti|can|man|ssian)s?$")
_ADJECTIVE = re.compile(rf"{_NATIONALITY.pattern}|^[A-Z]\w+[-–][A-Z]\w+$")
"""A people's adjective, or two countries joined: "the Brevia-Keldania drills"."""
_DIRECTION = re.compile(r"^(?:North|South|East|West|Central|Upper|Lower|New|Northern|Southern|Eastern|Western)$")
_COMMON = frozenset(
    str.split(
        "a an the this that these those it its he she they we you i his her their our my your but and or so yet "
        "nor if when while as after before since until because although though despite during in on at by to from "
        "for with without of over under about above below between among through across against into near what "
        "which who whom whose where why how there here then now today yesterday tomorrow not no yes all some many "
        "most more few several both each every one two three four five six seven eight nine ten another other "
        "others such only even still also however meanwhile moreover according once twice first second third last "
        "next earlier later more less than is are was were be been being has have had do does did will would can "
        "could should may might must shall up down out off just nearly almost around officials police troops "
        "soldiers people residents witnesses experts critics local read more photo image updated following "
        "instead perhaps indeed finally recently currently military government hundreds thousands "
        "dozens ministers leaders authorities organisers workers nobody everyone none neither either unlike like "
        "asked speaking joint part satellite several nonetheless nevertheless furthermore thus hence otherwise "
        "therefore consequently similarly likewise besides previously subsequently eventually reportedly apparently "
        "additionally again often sometimes soon rather regardless overall whether maybe"
    )
)
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)


@lru_cache(maxsize=4_096)  # who speaks, who is named, which event: one sentence is asked for several times
def find_names(sentence: str) -> tuple[Name, ...]:
    """Return the capitalised names of `sentence` in order, each with a guess of what it names."""
    return tuple(_guess(sentence, span) for span in _spans(sentence))


def _spans(sentence: str) -> Iterator[Span]:
    for match in _SEQUENCE.finditer(sentence):
        yield from _cut(sentence, match.start(), match.end())


def _cut(sentence: str, start: int, end: int) -> Iterator[Span]:
    """Cut a run of capitals at "and", and take off ordinary words that only begin a sentence, calendar words and 's."""
    pieces = re.split(r"(\s+(?:and|for|the|y)\s+(?:the\s+)?)", sentence[start:end])
    body = (
        any(word.lower() in _BODY for word in re.findall(r"\w+", sentence[start:end])) and "and" in sentence[start:end]
    )
    if body and len(pieces) == 3 and pieces[0].split()[0].lower() == "ministry":
        pieces = [sentence[start:end]]
    at = start
    for piece in pieces:
        stripped = _stripped(sentence, at, at + len(piece))
        if stripped:
            yield stripped
        at += len(piece)


def _stripped(sentence: str, start: int, end: int) -> Span | None:
    words = list(re.finditer(r"\S+", sentence[start:end]))
    first_in_sentence = re.search(r"(?:^|[.!?:\"“‘(—–-])\s*[\"“‘'(]?$", sentence[max(0, start - 4) : start]) is not None
    while words and _is_ordinary(words[0].group(), first=first_in_sentence):
        words.pop(0)
    while words and (_bare(words[-1].group()).lower() in _CALENDAR or words[-1].group()[0].islower()):
        words.pop()
    if not words:
        return None
    last = words[-1].group()
    trim = len(last) - len(re.sub(r"(?:['’]s|['’])$", "", last))
    span = Span(start + words[0].start(), start + words[-1].end() - trim)
    return span if span.end - span.start > 1 else None


def _bare(word: str) -> str:
    return re.sub(r"(?:['’]s|[.,'’])$", "", word)


def _is_ordinary(word: str, *, first: bool) -> bool:
    bare = _bare(word).lower()
    return word[0].islower() or bare in _CALENDAR or (bare in _COMMON and (first or bare in ("the", "a", "i", "an")))


def _guess(sentence: str, span: Span) -> Name:
    text = sentence[span.start : span.end]
    words = [_bare(word) for word in text.split()]
    before, after = sentence[max(0, span.start - 60) : span.start], sentence[span.end : span.end + 120]
    lead = re.search(r"([\w-]+)\.?\s+$", before)
    title = bool(lead) and lead.group(1).lower() in TITLES if lead else False
    lower = [word.lower() for word in words]
    if (
        lower[-1] in _BODY
        or (text.isupper() and len(words) == 1 and len(text) < 7)
        or lower[0] in ("ministry", "university")
    ):
        return Name(span, "organisation", 0.8)
    if lower[-1] in _LANDMARK or lower[0] in ("lake", "mount", "port", "fort", "camp", "cape"):
        return Name(span, "place", 0.8)
    if (lower[0] in TITLES and len(words) > 1) or title:
        return Name(span, "person", 0.95)
    if len(words) == 1 and _ADJECTIVE.match(text) and re.match(r"\s+[a-z]|\s*[-–]", after):
        return Name(span, "nationality", 0.7)
    return _guess_by_company(span, words, before, after)


def _guess_by_company(span: Span, words: list[str], before: str, after: str) -> Name:
    many = 2 <= len(words) <= 4 and not _DIRECTION.match(words[0])
    the = re.search(r"\bthe\s+$", before, re.IGNORECASE) is not None
    guesses: tuple[tuple[bool, Sort, float], ...] = (
        (bool(_PLACE_BEFORE.search(before)), "place", 0.75),
        (bool(_ROLE_AFTER.match(after)), "person", 0.9),
        (bool(_SPEECH_AFTER.match(after)) and not the, "person", 0.85 if many else 0.5),
        (bool(_SPEECH_BEFORE.search(before)), "person", 0.75 if many else 0.45),
        (bool(_WAY_BEFORE.search(before)), "place", 0.55),
        (many and not the, "person", 0.6),
    )
    sort, sure = next(((sort, sure) for met, sort, sure in guesses if met), ("other", 0.5 if the else 0.4))
    return Name(span, sort, sure)
