"""Sentences that a report counts out: "Three things should follow." and the three after it, or points below a colon."""

import re
from collections.abc import Sequence

from assistant.cite import Quote
from assistant.evidence import Evidence
from store.date_words import NUMBERS, ORDINALS

MOST = 8
_HOW_MANY = re.compile(rf"\b({'|'.join(word for word, n in NUMBERS.items() if 1 < n <= MOST)})\b", re.IGNORECASE)
_RANKS = "|".join(word for word, n in ORDINALS.items() if n <= MOST)
_NEXT = re.compile(rf"\W*(?:(?:the|a|an)\s+)?(?:{_RANKS}|one|another|next|also|and|finally|lastly)\b", re.IGNORECASE)
_POINT = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)])\s")


def enumerated(item: Evidence) -> list[Quote]:
    """Return the sentences that this one announces or that are counted out with it, in their order; [] if none are."""
    passage = item.hit.passage
    quotes = [
        Quote(passage=passage, start=start, text=passage.text[start - passage.start : end - passage.start])
        for start, end in passage.sentences
    ]
    at = [one.start for one in quotes].index(item.span.start)
    for announcing in range(at, max(-1, at - MOST - 1), -1):
        points = _points([one.text for one in quotes[announcing:]])
        if points and at <= announcing + points:
            return quotes[announcing + 1 : announcing + 1 + points]
    return []


def _points(texts: Sequence[str]) -> int:
    """Return how many sentences after the first one are those that it announces."""
    announces, *rest = texts
    listed = next((n for n, text in enumerate(rest) if not _POINT.match(text)), len(rest))
    if listed > 1:
        return min(MOST, listed)
    return next((n for n in _told(announces) if _go_on(rest[:n], n)), 0)


def _told(text: str) -> list[int]:
    return [NUMBERS[word.lower()] for word in _HOW_MANY.findall(text)]


def _go_on(texts: Sequence[str], count: int) -> bool:
    """Return whether there are so many sentences, most of which say that they are one more."""
    return len(texts) == count and 2 * sum(_NEXT.match(text) is not None for text in texts) > count
