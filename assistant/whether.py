"""Whether a sentence affirms or denies what a yes-or-no question asks. By wording, for English."""

import re
from collections.abc import Iterator
from typing import Literal

from assistant.check.lemmas import lemma
from assistant.question import Asked
from assistant.synonyms import share, synonyms
from assistant.words import STOP_WORDS, stem, stems, words

Stance = Literal["affirms", "denies"]
LEAST = 0.6
LEAST_OF_DENIAL = 0.35
"""The share of what a question says, names left out, that a sentence has to say to take a stand on it.

Less is enough for words of denial: nobody denies what was not said, and who denies it seldom repeats it whole.
"""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disput(?:es?|ed|ing)|contradict(?:s|ed)?|refut(?:es?|ed)|untrue|"
    r"false|no\s+truth|baseless|unfounded|groundless|fabricat(?:ed|ion)|invented|absurd|rebuff(?:s|ed)?|rebut(?:s|ted)?|dismiss(?:es|ed)?|rul(?:es|ed)\s+out)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no\s+longer|(?:did|do|does|is|are|was|were|has|have|had|will|would|ca)n[’']t|won[’']t|cannot|nobody|no\s+one|"
    r"none|neither|no)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:whether|if|may|might|could|would|asked|ask|question)\b|\?\W*$", re.IGNORECASE)
_LEAVES = re.compile(r";|\b(?:after|when|while|because|although|though|but)\b")
_PAST = re.compile(r"^(?:and\s+|but\s+)?(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_SAYS = frozenset(("say", "tell", "know"))
_ADVERBS = frozenset(str.split("yet ever really actually been be being to have had at all so far officially"))


def stance(asked: Asked, sentence: str) -> Stance | None:
    """Return whether a sentence affirms or denies what is asked, None where it does neither surely."""
    plain = {item: weight for item, weight in asked.weights.items() if item not in asked.names}
    least = LEAST_OF_DENIAL if rejects(sentence) else LEAST
    if not plain or _NOT.search(asked.text) or share(plain, _said(sentence), loosely=True) < least:
        return None
    wanted = frozenset(other for item in plain for other in synonyms(item))
    if any(_denied(sentence, cue.end(), wanted) for cue in _DENIES.finditer(sentence)):
        return "denies"
    if any(_negated(sentence, cue.end(), wanted) for cue in _NOT.finditer(sentence)):
        return "denies"
    return None if _OPEN.search(sentence) or _NOT.search(sentence) else "affirms"


def of_the_past(asked: Asked) -> bool:
    """Return whether a question asks for what has happened, which later news do not change."""
    return _PAST.match(asked.text) is not None


def rejects(sentence: str) -> bool:
    """Return whether a sentence speaks against what somebody else says."""
    return _DENIES.search(sentence) is not None


def _denied(sentence: str, start: int, wanted: frozenset[str]) -> bool:
    """Return whether what comes after a denying word is what is asked: at least two of its words."""
    reach = _LEAVES.split(sentence[start:])[0]
    return len(wanted & _said(reach)) >= min(2, len(wanted))


def _said(text: str) -> frozenset[str]:
    """Return the stems of a text, those of irregular verbs among them: "take" for "taken"."""
    return frozenset(stems(text)) | {lemma(word) for word in words(text)}


def _negated(sentence: str, start: int, wanted: frozenset[str]) -> bool:
    """Return whether the next word of content after a "not" is one of what is asked."""
    return next((stem(word) in wanted for word in _content(sentence[start:])), False)


def _content(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in STOP_WORDS - _SAYS | _ADVERBS)
