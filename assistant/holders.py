"""Who holds a post or stands in a relation by a sentence: "Tolm mayor X", "Y, head of the council", "his father, Z".

By word order and capitals, without a parser; English. A name beside the same word is another's where both say whose
post it is and differ: the president of Brevia is not "Keldanian President X".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.check.lemmas import derived, lemma, same_country
from assistant.kin import of_one_stem
from assistant.names import CAPITAL
from assistant.offices import BE, DOER, KINSHIP, WORD, Office, is_boundary, parts
from assistant.synonyms import synonyms
from assistant.words import STOP_WORDS, fold, stem
from store.article import Span
from store.date_words import MONTHS, WEEKDAYS

LIKE_IT = 0.7
"""How sure a holder is where the post is called by another word."""
OWNER_UNSAID = 0.6
"""The same where whose post it is does not stand beside it."""
FORMER = 0.5
"""What is left where somebody held it once."""
_MANY = re.compile(r"[^s]s$")
"""Three soldiers are nobody by name."""
_DOES = re.compile(r"^(?!acting|managing|retired)[a-z]+(?:ing|ed)\b")
"""What a name does, not what it is: "Name, injuring a soldier"."""
_FORMER = re.compile(r"\b(?:former|then|ex|late|previous|outgoing|retired)\b", re.IGNORECASE)
_NAME = re.compile(rf"{CAPITAL}(?:\s+(?:(?:de|da|del|della|di|van|von|der|den|la|al|el|bin|ibn)\s+)?{CAPITAL}){{0,3}}")
_DONE_BY = re.compile(rf"\b(?P<deed>[a-z]+)\s+by\s+(?:(?:the|a|an|[a-z]+)\s+){{0,3}}(?P<name>{_NAME.pattern})")
_DEEDS = {"author": "write", "poet": "write", "king": "rule", "presid": "lead", "boss": "run"}
"""What somebody does whose post has no verb of its own."""
_APPOSED = re.compile(rf"(?P<name>{_NAME.pattern})(?:['’]s?)?(?:,\s+|\s+\(|\s+[–—-]\s+)(?:who\s+{BE}\s+)?$")
_BEING = re.compile(
    rf"(?P<name>{_NAME.pattern})(?:,[^,;.]{{1,60}},)?\s+(?:{BE}|(?:{BE}\s+)?(?:elected|appointed|named|sworn\s+in|chosen|made)|"
    rf"(?:took\s+over|serves|served|acts|acted))(?:\s+(?:as|to\s+be))?\s+$"
)
_MADE = re.compile(
    rf"\b(?:elected|appointed|named|chose|made|hired)\s+(?P<name>{_NAME.pattern})\s+(?:as\s+|to\s+be\s+)?$"
)
_OF = re.compile(r"\s+(?:of|for|at|in|to)\s+(?:the\s+)?((?:(?!(?:said|is|was|will|has|had|and)\b)[\w’'-]+\s*){1,6})")
_JOINT = re.compile(rf",?\s+(?:{BE}\s+)?")
_APART = re.compile(rf"\s*,\s+|\s*{BE}\s+")
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)


class Holder(NamedTuple):
    """Who holds such a post in a sentence, and how sure it is that it is the one asked for; 0 for another's post."""

    span: Span
    sure: float


@lru_cache(maxsize=4_096)  # its values and its features ask it of the same sentence
def holders(sought: Office, sentence: str) -> tuple[Holder, ...]:
    """Return the names beside such a post in `sentence`, those of another's post with `sure` 0."""
    return (*_holders(sought, sentence), *_doers(sought, sentence))


def _doers(sought: Office, sentence: str) -> Iterator[Holder]:
    """Yield by whom something was done that makes somebody what is asked for: a film "directed by X" has a director."""
    for match in _DONE_BY.finditer(sentence):
        deed = lemma(match["deed"])
        does = derived(deed, sought.post) or deed == _DEEDS.get(sought.post)
        if does and not sought.by_verb and (span := _name(sentence, *match.span("name"))):
            yield Holder(span, LIKE_IT)


