"""Write passages as a model reads them: numbered, each under a line that says where it is from, dates resolved beside.

Passages, titles and outlets are untrusted. Only a line that begins with the mark begins a passage, and the mark stands
nowhere in them: it is made from all that is shown, so that one text cannot know it, and the same texts give the same
prompt. What a model or its server could take for more than text (tags, special tokens, roles, numbers in brackets) is
written with look-alike characters, one for one; `original` turns them back where a quote is looked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from store.article import Passage
from store.dates import Resolved, find_dates, format_date

LONGEST_TITLE = 120
LONGEST_OUTLET = 60
MOST_DATES = 4
"""Dates resolved beside one passage."""

_PLAIN, _ALIKE = "<>[]:", "‹›［］："
_TO_ALIKE, _TO_PLAIN = str.maketrans(_PLAIN, _ALIKE), str.maketrans(_ALIKE, _PLAIN)
_BRACKETS = str.maketrans("[]", "［］")
_FORGED = re.compile(
    r"[<>]+"  # tags and special tokens
    r"|\[ *(?:\d[\d, ]*|/?[A-Z_]{3,}|[^\]\n|]*\|[^\]\n]*)\]"  # [1], [INST], [outlet | date | source]
    r"|^[^\w\n]*(?:system|user|assistant|human|ai|developer|tool|model"
    r"|question|answer|passages?(?: \d+)?|dates|quote \d+|claim|missing) *:",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """Passages as one text: the first is number 1, and each begins with a line that begins with `mark`."""

    mark: str
    text: str


def numbered(passages: Sequence[Passage], question: str) -> Numbered:
    """Return the passages as one text under numbers from 1, with a mark that stands neither there nor in `question`."""
    blocks = [(header(passage), shown(passage)) for passage in passages]
    mark = unforeseen("\n".join([question, *(part for block in blocks for part in block)]))
    lines = [f"{mark} [{n}] {head}\n{text}" for n, (head, text) in enumerate(blocks, start=1)]
    return Numbered(mark=mark, text="\n\n".join(lines))


def header(passage: Passage) -> str:
    """Return `[outlet | published | where the date comes from]` and the title, in one line."""
    outlet = in_one_line(passage.outlet or "outlet not named", LONGEST_OUTLET)
    day = format_date(passage.published) if passage.published else "no date"
    origin = " | ".join((outlet, day, passage.published_from or "date not known"))
    return f"[{origin}] {in_one_line(passage.title or '', LONGEST_TITLE)}".rstrip()


def shown(passage: Passage) -> str:
    """Return the text of a passage, harmless, with its relative dates resolved on a line below."""
    dates = resolved(passage.text, passage.published)
    return harmless(passage.text) + (f"\ndates: {'; '.join(dates)}" if dates else "")


def resolved(text: str, published: date | None) -> list[str]:
    """Return what the relative dates of `text` come to, each as `"on Thursday" = 10 February 2022`.

    A day and month that fall in the year of publication speak for themselves.
    """
    found = [one for one in find_dates(text, published=published) if one.relative and _needs_telling(one, published)]
    lines = (
        f'"{in_one_line(text[one.span.start : one.span.end], LONGEST_OUTLET)}" = '
        f"{format_date(one.start, one.end, one.granularity)}"
        for one in found
    )
    return list(dict.fromkeys(lines))[:MOST_DATES]


def _needs_telling(one: Resolved, published: date | None) -> bool:
    if one.start is None:
        return False
    return one.day is None or published is None or one.start.year != published.year


def harmless(text: str) -> str:
    """Return `text` with look-alikes for what could be taken for more than text; as long as before."""
    return _FORGED.sub(lambda found: found[0].translate(_TO_ALIKE), text)


def original(text: str) -> str:
    """Return `text` with the characters that `harmless` took out."""
    return text.translate(_TO_PLAIN)


def in_one_line(text: str, longest: int) -> str:
    """Return untrusted `text` as a part of one line of a header, cut where it is longer than `longest`."""
    plain = harmless(" ".join(text.replace("|", "/").split())).translate(_BRACKETS)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def unforeseen(text: str) -> str:
    """Return a word that does not stand in `text` and depends on all of it."""
    mark = sha256(text.encode("utf-8", "replace")).hexdigest()
    while mark[:6] in text:
        mark = sha256(mark.encode()).hexdigest()
    return f"#{mark[:6]}"
