"""Tell from the words around a value that its own report takes it back: "nine, and not eleven", "an earlier version".

Such a value is what was said before, so that it is shown as the earlier report and heads no answer. By wording, for
English.
"""

import re

from store.article import Passage, Span

_BEFORE = re.compile(
    r"(?:\b(?:and|but|,)\s+not|\brather\s+than|\binstead\s+of|\bno\s+longer|\b(?:up|down)\s+from|\b(?:corrected|moved|changed|"
    r"postponed|delayed|rescheduled|shifted|deferred|slipped|forward|(?:put|pushed|set)\s+(?:back|off))\s+from|"
    r"\b(?:more|fewer|less|higher|lower|above|below)\s+than)\s+(?:(?:the|on|in|at|by|some|about)\s+){0,2}$"
    r"|\b(?:earlier|previous|first|original)\s+(?:version|report|edition|article|count|figure)\b[^.;]{0,80}$"
    r"|\b(?:first|originally|initially|wrongly|mistakenly|incorrectly|erroneously)\s+(?:\w+\s+)?(?:counted|reported|said|"
    r"announced|named|given|put|stated|spoken|thought|planned|scheduled|expected)\b[^.;]{0,60}$"
    r"|\bhad\s+(?:spoken\s+of|put|named|counted)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[^.;]{0,25}\b(?:as|that|which|it|she|he|they|we|the\s+\w+)\s+(?:(?:had|was|were|have|has)\s+)?(?:been\s+)?(?:first|"
    r"earlier|previously|originally|initially|wrongly|mistakenly)\b"
    r"|[^.;]{0,30}\b(?:it|she|he|they|we|that)\s+had\s+(?:announced|named|reported|spoken|given|said|put|promised|planned)\b"
    r"|[^.;]{0,15},?\s+as\s+(?:had\s+been|was|were)\s+(?:reported|announced|stated|said)\b",
    re.IGNORECASE,
)
_THEN_WRONG = re.compile(
    r"[^.;]{0,80}\b(?:wrong|incorrect|mistaken|an?\s+(?:error|mistake)|not\s+(?:true|correct|right))\b", re.IGNORECASE
)
_SAID_SO = re.compile(r"\b(?:reported|said|told|wrote|gave|announced)\b", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:correct(?:ion|ed|s)|revis(?:ed|es|ion)|now\s+(?:established|known|clear)|clarif(?:ied|ication)|retract\w*|"
    r"than\s+(?:(?:was|were|had\s+been|first|originally|previously|initially)\s+)*(?:announced|planned|expected|reported|"
    r"thought|feared|scheduled)|postponed|delayed|brought\s+forward|moved\s+(?:to|from)|rescheduled|put\s+(?:off|back))\b",
    re.IGNORECASE,
)


def taken_back(sentence: str, span: Span, following: str = "") -> bool:
    """Return whether the words around `sentence[span]`, or the sentence after it, take it back."""
    if _BEFORE.search(sentence, max(0, span.start - 140), span.start) or _AFTER.match(sentence, span.end):
        return True
    return _SAID_SO.search(sentence) is not None and _THEN_WRONG.match(following) is not None


def corrects(passage: Passage, sentence: str) -> bool:
    """Return whether a report says of itself that it sets right what was said before."""
    return _CORRECTS.search(sentence) is not None or _CORRECTS.search(passage.title or "") is not None


def following(passage: Passage, start: int) -> str:
    """Return the sentence of a passage after the one that begins at `start`, "" at its end."""
    offset = passage.start
    return next(
        (passage.text[span.start - offset : span.end - offset] for span in passage.sentences if span.start > start), ""
    )


def preceding(passage: Passage, start: int, count: int = 2) -> str:
    """Return the last `count` sentences of a passage before the one that begins at `start`, "" where there are none."""
    spans = [span for span in passage.sentences if span.start < start][-count:]
    return passage.text[spans[0].start - passage.start : spans[-1].end - passage.start] if spans else ""
