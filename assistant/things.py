"""What a broad question of amount is answered with: each thing that is counted, whose or where it is, and how many.

Numbers of one thing stand to each other as in any answer, and the newest or best supported heads. Which questions are
broad is `broad`'s.
"""

import re
from collections.abc import Sequence

from assistant.bounds import leaps
from assistant.broad import FITS
from assistant.cite import Difference, Side, Statement
from assistant.events import events
from assistant.evidence import Evidence
from assistant.kin import of_one_stem
from assistant.locations import find_locations
from assistant.names import find_names
from assistant.positions import Position, own_value, positions, quote, shown
from assistant.question import Asked
from assistant.referent import clause
from assistant.relations import relation
from assistant.value import Value
from assistant.verdict import Verdict, judge, stated
from store.article import Span
from store.orders import about_orders, orders

MOST = 5
"""Things that one answer tells of."""
LONGEST = 25
"""Words of a sentence that are told of a number at most."""
NEAR = 40
"""Characters from a number to its place within which what lies between is told too."""
_BREAK = re.compile(r",(?!\d)|[;:“”\"()–—]|\b(?:that|which|who|while|when|but)\s|\band\s(?=[a-z])")
_STOP = re.compile(r",(?!\d)|[;:.!?](?=\W|$)|[“”\"()–—]|\b(?:but|while|when)\s")
_NO_SUBJECT = re.compile(
    r"(?:[a-z]+ing|[a-z]+ed|is|are|was|were|has|have|had|will|would|to|of|with|by|for|from|than|as|in|at|on|and)\b"
)
_ITS_OWN = re.compile(
    r"\W*(?:(?:after|before|because|until|if|as|and)\s+|(?:in|on|at|from|by|for|since)\s+(?:[\w’'-]+\s+){1,3})?"
    r"(?:(?:an?|the|another|further|total|number|figure|of)\s+)*",
    re.IGNORECASE,
)
"""What leads a number that is what its clause speaks of."""
_NEW_SENTENCE = re.compile(r"[;:.!?]\s")
_NEW_CLAUSE = re.compile(r"\b(?:has|have|had|was|were|is|are|will|would|said|says|but|while|who|which|that|as)\b")
_LEADS = re.compile(
    r"\b(?:in|at|near|outside|inside|along|across|around|within|on|from|to|towards?|into|over|beyond|behind)\s+$",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"[’']s?\s+[a-z-]+")


def things(asked: Asked, evidence: Sequence[Evidence]) -> list[Verdict]:
    """Return what sentences say of each thing that they count, the best supported thing first."""
    likely = [item for item in evidence if _of_those(asked, item)]
    groups = [group for event in events(asked, likely) for group in _apart(asked, event.evidence)]
    groups.sort(key=lambda group: -group[0].weight)
    return [_judged(asked, group) for group in groups[:MOST]]


def told(asked: Asked, position: Position) -> Statement:
    """Return the number of one thing as a statement, in the words that say whose and where it is."""
    value = own_value(asked, position)
    return stated(asked, position, instead=referred(position.carried_by[0].text, value))


def apart(asked: Asked, found: Sequence[Verdict]) -> Difference | None:
    """Return the point that the things are others, None where there is one only."""
    heads = [verdict.head for verdict in found if verdict.head]
    if len(heads) < 2:
        return None
    sides = tuple(Side(text=shown(own_value(asked, head)), quote=quote(head.carried_by[0])) for head in heads)
    return Difference(about=asked.kind, sides=sides, open=False, kind="another thing")


def referred(sentence: str, value: Value) -> list[str]:
    """Return a number in the words of its sentence that say whose it is and where, the shortest first.

    The longer ones keep whose word it is; "…" stands for what is left out between the number and its place.
    """
    breaks = [0, *(match.end() for match in _BREAK.finditer(sentence, 0, value.span.start))]
    its_own = _ITS_OWN.fullmatch(sentence, breaks[-1], value.span.start) is not None
    starts = [value.span.start] if its_own else []
    starts += [
        _trimmed(sentence, start)
        for start in reversed(breaks[:-1] if its_own else breaks)
        if not _NO_SUBJECT.match(sentence, _trimmed(sentence, start))
    ]
    place = _place(sentence, value)
    return [text for start in starts or [value.span.start] for text in _from(sentence, start, value, place)]


