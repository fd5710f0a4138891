"""Who does in a sentence what a question asks of: "X bought it", "it was bought by X", "X will be the new coach".

By word order, without a parser; English. A sentence whose order is another one has no doer that is sure enough.
"""

import re
from typing import NamedTuple

from assistant.names import find_names
from assistant.synonyms import synonyms
from assistant.value import Value
from assistant.words import STOP_WORDS, stem
from store.article import Span

_BE = r"(?:is|was|are|were|be|been|being|became|becomes|become|remains?)"
_ASKS = re.compile(
    rf"^(?:and\s+|but\s+|so\s+)?who(?:m|\s+else)?\s+(?:(?:will|would|is\s+to|has|have|had|did|does|can|could)\s+)?"
    rf"(?:(?P<be>{_BE})\s+(?:to\s+be\s+|going\s+to\s+be\s+)?(?P<what>.+)|(?P<verb>[a-z]+)\b(?P<whom>.*))$",
    re.IGNORECASE,
)
_ONE_DOER = frozenset(
    stem(word)
    for word in str.split(
        "buy bought purchase sell sold win won make made paint write wrote compose build built design found invent "
        "discover direct own succeed replace head lead led chair create produce publish order shoot shot start begin "
        "began cause fire hire appoint name elect"
    )
)
"""What one person or body does, so that another one named for it contradicts."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLAUSE = re.compile(r"[;:“”\"()–—]|,\s|\b(?:and|but|that|which|when|while|as|because|after|before|whether)\s")
_ASIDE = re.compile(r",\s[^,;“”]{1,70},\s*$")
_AUXILIARY = re.compile(
    rf"(?:\s+(?:{_BE}|has|have|had|will|would|is\s+to|to|also|later|then|now|first|already|once|soon|did|not|never|"
    r"only|reportedly|probably))+\s*$"
)
_PASSIVE = re.compile(rf"\b{_BE}\s+(?:\w+ly\s+|since\s+|also\s+|later\s+|first\s+)?$")
_BY = re.compile(r"(?:\s+[\w’'-]+){0,6}?\s+by\s+")
_ITS_WORK = re.compile(r"\b(?:is|was|are|were)\s+(?:by|the\s+work\s+of)\s+")
_PLAIN = re.compile(
    r"(?:an?|the|his|her|its|their|two|three)\s+(?:(?!who\b|was\b|is\b|in\b|on\b|for\b|at\b|by\b|said\b)[\w’'-]+\s*){1,4}"
    r"(?:(?:from|of)\s+(?:the\s+)?[\w’'-]+)?",
    re.IGNORECASE,
)
_OWN = r"(?:(?:the|an?|its|their|his|her|[A-Z][\w’']+['’]s)\s+)?(?:[\w’-]+\s+){0,3}$"
_COPULA = re.compile(rf"\b{_BE}\s+(?:named\s+)?{_OWN}")
_NAMED_AFTER = re.compile(
    r"(?:\s+of\s+(?:the\s+)?[\w’' -]{2,40}?(?:,\s*|\s+(?:is|was|will\s+be)\s+)|,\s*|"
    r"\s+(?:(?:is|was|will\s+be)\s+)?)(?=[A-Z])"
)
_APPOSED = re.compile(r",\s+(?:the|an?|its|their)?\s*(?:[\w’-]+\s+){0,3}$")
_NOBODY = frozenset(str.split("it he she they we i you this that there who which what nobody one"))


class Sought(NamedTuple):
    """What a question asks the doer of: the stem of a verb, or the stems of what somebody is."""

    verb: str
    role: tuple[str, ...]

    @property
    def one(self) -> bool:
        """Whether only one can do or be it at a time."""
        return self.verb in _ONE_DOER or bool(self.role)


def sought(question: str) -> Sought | None:
    """Return what a question asks the doer of, None where it asks for no doer."""
    match = _ASKS.match(" ".join(question.split()).rstrip(" ?"))
    if match is None:
        return None
    if match["verb"]:
        return Sought(stem(match["verb"]), ()) if match["verb"].lower() not in STOP_WORDS else None
    what = re.match(
        r"(?:the|its|their|his|her|[A-Z][\w’']+['’]s)\s+(?P<role>(?:(?!of\b|in\b|for\b|at\b|who\b)[\w’'-]+\s*){1,4})",
        match["what"],
    )
    words = re.findall(r"[\w’-]+", what["role"]) if what else []
    return Sought("", tuple(stem(word) for word in words)) if words and not words[-1].endswith("s") else None


def doer(question: str, sentence: str) -> Value | None:
    """Return who does, by a sentence, what the question asks the doer of; None where no order of words tells it."""
    asked = sought(question)
    if asked is None:
        return None
    span = _agent(asked.verb, sentence) if asked.verb else _holder(asked.role, sentence)
    return _value(sentence, span) if span else None


def _agent(verb: str, sentence: str) -> Span | None:
    meant = synonyms(verb)
    for word in _WORD.finditer(sentence):
        if stem(word.group()) not in meant:
            continue
        by = _BY.match(sentence, word.end())
        if _PASSIVE.search(sentence, 0, word.start()):
            return _first_in(sentence, by.end()) if by else None
        if found := _subject(sentence, word.start()):
            return found
    work = _ITS_WORK.search(sentence) if verb in _ONE_DOER else None
    return _first_in(sentence, work.end()) if work else None


def _holder(role: tuple[str, ...], sentence: str) -> Span | None:
    """Return who is, by a sentence, what `role` says."""
    for word in _WORD.finditer(sentence):
        if stem(word.group()) != role[-1]:
            continue
        if found := _who_is(sentence, sentence[: word.start()], word.end()):
            return found
    return None


def _who_is(sentence: str, before: str, end: int) -> Span | None:
    """Return who holds the role that stands between `before` and `end`: "X is the coach", "coach X", "X, coach"."""
    copula = _COPULA.search(before)
    if copula and (found := _subject(sentence, copula.start())):
        return found
    apposed = _APPOSED.search(before)
    if apposed and (found := _name_before(sentence, apposed.start())):
        return found
    after = _NAMED_AFTER.match(sentence, end)
    return _name_at(sentence, after.end()) if after else None


def _subject(sentence: str, verb: int) -> Span | None:
    """Return what stands before a verb as its subject: a name, or a noun with its article."""
    before = _AUXILIARY.sub("", sentence[:verb].rstrip() + " ")
    before = _ASIDE.sub("", before.rstrip() + " ").rstrip(" ,")
    start = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    found = _first_in(before, start)
    return found if found and not re.search(rf"\b(?:said|says|told|{_BE})\b", before[found.end :]) else None


def _first_in(sentence: str, start: int) -> Span | None:
    start += len(sentence[start:]) - len(sentence[start:].lstrip(' “"‘'))
    plain = _PLAIN.match(sentence, start)
    inside = [name for name in find_names(sentence) if name.span.start >= start]
    if inside and inside[0].span.start <= start + 4 and (not plain or inside[0].span.start < plain.end()):
        return inside[0].span
    if plain and inside and inside[0].span.end <= plain.end() and inside[0].sort == "person":
        return inside[0].span
    return Span(start, start + len(plain.group().rstrip())) if plain else None


def _name_at(sentence: str, start: int) -> Span | None:
    return next((name.span for name in find_names(sentence) if name.span.start == start), None)


def _name_before(sentence: str, end: int) -> Span | None:
    return next((name.span for name in find_names(sentence) if name.span.end == end), None)


def _value(sentence: str, span: Span) -> Value | None:
    text = sentence[span.start : span.end]
    if text.lower() in _NOBODY:
        return None
    sort = next((name.sort for name in find_names(sentence) if name.span == span), "plain")
    normal = re.sub(r"^(?:the|an?)\s+", "", re.sub(r"\W+", " ", text).strip().lower())
    return Value(text=text, span=span, normal=normal, fit=1.0, unit=sort)
