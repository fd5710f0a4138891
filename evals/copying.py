"""Make copies of a news text as they come about, and texts that only look like copies.

A copy: another headline, the lead or a quarter cut, slips mended, the dateline changed, sentences in another order,
sentences added, figures updated, or only its beginning carried as a brief. A look-alike: the same form filled in for
another year or another place, the background of an old report below a new one, two stories in one round-up.
"""

import random
import re
from collections.abc import Callable, Sequence
from itertools import count

Paragraphs = list[str]
Change = Callable[[Paragraphs, random.Random], Paragraphs]
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b|\b\d\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_OTHERS = ("Harborn", "Quellin", "Tarvo", "Ostby", "Merrow", "Farholt", "Lindry", "Askvale", "Dunmarch", "Pellow")
_OWN = (
    "Our reporter in {place} was told the same by two people who asked not to be named.",
    "Readers in {place} can follow what comes next on our pages tomorrow.",
    "The office in {place} did not answer when we asked it for a comment.",
    "A longer version of this piece will be printed in {place} at the weekend.",
)


def paragraphs(text: str) -> Paragraphs:
    """Return the paragraphs of a text; the lines of a text that has none."""
    found = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return found if len(found) > 3 else [line.strip() for line in text.splitlines() if line.strip()]


def _same(text: Paragraphs, _: random.Random) -> Paragraphs:
    return text


def _headline(text: Paragraphs, draw: random.Random) -> Paragraphs:
    return [f"What {draw.choice(_OTHERS)} should know about it this morning", *text]


def _lead_cut(text: Paragraphs, _: random.Random) -> Paragraphs:
    return text[1:]


def _quarter_cut(text: Paragraphs, draw: random.Random) -> Paragraphs:
    gone = set(draw.sample(range(len(text)), len(text) // 4))
    return [part for place, part in enumerate(text) if place not in gone]


def _slips(text: Paragraphs, draw: random.Random) -> Paragraphs:
    def slip(word: str) -> str:
        if len(word) < 5 or draw.random() > 0.02:
            return word
        place = draw.randrange(1, len(word) - 2)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    return [" ".join(map(slip, part.split(" "))) for part in text]


def _dateline(text: Paragraphs, draw: random.Random) -> Paragraphs:
    return [f"{draw.choice(_OTHERS).upper()} (Harbour Press) - {text[0]}", *text[1:]]


def _reordered(text: Paragraphs, _: random.Random) -> Paragraphs:
    return [part for place in range(0, len(text), 2) for part in reversed(text[place : place + 2])]


def _added(text: Paragraphs, draw: random.Random) -> Paragraphs:
    own = [sentence.format(place=draw.choice(_OTHERS)) for sentence in _OWN[: 1 + len(text) // 8]]
    return [*text[:2], *own, *text[2:]]


def _updated(text: Paragraphs, draw: random.Random) -> Paragraphs:
    places = [place for place, part in enumerate(text) if _NUMBER.search(part)]
    chosen = draw.sample(places, min(2, len(places)))
    return [_NUMBER.sub(_more, part, count=1) if place in chosen else part for place, part in enumerate(text)]


def _brief(text: Paragraphs, _: random.Random) -> Paragraphs:
    words, kept = 0, []
    for part in text:
        kept.append(part)
        words += len(part.split())
        if words >= 100:
            break
    return kept


COPIES: dict[str, Change] = {
    "the same text": _same, "another headline": _headline, "lead cut": _lead_cut, "a quarter cut": _quarter_cut,
    "slips": _slips, "another dateline": _dateline, "reordered": _reordered, "sentences added": _added,
    "figures updated": _updated, "only its beginning": _brief,
}  # fmt: skip


def another_year(text: Paragraphs) -> Paragraphs:
    """Return the same form with every number another one."""
    return [_NUMBER.sub(_more, part) for part in text]


def another_place(text: Paragraphs) -> Paragraphs:
    """Return the same form with the names another, each always the same one, and the numbers too."""
    fresh, known = count(), dict[str, str]()

    def other(match: re.Match[str]) -> str:
        return known.setdefault(match.group(), f"{_OTHERS[next(fresh) % len(_OTHERS)]}{'aeiou'[len(known) % 5]}")

    return [_NAME.sub(other, part) for part in another_year(text)]


def with_background(text: Paragraphs, old: Paragraphs) -> Paragraphs:
    """Return a new report with two fifths of an old one below it, as follow-ups have."""
    room = 2 * sum(len(part) for part in text) // 3
    background: Paragraphs = []
    for part in reversed(old):
        if sum(map(len, background)) + len(part) > min(room, 2 * sum(map(len, old)) // 5):
            break
        background.insert(0, part)
    return [*text, *background]


def round_up(stories: Sequence[Paragraphs]) -> Paragraphs:
    """Return several stories as one page."""
    return [part for story in stories for part in story]


def _more(match: re.Match[str]) -> str:
    """Return a number of as many digits that is another one."""
    return "".join(str((int(sign) + 3) % 10) if sign.isdigit() else sign for sign in match.group())