def _from(sentence: str, start: int, value: Value, place: Span | None) -> list[str]:
    """Return what is told from `start` to a number and its place, where it is short enough and more than the number.

    A number that comes first is told with what it does, where no place is.
    """
    first = start == value.span.start
    stop = _STOP.search(sentence, value.span.end)
    own = stop.start() if stop and first else len(sentence) if first else value.span.end
    found = [sentence[start:own]]
    if place and not _NEW_SENTENCE.search(sentence, value.span.end, place.start):
        found.insert(0, sentence[start : place.end])
        between = sentence[value.span.end : place.start]
        if not first and len(between) > NEAR and not _NEW_CLAUSE.search(between):
            found.insert(0, f"{sentence[start : value.span.end]} … {sentence[place.start : place.end]}")
    told_so = dict.fromkeys(one.rstrip(" .!?") for one in found)
    return [text for text in told_so if len(text.split()) <= LONGEST and text != value.text]


def _trimmed(sentence: str, start: int) -> int:
    """Return where the words from `start` on begin, behind white space and quotation marks."""
    return len(sentence) - len(sentence[start:].lstrip(" ‘’'\"“”*#–—-"))


def _of_those(asked: Asked, item: Evidence) -> bool:
    """Return whether a sentence counts what is asked for, of the side that the question names where it names one."""
    reports = not item.features.get("heading") and (not orders(item.text) or about_orders(asked.text))
    return reports and any(value.fit >= FITS and _of_its_side(asked, item, value) for value in item.values)


def _of_its_side(asked: Asked, item: Evidence, value: Value) -> bool:
    """Return whether a number is of those whom the question names: "on the Lornish border" makes nobody Lornish."""
    acting = clause(item.text, value).actors
    if not acting:
        return not asked.names or item.features.get("names", 1.0) >= 1
    return all(any(name == actor or of_one_stem(name, actor) for actor in acting) for name in asked.names)


def _apart(asked: Asked, evidence: Sequence[Evidence]) -> list[list[Position]]:
    """Return the positions that are said of one thing together, the best supported thing first."""
    groups: list[list[Position]] = []
    for position in positions(asked, evidence):
        group = next((one for one in groups if _one_thing(asked, one[0], position, evidence)), None)
        if group:
            group.append(position)
        else:
            groups.append([position])
    return groups


def _one_thing(asked: Asked, one: Position, other: Position, evidence: Sequence[Evidence]) -> bool:
    """Return whether two numbers are said of one thing: a far larger one is, at most, of those who fared alike."""
    if relation(asked, one, other, evidence) == "another thing":
        return False
    befell = [clause(each.carried_by[0].text, own_value(asked, each)).fates for each in (one, other)]
    return not leaps(one.value, other.value) or not befell[0].isdisjoint(befell[1])


def _judged(asked: Asked, group: Sequence[Position]) -> Verdict:
    verdict = judge(asked, [item for position in group for item in position.carried_by])
    return verdict if verdict.head else Verdict(group[0], ())


def _place(sentence: str, value: Value) -> Span | None:
    """Return the first place that is told behind a number, with its preposition."""
    peoples = [name.span for name in find_names(sentence) if name.sort == "nationality"]
    for span, _ in find_locations(sentence):
        if span.start < value.span.end or any(span.end == people.end for people in peoples):
            continue
        lead, rest = _LEADS.search(sentence, value.span.end, span.start), _OF_IT.match(sentence, span.end)
        return Span(lead.start() if lead else span.start, rest.end() if rest else span.end)
    return None
