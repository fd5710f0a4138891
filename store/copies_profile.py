"""What an article is compared by: its words in runs of five, and the numbers and names that each sentence gives.

Only the story counts: what cleaning skipped is left out. Case and punctuation do not count either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from store.article import Article, Span
from store.date_words import NUMBERS
from store.sentences import paragraphs, sentences

RUN = 5
"""Words in a run: two reports of one event share few such runs outside their quotes, and an edit breaks only five."""
Run = tuple[str, ...]
_WORD = re.compile(r"\w+(?:[.,:]\d+)*")
_UNTELLING = frozenset(("one", "zero"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence: its pairs of words, by which it is found again, and its details."""

    pairs: frozenset[Run]
    details: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One article as it is compared; not slotted, to keep the sentences, which few comparisons come to."""

    article: Article
    words: tuple[str, ...]
    runs: frozenset[Run]

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """The sentences of the story in order."""
        return tuple(_sentences(self.article))


def profile(article: Article) -> Profile:
    """Return what `article` is compared by."""
    found = words(article)
    return Profile(article=article, words=tuple(found), runs=frozenset(runs(found, RUN)))


def words(article: Article) -> list[str]:
    """Return the words of the story in order, in one case."""
    return [word for start, end in kept(article) for word in words_of(article.text[start:end])]


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in one case; a number with its marks is one word."""
    return _WORD.findall(text.casefold())


def runs(found: list[str], length: int) -> Iterator[Run]:
    """Yield each run of `length` words (all of them as one run where there are fewer)."""
    if len(found) < length:
        return iter([tuple(found)])
    return zip(*(found[at:] for at in range(length)), strict=False)


def kept(article: Article) -> Iterator[Span]:
    """Yield the parts of the text that were not skipped."""
    start = 0
    for skipped in article.skipped:
        if start < skipped.start:
            yield Span(start, skipped.start)
        start = skipped.end
    if start < len(article.text):
        yield Span(start, len(article.text))


def details(sentence: str) -> frozenset[str]:
    """Return the numbers and names of a sentence, in one case: what is another in the report of another event."""
    found = list(_WORD.finditer(sentence))
    return frozenset(
        word.group().casefold()
        for place, word in enumerate(found)
        if _number(word.group()) or (place and word.group()[0].isupper())
    )


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, in figures and in words."""
    return frozenset(filter(_number, words_of(text)))


def _number(word: str) -> bool:
    folded = word.casefold()
    return any(map(str.isdigit, folded)) or (folded in NUMBERS and folded not in _UNTELLING)


def _sentences(article: Article) -> Iterator[Said]:
    for start, end in kept(article):
        part = article.text[start:end]
        for paragraph in paragraphs(part):
            for a, b in sentences(part, paragraph):
                if found := words_of(part[a:b]):
                    yield Said(pairs=frozenset(runs(found, 2)), details=details(part[a:b]))
