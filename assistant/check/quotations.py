"""Words in quotation marks inside a claim: they must stand so in its quotes, and are then carried word for word."""

import re
from collections.abc import Sequence

from assistant.check.source import Source
from assistant.words import STOP_WORDS, fold, words

_MARKED = re.compile(
    r"[“\"«](?P<said>[^“”\"«»]+)[”\"»]|(?<!\w)[‘'](?P<single>[^‘’']{3,}(?:[’'](?=\w)[^‘’']*)*)[’'](?!\w)"
)


_LEAD = re.compile(r"(?:^|(?<=:))\s*(?:earlier reports|also reported):", re.IGNORECASE)
"""What a reader puts before a value that is not the first: it says which report is meant, nothing of the event."""


def rest(claim: str, sources: Sequence[Source]) -> str:
    """Return the claim without the quotes that it repeats word for word, their source's label and a reader's lead."""
    for source in sources:
        for said in (f"“{source.text}”", source.text):
            if len(said.split()) > 3 or said == claim:
                claim = claim.replace(said, " ")
        for label in filter(None, (source.outlet, source.title)):
            claim = re.sub(rf"^\s*{re.escape(label)}:", " ", claim)
    return _LEAD.sub("", claim).strip()


def unsaid(claim: str, sources: Sequence[Source]) -> str | None:
    """Return which words in quotation marks nobody says so, None where all stand in the quotes."""
    for said in _marked(claim):
        if not _is_title(said) and not _stands(said, sources):
            return f"“{said}” does not stand so in the quotes"
    return None


def spoken_apart(claim: str) -> str:
    """Return the claim without what it repeats in quotation marks; a title in marks stays."""
    return _MARKED.sub(lambda match: match.group() if _short(match) else "", claim).strip()


def _short(match: re.Match[str]) -> bool:
    return len(match.group().split()) <= 3 or _is_title(match["said"] or match["single"])


def _is_title(said: str) -> bool:
    """Tell the title of a work from something said: each word of weight has a capital. Names are checked as names."""
    parts = [word for word in words(said) if fold(word) not in STOP_WORDS]
    return all(word[0].isupper() or word[0].isdigit() for word in parts) and len(parts) > 0


def _marked(claim: str) -> list[str]:
    return [match["said"] or match["single"] for match in _MARKED.finditer(claim)]


def _stands(said: str, sources: Sequence[Source]) -> bool:
    plain = _plain(said)
    return not plain.strip() or any(plain in _plain(source.text) or plain in _plain(source.about) for source in sources)


def _plain(text: str) -> str:
    return f" {' '.join(fold(word) for word in words(text))} "
