"""Find the words that a model says it read: what it wrote becomes a statement with quotes, or is dropped with a reason.

Nothing is attached by likeness. A quote counts where it stands in the passage named, or word for word in another one
that was shown, if it is long enough to be told from others there.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Dropped, Hit
from assistant.check import check
from assistant.cite import Difference, Quote, Side, Statement
from assistant.find import find_all
from assistant.find import reason as not_found
from assistant.model.draft import Cited, Differing, Written
from assistant.model.passages import original
from assistant.model.steered import names, steered
from assistant.words import stems, words

TELLING = 4
"""Words of a quote that may stand in another passage than the one named."""
SHORT = 3
"""Words; a shorter quote is shown as the sentence that it stands in."""
LONGEST_POINT = 160
"""Characters of free text that is shown beside the claims."""

_CITES = re.compile(r" ?\[ ?\d[\d, ]*\]")
_LINK = re.compile(r"(?:https?|ftp|data|javascript):|www\.|</?\w|\]\(|!\[", re.IGNORECASE)


def grounded(claim: Written, shown: Sequence[Hit], question: str = "") -> Statement | Dropped:
    """Return what a model wrote with the quotes that carry it, narrow where these do, else in whole sentences.

    What an article ordered is dropped, see `steered`.
    """
    text = tidy(claim.text)
    if not claim.quotes:
        return Dropped(text=text, reason="no quote")
    found = tuple(quote for cited in claim.quotes for quote in located(cited, shown))
    if not found:
        return Dropped(text=text, reason=not_found(claim.quotes[0].quote))
    made = _supported(text, found)
    if isinstance(made, Dropped):
        return made
    reason = steered(text, [sentence(quote).text for quote in (*found, *made.quotes)], shown, question)
    return Dropped(text=text, reason=reason) if reason else made


def _supported(text: str, found: tuple[Quote, ...]) -> Statement | Dropped:
    if not text or text.endswith("?") or _LINK.search(text):
        return Dropped(text=text, reason="no plain sentence")
    narrow = tuple(quote if len(words(quote.text)) >= SHORT else sentence(quote) for quote in found)
    reason = check(text, narrow)
    if reason is None:
        return Statement(text=text, quotes=narrow)
    for before in (0, 1):  # whom "the boats" means is often said in the sentence before
        wide = tuple(dict.fromkeys(sentence(quote, before=before) for quote in found))
        if wide != narrow and check(text, wide) is None:
            return Statement(text=text, quotes=wide)
    return Dropped(text=text, reason=reason)


def located(cited: Cited, shown: Sequence[Hit]) -> tuple[Quote, ...]:
    """Return where the words cited stand, more than one quote where they were cut with "…"; none where they do not."""
    named = [shown[cited.passage - 1]] if 0 < cited.passage <= len(shown) else []
    others = [hit for hit in shown if hit not in named] if len(words(cited.quote)) >= TELLING else []
    for hit in (*named, *others):
        for form in dict.fromkeys((cited.quote, original(cited.quote))):
            if quotes := find_all(form, hit.passage):
                return tuple(replace(quote, lead=hit.lead) for quote in quotes)
    return ()


def sentence(quote: Quote, *, before: int = 0) -> Quote:
    """Return the sentences of its passage that a quote stands in, with so many `before` them, as one quote."""
    passage, end = quote.passage, quote.start + len(quote.text)
    all_spans = passage.sentences
    inside = [n for n, span in enumerate(all_spans) if span.start < end and quote.start < span.end]
    if not inside:
        return quote
    start = min(all_spans[max(0, inside[0] - before)].start, quote.start)
    stop = max(all_spans[inside[-1]].end, end)
    return replace(quote, start=start, text=passage.text[start - passage.start : stop - passage.start])


def differing(point: Differing, shown: Sequence[Hit], question: str) -> Difference | Dropped:
    """Return a disagreement whose positions all stand in passages of at least two articles, or why it is none."""
    sides = tuple(side for held in point.positions if (side := _side(held.text, held, shown)))
    told = " ".join(side.text for side in sides)
    if reason := steered(told, [sentence(side.quote).text for side in sides], shown, question):
        return Dropped(text=tidy(point.about), reason=reason)
    if len(sides) < len(point.positions):
        return Dropped(text=tidy(point.about), reason="quote not in passage")
    if len({side.quote.passage.article_id for side in sides}) < 2 or len({side.text.casefold() for side in sides}) < 2:
        return Dropped(text=tidy(point.about), reason="no two sides")
    known = " ".join([question, *(side.quote.text for side in sides)])
    about = tidy(point.about) if names_only(point.about, known) else question
    return Difference(about=about, sides=sides, open=point.kind == "contradiction")


def _side(text: str, cited: Cited, shown: Sequence[Hit]) -> Side | None:
    quotes = located(cited, shown)
    made = _supported(tidy(text), quotes[:1]) if quotes else None
    return Side(text=made.text, quote=made.quotes[0]) if isinstance(made, Statement) else None


def names_only(text: str, known: str) -> bool:
    """Return whether free text is short and plain, and every name and number in it stands in `known`."""
    plain = len(text) <= LONGEST_POINT and not _LINK.search(text)
    return plain and set(names(text)) <= set(stems(known))


def tidy(text: str) -> str:
    """Return a model's sentence in one line without invisible characters and without citation numbers of its own."""
    visible = " ".join("".join(map(_visible, text)).split())
    return " ".join(_CITES.sub("", visible).split())


def _visible(character: str) -> str:
    """Return a character; a line end becomes a blank, one that steers a terminal or a page nothing."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") else character
