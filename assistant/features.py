"""What is seen of one sentence against a question, as named numbers between 0 and 1. Pure, no weights.

A sentence is seen with the sentences beside it, its passage, its title and how its article begins: news says who and
where in the first lines and goes on with "he" and "there".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from assistant.holders import holders
from assistant.offices import office
from assistant.question import Asked
from assistant.synonyms import share, synonyms
from assistant.values import VALUED, Value
from assistant.words import stem, stems
from store.article import Passage

LEAST_FIT = 0.3
_CUES = {
    "why": r"\b(because|due to|after|in order|since|so that|so as|caused|reason|blamed?|owing|led to|prompted|"
    r"in response|as a result|for fear|to (?:avoid|prevent|protect|help|make|allow|ensure|keep))\b",
    "how": r"\b(by \w+ing|using|with|through|via|thanks to|means of)\b",
    "what called": r"\b(?:called|named|dubbed|nicknamed|titled|entitled|known\s+as|codenamed)\b",
    "said": r"[“\"‘]|\b(said|says|told|called|warned)\b",
    "list": r",.*\band\b",
}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = re.compile(
    rf"\b(?:\d{{4}}|{_MONTH}\w{{0,6}}\.? \d{{1,2}}|\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTH}\w*|to-?day|yesterday|"
    r"tomorrow|tonight|\w+day|(?:last|next|this|coming|previous|following) \w+|ago|january|february|march|april|june|"
    r"july|august|september|october|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|hundreds?|thousands?|"
    r"millions?|half|third|quarter|twice|no|none|nobody|several)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]|^[A-Z][a-z]+ [A-Z][a-z]")
_MAY_HOLD = {
    "when": _DATE,
    "what time": _NUMBER,
    "where": _NAME,
    "who": _NAME,
    "which": _NAME,
    "what called": _NAME,
} | dict.fromkeys(("how many", "how much", "how long", "how old", "how far", "how big", "percent"), _NUMBER)
"""Signs of a value, far cheaper than finding it: for the first look at every sentence."""
_PRONOUN = re.compile(r"[“\"‘]?(he|she|it|they|this|these|his|her|its|their)\b", re.IGNORECASE)
_REFERS = re.compile(r"^\W*(?:\w+\W+){0,3}?(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One passage as its sentences are read in: their texts and stems, and the stems of what surrounds them."""

    texts: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    title: frozenset[str]
    passage: frozenset[str]
    article: frozenset[str]
    opens: bool


def setting(passage: Passage, lead: str, kin: Mapping[str, str] = MappingProxyType({})) -> Setting:
    """Return `passage` as its sentences are read in.

    `lead` is how its article begins; `kin` leads from other forms of a name to the name as it was asked.
    """
    texts = tuple(passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences)
    found = tuple(tuple(kin.get(item, item) for item in stems(text)) for text in texts)
    title = frozenset(kin.get(item, item) for item in stems(passage.title or ""))
    whole = frozenset(item for sentence in found for item in sentence) | title
    return Setting(
        texts=texts,
        stems=found,
        title=title,
        passage=whole,
        article=whole | frozenset(kin.get(item, item) for item in stems(lead)) | _of_date(passage.published),
        opens=passage.start < 400,
    )


def of_words(asked: Asked, where: Setting, index: int) -> dict[str, float]:
    """Return the features of sentence `index` that its words give."""
    text, found = where.texts[index], where.stems[index]
    here = frozenset(found) | _meant(asked, where, index)
    beside = (
        frozenset(item for sentence in where.stems[max(0, index - 1) : index + 2] for item in sentence) | where.title
    )
    named = {item: weight for item, weight in asked.weights.items() if item in asked.names}
    plain = {item: weight for item, weight in asked.weights.items() if item not in asked.names}
    near = share(asked.weights, beside, loosely=True)
    unnamed = sum(item not in where.article for item in named)
    cue, sign = _CUES.get(asked.kind), _MAY_HOLD.get(asked.kind)
    held = float(sign.search(text) is not None) if sign else 0.5
    return {
        "same words": share(asked.weights, here),
        "words": share(asked.weights, here, loosely=True),
        "words beside": near,
        "words in passage": share(asked.weights, where.passage, loosely=True),
        "names": share(named, here),
        "names beside": share(named, beside),
        "names in article": share(named, where.article),
        "plain words": share(plain, here, loosely=True),
        "plain words beside": share(plain, beside, loosely=True),
        "plain words in article": share(plain, where.article, loosely=True),
        "rarest missing beside": _rarest_missing(asked, beside),
        "rarest missing in article": _rarest_missing(asked, where.article),
        "names missing": min(3, unnamed) / 3,
        "a name missing": float(unnamed > 0),
        "a name unknown": float(
            any(weight >= asked.heaviest and item not in where.article for item, weight in named.items())
        ),
        "a number missing": float(any(item[0].isdigit() and item not in where.article for item in named)),
        "pairs": len(asked.pairs & set(pairwise(found))) / max(1, len(asked.pairs)),
        "heading": float(text[-1:] not in '.!?”"’…)'),
        "short": float(len(found) < 4),
        "question": float(text.rstrip("\"'”’").endswith("?")),
        "pronoun": float(_PRONOUN.match(text) is not None),
        "cue": float(re.search(cue, text, re.IGNORECASE) is not None) if cue else 0.5,
        "first": float(where.opens and index == 0),
        "value asked for": float(asked.kind in VALUED),
        "sign of a value": held,
        "sign and words beside": held * near,
    }


def of_values(asked: Asked, text: str, offered: Sequence[Value], seen: Mapping[str, float]) -> dict[str, float]:
    """Return the features that the values of the kind asked for give to a sentence of which `seen` is known."""
    valued = asked.kind in VALUED
    fit = max((value.fit for value in offered), default=0.0) if valued else 0.5
    return {
        "fit": fit,
        "holds the post": _holds(asked, text),
        "no value": float(valued and fit < LEAST_FIT),
        "fit and words": fit * seen["words"],
        "fit and words beside": fit * seen["words beside"],
        "fit and likeness": fit * seen["likeness"],
        "fit and likeness of it": fit * seen["likeness of it"],
    }


def _holds(asked: Asked, text: str) -> float:
    """Return how sure it is that somebody in a sentence holds the post asked for, 0.5 where no such post is told of."""
    sought = office(asked.text)
    if sought is None or sought.by_verb:
        return 0.5
    return max((holder.sure for holder in holders(sought, text)), default=0.5)


def _meant(asked: Asked, where: Setting, index: int) -> frozenset[str]:
    """Return the names of the question that a sentence with "he" or "its" takes from the one before it."""
    if not index or not _REFERS.search(where.texts[index]):
        return frozenset()
    return frozenset(where.stems[index - 1]) & asked.names


def _rarest_missing(asked: Asked, present: frozenset[str]) -> float:
    """Return the weight of the rarest word that is missing, against that of a word which no passage has."""
    missing = (weight for item, weight in asked.weights.items() if synonyms(item).isdisjoint(present))
    return max(missing, default=0.0) / asked.heaviest


def _of_date(published: date | None) -> frozenset[str]:
    """Return the year and the month of publication as stems: "the drill of 2030" may stand in a report of 2030."""
    if published is None:
        return frozenset()
    return frozenset({str(published.year), stem(published.strftime("%B"))})
