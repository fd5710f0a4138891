"""Where the paragraphs and the sentences of an English news text begin and end.

Our own small splitter: the one trained splitter among the dependencies (Punkt in nltk) takes 0.7 s to import and can't
open the data that llama-index ships with it where an installer hard-links files. Other languages fall back to the
punctuation alone.
"""

import re
from collections.abc import Iterator

from store.article import Span

_END = re.compile(
    r"""[.!?…]+["'”’»)\]]*(?=\s)            # marks, then closing quotes, then a space
      | (?<=[a-z]{2})[.!?]["”’)]?(?=[A-Z][a-z]) # the space is missing
      | [。！？]+[」』”]?""",
    re.VERBOSE,
)
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*\s?(?P<first>\S?)(?P<word>[\w'’]*)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘]+$")
_LONGEST_WORD = 60
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n\s*")  # from the first blank on: a long run of blanks is looked at once
# A title or a label is followed by what it belongs to, never by a new sentence.
_NEVER_LAST = frozenset(
    "mr mrs ms messrs dr prof gen col lt cpl sgt capt maj cmdr adm gov sen rep rev hon st mt ft pres supt insp "
    "vs e.g i.e cf viz approx".split()
)
_BEFORE_NUMBER = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec no nos art sec fig vol ch pp p".split())
_MAYBE_LAST = re.compile(r"(?:[a-z]\.)+[a-z]|inc|ltd|corp|co|jr|sr|bros|etc|ph\.d|a\.m|p\.m", re.IGNORECASE)
_STARTERS = frozenset(
    "the a an he she it they we i you his her its their our this that these those there then but and or so in on at by "
    "for from with after before when while if as although however meanwhile last what who why how no not yesterday "
    "today one some many most more several all both each another according".split()
)

_WIDEST, _FULL = 100, 60
"""Characters: a text is wrapped where no line is longer than the first, and a line is full from the second on."""


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of every paragraph: cut at blank lines, and at line ends that do not fall inside a sentence."""
    start = 0
    wraps = len(max(text.splitlines(), key=len, default="")) <= _WIDEST
    for match in _LINE_END.finditer(text):
        line = match.start() - text.rfind("\n", 0, match.start())
        full = wraps and line >= _FULL
        wrapped = match.group().count("\n") == 1 and _inside_sentence(text, match.start(), match.end(), full)
        if not wrapped:
            yield from trimmed(text, start, match.start())
            start = match.end()
    yield from trimmed(text, start, len(text))


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the span of every sentence of `text`, or of its part `within`, in coordinates of `text`."""
    start, end = within or Span(0, len(text))
    caseless = 100 * sum(map(str.isupper, text[start:end])) < end - start
    for match in _END.finditer(text, start, end):
        if match.start() >= start and _ends_sentence(text, start, match, caseless):
            yield from trimmed(text, start, match.end())
            start = match.end()
    yield from trimmed(text, start, end)


def _inside_sentence(text: str, line_end: int, next_line: int, full: bool) -> bool:
    """Return whether a line end falls inside a sentence; after a `full` line of wrapped text a capital may follow."""
    if next_line >= len(text) or text[line_end - 1 : line_end] in '.!?…:"”’':
        return False
    return full or text[next_line].islower()


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the part of `text[start:end]` that is left without white space at its ends, if any."""
    piece = text[start:end]
    if stripped := piece.strip():
        left = start + len(piece) - len(piece.lstrip())
        yield Span(left, left + len(stripped))


def _ends_sentence(text: str, start: int, match: re.Match[str], caseless: bool) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None or not (first := following["first"]):
        return True
    bracketed = "[" in text[match.end() : following.start("first")]  # "[source]: …", put between two sentences
    if first.islower() and not caseless and not bracketed:
        return False
    if match.group().rstrip("\"'”’»)]") != ".":
        return True
    before = text[max(start, match.start() - _LONGEST_WORD) : match.start()]
    return not _is_abbreviation(before, first, first + following["word"])


def _is_abbreviation(before: str, first: str, following: str) -> bool:
    found = _WORD_BEFORE.search(before)
    word = found.group() if found else ""
    folded = word.lower()
    if folded in _NEVER_LAST or (folded in _BEFORE_NUMBER and first.isdigit()):
        return True
    if word.isdigit() and word == before.strip():  # "1. First point"
        return True
    if len(word) == 1 and word.isupper():  # an initial
        return following.lower() not in _STARTERS
    return bool(_MAYBE_LAST.fullmatch(folded)) and following.lower() not in _STARTERS
