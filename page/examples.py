"""Find example questions that the articles answer: sentences near their beginning, turned into what they answer."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, zip_longest

from assistant.names import find_names
from assistant.words import STOP_WORDS, fold
from store.article import Article
from store.dates import find_dates
from store.sentences import sentences

MOST = 4
_READ = 200
_LEAD = 1500
"""Characters of an article that are looked at: news says who, when and how many first."""
_TRIED = 24
_DATELINE = re.compile(r"^[^a-z]{3,40}(?:\([A-Z]+\)\s*)?\s[–—-]\s+|^[^a-z]{3,30},[^–—]{3,30}\s[–—-]\s+")
_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens|hundreds)"
_HOW_MANY = re.compile(
    rf"^(?:(?:about|some|at least|nearly|around|more than|almost|up to|as many as|a total of)\s+)?{_NUMBER}\s+"
    r"(?P<rest>(?!percent|per\b|of\b|years?\b|days?\b|hours?\b)[a-z]+s?\s+(?:[a-z]+\s+)?"
    r"(?:were|are|have|had|will|took|died|marched|voted)\b[^,;:.]*)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?P<subject>(?:The\s+)?[^,;:.]{3,40}?)\s+will\s+(?P<rest>[a-z]+\s[^,;:.]*?)\s+(?:from|on|in|between|until)\s*$"
)
_WHO = re.compile(r"^(?P<rest>(?:won|led|built|opened|ordered|resigned|designed|founded|[a-z]{3,}ed)\s[^,;:.]*)")
_SMALL = STOP_WORDS | {"both", "all", "most", "two", "three", "several", "many"}
_SAYS = re.compile(r"\s+(?:said|says|told|warned)\b")
_SURE = 0.7
_VAGUE = re.compile(r"[“”\"*#]|\b(?:he|she|it|they|we|i|you|this|these|that|there|his|her|its|their)\b", re.IGNORECASE)


def examples(articles: Sequence[Article], answers: Callable[[str], bool]) -> list[str]:
    """Return up to four questions, of different kinds, that the articles answer, as `answers` says."""
    tried = (question for _, question in zip(range(_TRIED), candidates(articles), strict=False))
    found = (question for question in tried if answers(question))
    return [question for question, _ in zip(found, range(MOST), strict=False)]


def candidates(articles: Sequence[Article]) -> Iterator[str]:
    """Yield questions, the kinds in turns; the article that most is made of comes first, each gives one of a kind."""
    kinds: dict[str, list[str]] = {"when": [], "how many": [], "who": [], "said": [], "is": []}
    for article in sorted(articles[:_READ], key=lambda article: (-len(article.text), article.id)):
        seen: set[str] = set()
        for kind, question in _asked(article):
            if kind not in seen and _reads_well(question):
                seen.add(kind)
                kinds[kind].append(question)
    best = (sorted(asked, key=_said_of, reverse=True) for asked in kinds.values())
    turns = chain.from_iterable(zip_longest(*best))
    return iter(dict.fromkeys(question for question in turns if question))


def _asked(article: Article) -> Iterator[tuple[str, str]]:
    lead = article.text[:_LEAD]
    for start, end in sentences(lead):
        sentence = _DATELINE.sub("", lead[start:end])
        yield from (("when", question) for question in _when(sentence, article.published))
        if found := _HOW_MANY.match(sentence):
            yield "how many", f"How many {found['rest']}?"
        yield from (("who", question) for question in _who(sentence))
        yield from _people(sentence)


def _when(sentence: str, published: date | None) -> Iterator[str]:
    """Yield what a sentence that says when something will be answers."""
    for found in find_dates(sentence, published=published)[:1]:
        if match := _WHEN.match(sentence[: found.span.start]):
            yield f"When will {_inner(match['subject'])} {match['rest']}?"


def _who(sentence: str) -> Iterator[str]:
    """Yield what a sentence that begins with a person answers."""
    for name in find_names(sentence)[:1]:
        rest = sentence[name.span.end :].lstrip()
        if name.span.start == 0 and name.sort == "person" and (match := _WHO.match(rest)):
            yield f"Who {match['rest']}?"


def _people(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield a question for each person with a full name: what they say where they say something, else who they are."""
    for name in find_names(sentence):
        words = sentence[name.span.start : name.span.end]
        if name.sort != "person" or " " not in words or "\n" in words:
            continue
        if _SAYS.match(sentence, name.span.end):
            yield "said", f"What did {words} say?"
        elif name.sure >= _SURE:
            yield "is", f"Who is {words}?"


def _inner(subject: str) -> str:
    """Return the subject of a sentence as it stands within one."""
    first, space, rest = subject.partition(" ")
    return f"{first.lower()}{space}{rest}" if fold(first) in _SMALL else subject


def _reads_well(question: str) -> bool:
    return 4 <= len(question.split()) <= 16 and not _VAGUE.search(question)


def _said_of(question: str) -> tuple[bool, int]:
    """Return how much a question says of what it is about: a name in it, then its words."""
    return re.search(r"[a-z] [A-Z]", question) is not None, min(len(question.split()), 11)