def _holders(sought: Office, sentence: str) -> Iterator[Holder]:
    for word in WORD.finditer(sentence):
        like = _likeness(sought, word.group())
        if not like:
            continue
        start = _phrase_start(sentence, word.start())
        for span, end in _beside(sought, sentence, start, word.end()):
            own = sentence[start : word.start()], sentence[word.end() : end]
            owned = _owned(sought, *own, by_its_name=like == 1.0)
            past = FORMER if _FORMER.search(sentence, start, word.end()) else 1.0
            yield Holder(span, round(like * owned * past, 3))


def _likeness(sought: Office, word: str) -> float:
    if _MANY.search(word):
        return 0.0
    base = lemma(word.rstrip("-").rsplit("-", 1)[-1])
    if sought.by_verb:
        is_doer = DOER.search(word.lower()) is not None and word.lower() not in STOP_WORDS
        return LIKE_IT if is_doer and (derived(sought.post, base) or base in synonyms(sought.post)) else 0.0
    if base == sought.post:
        return 1.0
    return LIKE_IT if base in synonyms(sought.post) and sought.post not in KINSHIP else 0.0


def _phrase_start(sentence: str, start: int) -> int:
    """Return where the words that belong to a post begin before it: "the Russian general staff" before "chief"."""
    for word in list(WORD.finditer(sentence, 0, start))[:-7:-1]:
        joined = sentence[word.end() : start].strip()
        if joined or is_boundary(word.group()):
            break
        start = word.start()
    return start


def _beside(sought: Office, sentence: str, start: int, end: int) -> Iterator[tuple[Span, int]]:
    """Yield the name that goes with the post at `start` to `end`, and where what belongs to the post ends."""
    before = re.sub(r"(?:\b(?:an?|the|its|their|his|her|our)\s+)$", "", sentence[:start], flags=re.IGNORECASE)
    of = _OF.match(sentence, end)
    reach = of.end() if of else end
    rules = (_BEING, _MADE) if _DOES.match(sentence[start:end]) else (_APPOSED, _BEING, _MADE)
    for found in (rule.search(before) for rule in rules):
        if found and (span := _name(sentence, *found.span("name"))):
            yield span, reach
            return
    for at, last in _after(sought, sentence, end, of):
        name = _NAME.match(sentence, at)
        if name and (span := _name(sentence, *name.span())):
            yield span, last
            return


def _after(sought: Office, sentence: str, end: int, of: re.Match[str] | None) -> Iterator[tuple[int, int]]:
    """Yield where a name may begin behind a post, and where what belongs to the post ends."""
    if of:
        known = [part for part in WORD.finditer(sentence, of.start(1), of.end(1)) if _is_asked(sought, part.group())]
        if known and (next_to := _JOINT.match(sentence, known[-1].end())):
            yield next_to.end(), known[-1].end()
        comma = _APART.match(sentence, of.end())
        if comma:
            yield comma.end(), of.end()
        return
    if direct := _JOINT.match(sentence, end):
        yield direct.end(), end


def _is_asked(sought: Office, word: str) -> bool:
    return stem(word) in sought.names | sought.plain


def _name(sentence: str, start: int, end: int) -> Span | None:
    """Return where the name in a run of capitals stands, None where it is a word of the calendar or no name."""
    words = list(re.finditer(r"\S+", sentence[start:end]))
    while words and is_boundary(words[0].group()):
        words.pop(0)
    if not words or any(fold(word.group()) in _CALENDAR for word in words):
        return None
    last = re.sub(r"['’]s?$", "", words[-1].group())
    return Span(start + words[0].start(), start + words[-1].start() + len(last))


def _owned(sought: Office, before: str, behind: str, *, by_its_name: bool) -> float:
    """Return how well the words that belong to a post say whose it is; 0 where they say that it is another's."""
    names, plain = parts(f"{before} {behind}")
    lacking = {name for name in sought.names if not any(_one_name(name, other) for other in names | plain)}
    extra = {other for other in names if not any(_one_name(name, other) for name in sought.names | sought.plain)}
    unsaid, more = sought.plain - plain - names, plain - sought.plain
    if (lacking and (extra or parts(behind)[1] - sought.plain)) or (
        not sought.by_verb and (unsaid and more | extra if by_its_name else unsaid | more)
    ):
        return 0.0
    return OWNER_UNSAID if lacking or (unsaid and not sought.names) else 1.0


def _one_name(one: str, other: str) -> bool:
    return one == other or of_one_stem(one, other) or same_country(one, other)
