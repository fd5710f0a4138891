"""How much of what a claim says has no counterpart in its quotes: the words left once its numbers, dates and names are
checked. A word that only stands before the quote in its passage counts half.
"""

from collections.abc import Sequence

from assistant.check.lemmas import alike, lemma
from assistant.check.names import names
from assistant.check.numbers import amounts
from assistant.check.source import Source
from assistant.check.times import find_times
from assistant.check.tokens import Token, content, tokens
from store.dates import find_dates

MOST = 0.45
"""Share of the words that may be without a counterpart."""
HALF = 0.5
_LIGHT = frozenset(map(lemma, "hold involve include take make get give go come put set keep remain see".split())) | {
    "nobodi", "none", "noth", "never", "anybodi", "somebodi", "everybodi",
}  # fmt: skip
"""Verbs that say little beside their object, and words that are checked elsewhere."""


def says_more(claim: str, sources: Sequence[Source]) -> str | None:
    """Return which words of the claim its quotes have nothing for, None where they are few."""
    said = plain(claim)
    extra = {token.text: weight for token in said if (weight := missing(token, sources))}
    if sum(extra.values()) <= MOST * len(said):
        return None
    return f"it says more than the quotes: {', '.join(list(extra)[:4])}"


def plain(claim: str) -> list[Token]:
    """Return the words of content of a claim that are no part of a number, a date or a name."""
    spans = [when.span for when in find_dates(claim, published=None)]
    spans += [time.span for time in find_times(claim)] + [amount.figures for amount in amounts(claim)]
    named = {word for name in names(claim) if name.sure for word in name.words}
    return [
        token
        for token in content(claim)
        if token.low not in named
        and token.lemma not in _LIGHT
        and not any(span.start <= token.start < span.end for span in spans)
    ]


def missing(token: Token, sources: Sequence[Source]) -> float:
    """Return how much of a word has no counterpart: 0, a half where its passage has one before the quote, or 1."""
    if any(stands(token, source.tokens) for source in sources):
        return 0.0
    return HALF if any(stands(token, (*tokens(source.told), *tokens(source.about))) for source in sources) else 1.0


def stands(token: Token, there: Sequence[Token]) -> bool:
    """Tell whether a word, or one that may stand for it, is there."""
    return any(other.word and alike(token.lemma, other.lemma) for other in there)
