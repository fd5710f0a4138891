"""Find reported and quoted speech in a text: who speaks, which words are theirs, and if that may be left out."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.check.tokens import Token, tokens
from store.article import Span
from store.sentences import sentences

_NEUTRAL = (
    r"said|says|say|told|tells|tell|announced|announces|added|adds|stated|states|reported|reports|report(?=[.,]|\s+that)|"
    r"confirmed|confirms|explained|explains|wrote|writes|noted|declared|showed(?=\s+that)|shows?(?=[.,]|\s+that)|decided|ruled|"
    r"found(?=[.,]|\s+that)|has\s+found|replied|promised|promises|revealed|reveals|described|describes|called|calls|joked|recalled"
)
_CONTESTED = (
    r"claimed|claims|claim|maintained|maintains|insisted|insists|argued|argues|warned|warns|alleged|alleges|thinks|thought|"
    r"think|believed|believes|believe|suggested|suggests|denied|denies|deny|swears|swore|accused|accuses|estimated|"
    r"estimates(?=\s)|expects|fears|feared|doubts|predicted|predicts|spoke\s+of|speaks\s+of|spoken\s+of|complained|complains|"
    r"criticised|criticises|criticized|puts?(?=\s+(?:the|its|it)\b[^.,;]{0,40}\bat\s+[\d$€£])"
)
_VERB = re.compile(
    rf"(?i)(?<!\bare\s)(?<!\bis\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)(?<!\bnot\s)\b(?:(?P<contested>{_CONTESTED})|{_NEUTRAL})\b"
)
_ACCORDING = re.compile(
    r"(?i)\b(?:according\s+to|in\s+the\s+words\s+of|citing)\s+(?P<who>[^,.;:]+?)(?=[,.;:]|\s+that\b|$)"
)
_RUMOUR = re.compile(
    r"(?i)\b(?:is|are|was|were)\s+(?:said|believed|thought|rumou?red|reported|alleged|claimed)\s+to\b"
    r"|\b(?:its|his|her|their)\s+(?:own\s+)?(?:estimate|claim|opinion|view)s?\b|\b(?:allegedly|reportedly|supposedly|apparently)\b"
)
_DIRECT = re.compile(r"[“\"](?P<said>[^”\"]{3,}?)[”\"]")
BODIES = frozenset(
    "police ministry army navy commission authority court council brigade service agency office hospital town city "
    "organiser official guard prosecutor judge inquiry bank department bureau board minutes ministries officials "
    "organisers authorities government committee parliament banks institute senate registry airport organizers".split()
)
"""Words for bodies that tell of their own field."""
_PARTIES = frozenset(
    "party company source sources critics opposition league union readers people workers residents".split()
)
_BREAK = re.compile(r"[;:—–,”\"]\s+|[.!?]\s+|\s-\s+|\b(?:but|while|although|because)\s+")
_ASIDE = re.compile(r",\s+(?:[^,;:”\"]|,(?=\d))+,\s*$")
_HELPED = re.compile(r"(?:\s+(?:has|have|had|also|later|then|however))+$")
_RELATIVE = re.compile(r"^(?:which|who)\b")
_WHO_AFTER = re.compile(
    r"\s+(?P<who>(?:the\s+|an?\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,6}?)(?=[,.;]|\s+(?:of|in|on|at|who)\b|\s*$)"
)
_GOES_ON = re.compile(r"\s+(?:that\b|it\b|he\b|she\b|they\b|its\b|there\b|on\s+\w+day\b|in\b)")
_ENDS = re.compile(
    r"\s*(?:[.,;:!?”\"]|$|(?:on|in|at|this|last|late|yesterday|earlier|after|during|when|to|\w+day)\b"
    r"|(?:[\w’'-]+\s*){1,4}(?:[.,;”\"]|$))"
)
_LONGEST_WHO = 14


class Speech(NamedTuple):
    """Who speaks, as written and as words, the words that are theirs and where, and if a claim needs to say so."""

    speaker: str
    by: tuple[Token, ...]
    said: tuple[Token, ...]
    spans: tuple[Span, ...]
    needed: bool


def speeches(text: str, whole: str) -> tuple[Speech, ...]:
    """Return what is spoken in `text`, the end of `whole`, which may begin with the speaker."""
    lead = len(whole) - len(text)
    return tuple(speech for speech in _speeches(whole) if any(span.end > lead for span in speech.spans))


def flat_part(text: str, whole: str) -> tuple[Token, ...]:
    """Return the words of content of `text` that nobody is said to say."""
    lead = len(whole) - len(text)
    spans = [span for speech in _speeches(whole) for span in speech.spans]
    return tuple(
        token
        for token in tokens(whole)
        if token.content and token.start >= lead and not any(a <= token.start < b for a, b in spans)
    )


@lru_cache(maxsize=1024)
def _speeches(whole: str) -> tuple[Speech, ...]:
    return tuple(speech for span in sentences(whole) for speech in _in_sentence(whole, span))


def _in_sentence(whole: str, span: Span) -> Iterator[Speech]:
    sentence = whole[span.start : span.end]
    direct = list(_DIRECT.finditer(sentence))
    for match in direct:
        yield _direct(whole, span, match)
    for match in _ACCORDING.finditer(sentence):
        spans = (Span(span.start, span.start + match.start()), Span(span.start + match.end(), span.end))
        yield _speech(whole, match["who"], spans, contested=False)
    if _RUMOUR.search(sentence):
        yield _speech(whole, "somebody", (span,), contested=True)
    for match in _VERB.finditer(sentence):
        if not any(quoted.start() <= match.start() < quoted.end() for quoted in direct):
            yield from _reported(whole, span, match)


def _direct(whole: str, span: Span, match: re.Match[str]) -> Speech:
    """Return what stands in quotation marks, spoken by whom the rest of the sentence says."""
    sentence = whole[span.start : span.end]
    apart = sentence[: match.start()] + ", " + sentence[match.end() :]
    verb = _VERB.search(apart)
    who = _speaker(apart, verb)[0] if verb else ""
    inside = Span(span.start + match.start("said"), span.start + match.end("said"))
    return _speech(whole, who, (inside,), contested=True)


def _reported(whole: str, span: Span, match: re.Match[str]) -> Iterator[Speech]:
    """Yield what a verb of speech reports: the words after it, or before where the sentence is turned round."""
    sentence = whole[span.start : span.end]
    who, at, turned = _speaker(sentence, match)
    if not who:
        return
    contested = match["contested"] is not None
    before = Span(span.start, span.start + max(at, 0))
    after = Span(span.start + match.end() + (len(who) + 1 if turned else 0), span.end)
    lead = sentence[:at].rstrip()
    if turned:
        yield _speech(whole, who, (Span(span.start, span.start + match.start()), after), contested=contested)
    elif lead.endswith((",", "—", "–", "-")) and _ENDS.match(sentence, match.end()):
        yield _speech(whole, who, (before,), contested=contested)
    elif re.search(r"\w", sentence[match.end() :]):
        yield _speech(whole, who, (after,), contested=contested)


def _speaker(sentence: str, verb: re.Match[str]) -> tuple[str, int, bool]:
    """Return who speaks, where that begins, and whether it stands after the verb."""
    before = _HELPED.sub("", sentence[: verb.start()].rstrip())
    if before.endswith((",", "”", '"', "?", "!")) or not before:
        after = _WHO_AFTER.match(sentence, verb.end())
        if after and not _GOES_ON.match(sentence, verb.end()):
            return after["who"].strip(), verb.end(), True
        before = _ASIDE.sub("", before)
    elif _RELATIVE.match(before.rpartition(", ")[2]):
        before = before.rpartition(", ")[0]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    at = breaks[-1] if breaks else 0
    who = before[at:].strip()
    if breaks and re.match(r"(?:the|a|an|head|its|[a-z]+)\b", who) and "," in before and len(breaks) > 1:
        named = before[breaks[-2] : at].strip(" ,")
        who, at = (f"{named} {who}", breaks[-2]) if named[:1].isupper() and len(named.split()) < 5 else (who, at)
    return ("", 0, False) if len(who.split()) > _LONGEST_WHO else (who, at, False)


def _speech(whole: str, who: str, spans: tuple[Span, ...], *, contested: bool) -> Speech:
    by = tuple(token for token in tokens(who) if token.word)
    said = tuple(
        token
        for token in tokens(whole)
        if token.content and any(span.start <= token.start < span.end for span in spans)
    )
    body = any(token.low in BODIES for token in by) and not any(token.low in _PARTIES for token in by)
    return Speech(who, by, said, spans, contested or not body)
