"""Judge by its shape and vocabulary what of a line is site furniture: menus, pointers elsewhere, bylines, credits.

The judgements are made for precision: a sentence of the story that is skipped can't be quoted any more, while a menu
line that stays does little harm.
"""

import re
from collections.abc import Iterator, Sequence

from store.article import Skipped
from store.calls import calls
from store.head import HEAD, alone, byline, dated, header, labelled
from store.lines import Line

_TAIL = 4
_NAVIGATION = frozenset(
    "top bottom end back to of the page this site website home menu main content skip jump go navigation search close "
    "open next previous prev up down scroll loading more read show hide less view all comments comment print email "
    "e mail share tweet save copy link facebook twitter x whatsapp telegram reddit linkedin instagram pinterest "
    "messenger threads bluesky youtube rss login log sign in out register subscribe subscribed now newsletter "
    "newsletters follow us on via advertisement advertisements advert ad ads sponsored promoted story continues below "
    "after continue reading article related stories articles topics tags listen watch live video gallery photos images "
    "cookies cookie accept reject settings manage preferences privacy policy terms use conditions contact about help "
    "faq sitemap recommended trending most popular latest edition gift options a".split()
)
# Most of the words above also stand in real headings; a menu line has at least one of those that don't.
_TELLING = frozenset(
    "page menu skip jump navigation scroll loading comments print email tweet copy facebook twitter whatsapp telegram "
    "reddit linkedin instagram pinterest messenger rss login log register subscribe newsletter newsletters follow "
    "advertisement advertisements advert ads sponsored promoted continue related tags cookies cookie "
    "preferences sitemap recommended trending read share".split()
)
_POINTER = re.compile(
    r"(?:read(?: more| next| also| on)?|related(?: \w+)?|more(?: (?:on|from|in|news|coverage)\b[^:]{0,40})?|"
    r"see also|also (?:read|see)|recommended|don['’]t miss|continue reading|"
    r"in case you missed it|icymi|go deeper|further reading)"
    r"\s*[:|>»→-]+\s*\S.{0,200}"
    r"|(?:read (?:more|the full (?:story|article))|continue reading|originally published|first (?:published|appeared)) "
    r"(?:at|on|in|by|from) .{2,80}",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?i:sources?|via|origin|quelle)(?::\s*\S.{0,60}|\s+(?:\S+|[A-Z]\S*(?: \S+){1,4}))")
_SIGNED = re.compile(r"[–—−-]{1,2}\s*[^\W\d_].{1,60}")
_STAFF = re.compile(
    r"\(?(?:additional )?(?:contributing|contributors?|contributed|reporting|editing|writing|compiled|translated)"
    r"(?: to this (?:report|story))?(?:\s*:| by)\s+\S.{1,200}",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"from .{0,60}\b(?:staff|wire|agency) reports?", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_]\w*")
_CREDIT_LINE = re.compile(
    r"(?:file |stock )?(?:photo|image|picture|credit|photograph|illustration|graphic)s?(?: credit| courtesy| by)?"
    r"\s*[:/|]\s*\S.{0,120}",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:Reuters|REUTERS|AP|AFP|EPA|EFE|dpa|DPA|ANSA|TASS|Xinhua|PA|AAP|UPI|Anadolu|Bloomberg|"
    r"Getty(?: Images)?(?: [A-Z][a-z]+ ?[A-Z]?[a-z]*)?|"
    r"Shutterstock|Alamy|iStock|Zuma|ZUMA|Sipa(?: USA)?|NurPhoto|Imago|Unsplash|Handout)"
)
_CREDIT = re.compile(
    r"(?<=[.!?”\"])\s+(?P<part>(?:[A-Z][\w.'’-]* ){0,4}[A-Z][\w.'’-]*(?:/[\w.'’ -]{1,40}){0,3}"
    rf"(?:/| via ){_AGENCY}(?: File)?|{_AGENCY})$"
)
_PLACE = r"(?:back to )?(?:top|bottom|end|foot) of (?:the )?page"
_GLUED_START = re.compile(rf"(?:{_PLACE}|skip to (?:main )?content)(?=\s+[A-Z\"“])", re.IGNORECASE)
_GLUED_END = re.compile(rf"(?<=[.!?”\"’])\s*(?P<part>{_PLACE}\.?)$", re.IGNORECASE)


def boilerplate(lines: Sequence[Line]) -> Iterator[Skipped]:
    """Yield the parts of `lines` that are not the story."""
    head = next((number for number, line in enumerate(lines) if line.prose), len(lines))
    yield from header(lines[:head])
    for number, line in enumerate(lines):
        at_edge = number <= min(head, HEAD) or number >= len(lines) - _TAIL
        if reason := _menu(line) or _source_or_name(line, at_edge=at_edge):
            yield Skipped(line.start, line.end, reason)
        else:
            yield from _glued(line, at_edge=at_edge)
            yield from calls(line)


def _menu(line: Line) -> str | None:
    """Return why the line is no part of any story, wherever it stands."""
    words = line.words
    if not any(character.isalnum() for character in line.text):
        return "separator"
    if len(words) <= 8 and not line.ends and _NAVIGATION.issuperset(words) and not _TELLING.isdisjoint(words):
        return "navigation"
    return "navigation" if len(words) <= 40 and _POINTER.fullmatch(line.text) else None


def _source_or_name(line: Line, *, at_edge: bool) -> str | None:
    """Return why the line says where the text or a picture comes from rather than what happened."""
    signed = (line.named and _SIGNED.fullmatch(line.text)) or (at_edge and byline(line)) or _staff(line)
    if signed:
        return "byline"
    if at_edge and not line.ends and len(line.words) <= 8 and _SOURCE.fullmatch(line.text):
        return "source"
    return "credit" if len(line.words) <= 25 and _CREDIT_LINE.fullmatch(line.text) else None


def _staff(line: Line) -> bool:
    """Tell whether the line lists who worked on the story: mostly names, unlike "Reporting by the paper led to …"."""
    if len(line.words) > 40 or not (_STAFF.fullmatch(line.text) or _REPORTS.fullmatch(line.text)):
        return False
    words = _NAME.findall(line.text)
    return bool(_REPORTS.fullmatch(line.text)) or sum(word[0].isupper() for word in words) >= len(words) / 2


def _glued(line: Line, *, at_edge: bool) -> Iterator[Skipped]:
    """Yield what an extractor put on the same line as the story, at its start or end."""
    if at_edge and labelled(line) and (span := dated(line)) and not alone(line):
        yield Skipped(line.start, line.start + span.end, "header")
    if at_edge and (menu := _GLUED_START.match(line.text)):
        yield Skipped(line.start, line.start + menu.end(), "navigation")
    if at_edge and (end := _GLUED_END.search(line.text[-160:])):
        yield Skipped(line.end - len(end["part"]), line.end, "navigation")
    if not line.ends and (end := _CREDIT.search(line.text[-160:])):
        yield Skipped(line.end - len(end["part"]), line.end, "credit")
