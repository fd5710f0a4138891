"""Tell whether the words around a date speak of the past or of what is to come. By cue words, without a parser."""

import re
from typing import Literal

Direction = Literal["past", "future"]

_FUTURE = re.compile(
    r"\b(?:(?:will|won['’]t|shall|would)\s+(?:(?:not|also|only|then)\s+)?be\s+(?:\w+ly\s+)?[a-z]+ed\b|"
    r"will|won['’]t|shall|would|(?<=['’])ll|(?:is|are|was|were|be|been)\s+(?:due|set|scheduled|expected|planned|"
    r"slated|going|likely|about|supposed|ready|to)|scheduled|slated|due|planned\s+for|upcoming|plans?|hopes?|intends?|"
    r"aims?|expects?|to\s+(?:be\s+\w+|begin|start|end|open|meet|hold|take)|until|till|ahead\s+of|deadline|expires?|"
    r"ends|begins|starts|opens|coming|could|may|might|should|must|by)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|said|told|began|came|went|saw|took|made|met|held|left|gave|got|ran|fell|rose|won|"
    r"lost|died|sent|shot|hit|struck|broke|brought|bought|built|caught|chose|drew|drove|fought|found|flew|grew|heard|"
    r"kept|knew|laid|led|paid|quit|sat|set|sold|spoke|spent|stood|swept|taught|thought|threw|wrote|became|since|"
    r"(?!(?:need|speed|indeed|hundred|exceed|proceed|succeed|feed|seed|breed|bleed|agreed\s+to)\b)[a-z]{2,}ed)\b"
)
_SENTENCE_START = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n\s*\n")
_BREAK = re.compile(r"[,;:()“”\"–—]|\bthat\b|\bwhich\b|\bwho\b|\band\b|\bbut\b")
_BEFORE_A_DATE = ("", "the", "early", "late", "mid", "at least")
_BREAK_COST = 18
_FOLLOWING_COST = 12


def direction(text: str, start: int, end: int) -> Direction | None:
    """Return where the nearest verb cue of the sentence around `text[start:end]` points, None where there is none."""
    first, last = _sentence(text, start, end)
    best: tuple[int, Direction] | None = None
    taken: list[tuple[int, int]] = []
    readings: tuple[tuple[Direction, re.Pattern[str]], ...] = (("future", _FUTURE), ("past", _PAST))
    for reading, cues in readings:
        for cue in cues.finditer(text, first, last):
            if (cue.start() < end and cue.end() > start) or any(a <= cue.start() < b for a, b in taken):
                continue
            if cue.group() == "by" and text[cue.end() : start].strip() not in _BEFORE_A_DATE:
                continue  # "bought by the gallery on Thursday"
            taken.append(cue.span())
            cost = _cost(text, cue, start, end)
            if best is None or cost < best[0]:
                best = (cost, reading)
    return best[1] if best else None


def _cost(text: str, cue: re.Match[str], start: int, end: int) -> int:
    after = cue.start() >= end
    between = text[end : cue.start()] if after else text[cue.end() : start]
    return len(between) + _BREAK_COST * len(_BREAK.findall(between)) + _FOLLOWING_COST * after


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    window = max(0, start - 400)
    first = window
    for match in _SENTENCE_START.finditer(text, window, start):
        first = match.end()
    stop = _SENTENCE_START.search(text, end, end + 400)
    return first, stop.start() if stop else min(len(text), end + 400)
