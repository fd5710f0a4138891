"""Find sentences in which a site speaks to its reader: sign up, follow us, cookies, rights. Quoted speech is kept."""

import re
from collections.abc import Iterator

from store.article import Skipped
from store.lines import Line
from store.sentences import sentences

_LONGEST = 400
_RIGHTS = re.compile(
    r"©|\(c\) (?:19|20)\d\d|copyright (?:\(c\) |© )?(?:19|20)\d\d|all rights reserved|"
    r"may not be (?:re)?(?:published|produced|distributed|broadcast)",
    re.IGNORECASE,
)
_PLACES = r"(?:twitter|x\b|facebook|instagram|social|threads|bluesky|google news|whatsapp|telegram|youtube|tiktok)"
_CALL = re.compile(
    r"\b(?:sign(?:ing)? up (?:here )?(?:for|to|now|today)|subscribe (?:here |now |today )?(?:to|for|now)|subscribe & |"
    r"delivered (?:right |straight |directly )?to your inbox|in your inbox|(?:click|tap) here|"
    r"download (?:our|the) [\w ]{0,20}app|support (?:our|independent|local) journalism|"
    r"join (?:us|our) [\w ,]{0,40}(?:whatsapp|telegram|facebook|twitter|channel|newsletter|discord)|"
    rf"(?:like|follow) (?:us|me|him|her|them|our|@\w+|[A-Z][\w ]{{2,40}}) (?:on|at) {_PLACES}|follow @\w+|"
    r"we use cookies|(?:site|website) uses cookies|accept (?:all )?cookies|our (?:cookie|privacy) policy|"
    r"share this (?:article|story|post|page)|play the [\w ]{0,30}(?:crossword|puzzle|quick cross|game))",
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
    if not any(pattern.search(line.text) for pattern in (_CALL, _RIGHTS, _REACH)):
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
