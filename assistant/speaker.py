"""Find whose word a sentence gives: "the harbour master said", "according to police". By wording; English."""

import re

from assistant.names import find_names
from assistant.words import STOP_WORDS, stems

_SPEAKS = re.compile(
    r"\b(?:(?:has|had|have)\s+)?(?:(?:also|previously|earlier|already|once|again|later|first)\s+)?(?:said|says|told|tells|"
    r"announced|reported|confirmed|stated|added|wrote|claimed|claims|estimated|estimates|insisted|insists|maintains|"
    r"maintained|argued|argues|warned|denied|denies|explained|spoke\s+of|spoken\s+of|puts?|counted|counts|thinks|"
    r"believes|expects?|suspects?|suspected|blames?|blamed|accuses?|accused|traces?|traced|attributes?|attributed)\b"
)
_SOURCE = re.compile(r"\baccording\s+to\s+(?P<who>[^,.;“”]{2,60})", re.IGNORECASE)
_ASIDE = re.compile(r",\s[^,“”]{1,70},\s*$")
_OPENS = re.compile(r"[,;:“”\"‘’–—]\s*|\b(?:and|but|that|while|when)\s+")
_AFTER = re.compile(r"\s+(?:(?:his|her|the|its|their)\s+)?(?P<who>(?:[\w'’-]+(?:\.|,)?\s*){1,5})")
_INVERTED = re.compile(r"\s+[A-Z][\w’'-]+\s+[A-Z]")
_NOBODY = frozenset(
    "it he she they we i which who this that there reports report sources people late counted officials "
    "mr mrs ms dr prime minister president general colonel mayor chief head spokesman spokeswoman spokesperson "
    "foreign defence defense secretary monday tuesday wednesday thursday friday saturday sunday".split()
)


def speakers(sentence: str) -> frozenset[str]:
    """Return the stems of the names and nouns whose word a sentence gives; none where it states plainly."""
    found = [match["who"] for match in _SOURCE.finditer(sentence)]
    found += [_subject(sentence, match) for match in _SPEAKS.finditer(sentence)]
    return frozenset(stem for who in found for stem in _of(who))


def _subject(sentence: str, verb: re.Match[str]) -> str:
    before = sentence[: verb.start()].rstrip()
    inverted = _INVERTED.match(sentence, verb.end()) is not None
    if before.endswith(("”", '"', ",", "’")) and (inverted or not _ASIDE.search(before + " ")):
        after = _AFTER.match(sentence, verb.end())
        return after["who"] if after else ""
    before = _ASIDE.sub("", before + " ").rstrip(" ,")
    return _OPENS.split(before)[-1]


def _of(who: str) -> list[str]:
    names = [who[name.span.start : name.span.end] for name in find_names(who)]
    kept = " ".join(names) if names else " ".join(who.split()[:4])
    return stems(
        " ".join(word for word in re.findall(r"[^\W\d][\w-]+", kept) if word.lower() not in _NOBODY | STOP_WORDS)
    )


def different(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether both are known and nobody is in both."""
    return bool(one) and bool(other) and one.isdisjoint(other)
