"""What a question asks: its kind, its words with their weights, the names among them, the dates and outlets it states.

Pure: the counts that weigh the words come in as a mapping, the outlets of the store as a list.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from assistant.answer import Turn
from assistant.followup import alone
from assistant.light import HELD, light
from assistant.sides import inner
from assistant.values import Kind, asked_for
from assistant.words import STOP_WORDS, fold, stem, stems, words
from store.dates import Resolved, find_dates
from store.errors import QuestionError

LONGEST = 2_000
"""Characters. A longer question is refused before anything is computed from it."""
_LEANING = re.compile(
    r"^(and|but|so|what about|how about|also|then)\b|\b(he|she|it|they|them|him|her|his|hers|its|their|there|that|"
    r"those|this|these|one|ones|same|then|both)\b",
    re.IGNORECASE,
)
LIGHT = 0.5
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question taken apart. `weights` gives every content stem its rarity; `names` are stems written as names.

    `heaviest` is the weight of a word that no passage has; `today` the day that is asked as of, None for now. `kin`
    leads from other forms of a name, as they stand in articles, to the name as it was asked.
    """

    text: str
    kind: Kind
    weights: Mapping[str, float]
    heaviest: float
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    dates: tuple[Resolved, ...]
    outlets: tuple[str, ...]
    today: date | None
    kin: Mapping[str, str] = field(default_factory=dict)


def checked(question: object, longest: int = LONGEST) -> str:
    """Return `question` without invisible characters, or raise QuestionError for what is no question."""
    if not isinstance(question, str):
        raise QuestionError("a question is a text; ask it as a string")
    if len(question) > longest:
        raise QuestionError(f"the question has {len(question):,} characters; ask it in at most {longest:,}")
    plain = " ".join(_INVISIBLE.sub(" ", question.encode("utf-8", "replace").decode()).split())
    if not any(character.isalnum() for character in plain):
        raise QuestionError("the question is empty; write what you want to know")
    return plain


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return a question that can be read alone and asks for something that a report can say."""
    plain = alone(question, history[-1]) if history and leans(question) else question
    return inner(plain) or plain


def worded(question: str) -> str:
    """Return a question in the words that are looked for: one for a place with "held" for all that means the same."""
    return HELD.sub("held", question) if asked_for(question) == "where" else question


def ask_for(
    question: str,
    *,
    today: date | None,
    frequencies: Mapping[str, int],
    total: int,
    outlets: Sequence[str] = (),
    kin: Mapping[str, str] | None = None,
) -> Asked:
    """Return `question` taken apart; `frequencies` counts the passages that hold a stem, of `total` passages."""
    found = stems(worded(question))
    named = tuple(outlet for outlet in outlets if _mentions(question, outlet))
    of_outlets = {item for outlet in named for item in stems(outlet)}
    kept = [item for item in found if item not in of_outlets] or found
    return Asked(
        text=question,
        kind=asked_for(question),
        weights=_lightened({item: rarity(frequencies.get(item, 0), total) for item in kept}, question),
        heaviest=rarity(0, total),
        names=frozenset(names(question)) & frozenset(kept),
        pairs=frozenset(pairwise(kept)),
        dates=tuple(find_dates(question, published=today)),
        outlets=named,
        today=today,
        kin={other: name for other, name in (kin or {}).items() if other not in kept},
    )


def _lightened(weights: dict[str, float], question: str) -> dict[str, float]:
    """Return the weights with those of "take place", "now" and their like below what it is that takes place.

    Not where the place is asked for: it stands by these words, of which "held" then stands for all.
    """
    if asked_for(question) == "where":
        return weights
    slight = light(question) & weights.keys()
    least = min((weight for item, weight in weights.items() if item not in slight), default=None)
    if least is None:
        return weights
    return {item: min(weight, LIGHT * least) if item in slight else weight for item, weight in weights.items()}


def rarity(frequency: int, total: int) -> float:
    """Return the inverse document frequency of bm25, never below a tenth."""
    return max(0.1, math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)))


def leans(question: str) -> bool:
    """Return whether the question has words that stand for others, or too few of its own."""
    return bool(_LEANING.search(question)) or len(set(stems(question))) < 2


def names(question: str) -> list[str]:
    """Return the stems of words written as names: capitals that no sentence start explains, and numbers."""
    found = words(question)
    return [
        stem(word)
        for position, word in enumerate(found)
        if word[0].isdigit()
        or (word[0].isupper() and fold(word) not in STOP_WORDS and (position or not word.istitle()))
    ]


def _mentions(question: str, outlet: str) -> bool:
    """Return whether the question names the outlet; a name of one word must be written as in the outlet's name."""
    name = outlet.strip()
    name = name[4:].lstrip() if name[:4].lower() == "the " else name
    if not name or name.lower() not in question.lower():  # no pattern is made for each of a thousand outlets
        return False
    flags = re.IGNORECASE if " " in name else re.NOFLAG
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question, flags) is not None
