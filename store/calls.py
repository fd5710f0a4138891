"""Find sentences in which a site speaks to its reader: sign up, follow us, cookies, rights. Quoted speech is kept."""

import re
from collections.abc import Iterator

from store.article import Skipped
from store.lines import Line
from store.sentences import sentences

_LONGEST = 400
# Every pattern below needs one of these words; looking for them first saves most of the time of cleaning.
_HINTS = frozenset(
    "sign signing subscribe inbox click tap app journalism join follow like cookies policy share crossword puzzle "
    "quiz copyright c reserved published republished produced reproduced distributed redistributed broadcast "
    "reach contact email mail write".split()
)
_RIGHTS = re.compile(
    r"©|\(c\) (?:19|20)\d\d|copyright (?:\(c\) |© )?(?:19|20)\d\d|all rights reserved|"
    r"may not be (?:re)?(?:published|produced|distributed|broadcast)",
    re.IGNORECASE,
)
_PLACES = r"(?:twitter|x\b|facebook|instagram|social|threads|bluesky|google news|whatsapp|telegram|youtube|tiktok)"
# News sentences are no commands, so what is also said of people ("millions follow her") must open its clause.
_START = r"(?:^\W*|[:;!?–—-]\s*|\bplease |\byou can (?:also )?)"
_CALL = re.compile(
    rf"{_START}(?:sign up|subscribe|join (?:us|our)|download our|support (?:our|independent|local) journalism|"
    r"share this (?:article|story|post|page)|(?:like|follow) (?:us|me|him|her|them|our|the|@?[A-Z]).{0,60}?"
    rf"(?:\b(?:on|at) {_PLACES}|@\w)|play the [\w ]{{0,30}}(?:crossword|puzzle|quiz))"
    r"|\b(?:sign up|subscribe)\b.{0,100}\b(?:newsletter|inbox|here)\b|\bdelivered (?:\w+ )?to your inbox|"
    r"^get .{0,60} in your inbox|\b(?:click|tap) here\b|"
    r"\bwe use cookies|\b(?:site|website) uses cookies|\baccept (?:all )?cookies|\bour (?:cookie|privacy) policy",
    re.IGNORECASE,
)
_REACH = re.compile(
    r"(?:you can )?(?:reach|contact|e-?mail|write to)\b[^.]{0,60}?[\w.+-]{1,60}@[\w-]+(?:\.[\w-]+)*\.\w+", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“”«»]")
_SERVICE = re.compile(
    r"\b(?:if you|for (?:more )?(?:information|details)|donat\w+|volunteer\w*|apply|tips?)\b", re.IGNORECASE
)


def calls(line: Line) -> Iterator[Skipped]:
    """Yield the sentences of `line` that speak to the reader about the site."""
    if _HINTS.isdisjoint(line.words) and "©" not in line.text:
        return
    for start, end in sentences(line.text):
        if reason := _reason(line.text[start:end]):
            yield Skipped(line.start + start, line.start + end, reason)


def _reason(sentence: str) -> str | None:
    if len(sentence) > _LONGEST or _QUOTED.search(sentence):
        return None
    if _RIGHTS.search(sentence):
        return "rights"
    if _SERVICE.search(sentence):  # what readers can do about the story is part of it
        return None
    return "share" if _CALL.search(sentence) or _REACH.match(sentence) else None
