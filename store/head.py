"""Read the lines above a story: header dates, bylines, datelines, and the names of the site and its slogan.

Each is told by its shape and place, and a site's name also by the words that newspapers are named with. Which of
several dates or names an article gets is decided in `publication`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from store import published
from store.article import Skipped, Span
from store.lines import Line

HEAD = 8
"""Lines from the top in which a header is looked for."""

_FIELD = re.compile(
    r"(?:(?:first |originally |last )?(?:publish(?:ed)?|publication|posted?|updat(?:ed)?|modified)|dated?)\b"
    r"(?: date| on| at)?\s*:?\s*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[\s,|·•@/-]*(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:[A-Z]{2,4}\b|local time)\)?)?"
    r"|T\d\d:?\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written|words|text|story|report|reported|posted|published|exclusive|analysis|opinion|comment) )?"
    r"by\b:?\s+(?P<name>[^\W\d_][^|,;•·–—]{1,60}?)"
    r"(?P<rest>\s*[|,;•·–—].{0,80}|\s+(?:for|at|in)\s+.{1,60})?",
    re.IGNORECASE,
)
_PARTICLES = frozenset("and de der den van von bin al el la le du di da & the".split())
_MASTHEAD = re.compile(
    r"\b(?:news|newspaper|times|post|tribune|herald|star|daily|weekly|evening|morning|sunday|journal|gazette|courier|"
    r"press|today|"
    r"wire|mail|chronicle|observer|telegraph|guardian|independent|mirror|express|sun|globe|standard|echo|bugle|trumpet|"
    r"dispatch|examiner|enquirer|inquirer|register|sentinel|monitor|argus|advertiser|record|review|bulletin|ledger|"
    r"mercury|argosy|beacon|voice|radio|tv|television|broadcasting|agency|media|network|magazine|reporter|reuters|ap|afp|cnn|bbc)\b"
    r"|\.(?:com|org|net|co|news|info|tv|io|[a-z]{2})$",
    re.IGNORECASE,
)
_SLOGAN = re.compile(r"\b(?:news|world|daily|voice|since|independent|trusted|truth|stories|headlines|coverage)\b", re.I)
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]+[A-Z.](?:/[A-Z]+)?(?:, [A-Z][\w. ]{1,30})?(?:,? (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|"
    r"\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?,? \((?P<agency>[A-Z][\w. ]{1,40})\)\s*[-–—:]"
)


class Dateline(NamedTuple):
    """The agency that a dateline names, and its day where it gives the year."""

    agency: str
    day: date | None


def dated(line: Line) -> Span | None:
    """Return the span of the dates that the line begins with, with labels and times of day; from the line's start."""
    return _dated(line.text[:300])


def alone(line: Line) -> bool:
    """Tell whether the line is a date and nothing else."""
    span = dated(line)
    return span is not None and not any(character.isalnum() for character in line.text[span.end :])


def labelled(line: Line) -> bool:
    """Tell whether the line begins with a label of a date, such as a field of a header."""
    return bool(_FIELD.match(line.text))


def byline(line: Line) -> str | None:
    """Return the name in a line that says who wrote the text."""
    match = None if line.ends and line.text[-2:-1].islower() else _BYLINE.fullmatch(line.text)
    words = match["name"].split() if match else []
    names = all(word[0].isupper() or word in _PARTICLES for word in words)
    return match["name"].strip() if match and names and 1 < len(words) <= 8 else None


def dateline(line: Line) -> Dateline | None:
    """Return what the dateline at the start of a story says, None where it has none with an agency."""
    match = _DATELINE.match(line.text[:200])
    return Dateline(match["agency"], published.parse(match["date"])) if match else None


def site_name(line: Line) -> bool:
    """Tell whether the line reads like the name of a newspaper or a site."""
    few = len(line.words) <= (1 if line.text[-1] in "—–" else 5)  # "LONDON, Some Agency —" is a place first
    person = "@" in line.text or line.words[-1:] in (["report"], ["reports"])
    return few and line.named and not person and bool(_MASTHEAD.search(line.text))


def header(head: Sequence[Line]) -> Iterator[Skipped]:
    """Yield the lines of `head` (all above the first running text) that are not the headline."""
    top = head[:HEAD]
    for line, before, after in zip(top, [None, *top], [*top[1:], None], strict=False):
        slogan = before and site_name(before) and after and _slogan(line)
        if slogan or alone(line) or site_name(line) or _place_and_dash(line) or (after and _kicker(line)):
            yield Skipped(line.start, line.end, "header")
        elif after and line.named and _person(line, after):
            yield Skipped(line.start, line.end, "byline")


def _dated(text: str) -> Span | None:
    field = _FIELD.match(text)
    found = published.find(text)
    if not found or found[1] > (field.end() if field else 0):
        return None
    time = _TIME.match(text, found[2])
    end = time.end() if time else found[2]
    rest = text[end:].lstrip(" ,|·•-–—\t")
    again = _dated(rest) if rest else None
    return Span(0, len(text) - len(rest) + again.end) if again else Span(0, end)


def _place_and_dash(line: Line) -> bool:
    return len(line.words) <= 5 and bool(re.search(r"\w\s*[—–]$", line.text))


def _kicker(line: Line) -> bool:
    return len(line.words) <= 2 and line.text.isupper()


def _slogan(line: Line) -> bool:
    return len(line.words) <= 8 and not line.ends and bool(_SLOGAN.search(line.text))


def _person(line: Line, after: Line) -> bool:
    """Tell whether the line is a writer's name: over the name of the outlet, or two words over a date."""
    return len(line.words) <= 7 and (site_name(after) or (len(line.words) == 2 and alone(after)))
