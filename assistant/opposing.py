"""Find what another report says against the best answer in words that are hardly those of the question.

Outlets that tell of one event share few words: "fourteen went to hospital" stands against "nine people hurt". What
speaks for such a sentence is its likeness to the question against that of the best answer, a value that fits, and that
it tells of the same event and of the same deed. How the two then stand to each other is `relations`'s.
"""

import re
from collections.abc import Sequence

from assistant.compare import agree
from assistant.events import one_event
from assistant.evidence import Evidence
from assistant.nouns import agreement
from assistant.positions import Position, own_value, pick, rating
from assistant.question import Asked
from assistant.synonyms import share, synonyms
from assistant.value import Value
from assistant.words import STOP_WORDS, stem, stems, words

LIKE = 0.75
"""How like the question a sentence has to be, against the best answer."""
FITS = 0.45
"""How well its value has to fit: as well as a good one does that stands far from the question's words."""
SAYS = 0.35
"""The share of the question's plain words in a sentence whose value may be of any deed: a date, a place, a sum."""
_DONE = re.compile(
    r"\s+(?:were|was|are|is|had\s+been|have\s+been|has\s+been)\s+(?:(?:still|also|already|being|\w+ly)\s+)?(?P<done>[a-z]+)\b"
)


def opposing(asked: Asked, chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences of other reports that may give another value than the best of `chosen` does."""
    heads = [(item, value) for item in chosen if (value := pick(asked, item))]
    if not heads:
        return []
    best, given = heads[0]
    heard = {item.hit.passage.article_id for item, _ in heads}
    rest = [item for item in evidence if item not in chosen and item.hit.passage.article_id not in heard]
    other = [(item, value) for item in rest if (value := pick(asked, item)) and not agree(given, value)]
    return [item for item, value in other if _against(asked, best, item, value)]


def opposes(asked: Asked, head: Position, other: Position) -> bool:
    """Return whether a position is another report's answer to the same, though its words are others."""
    best, item = head.carried_by[0], other.carried_by[0]
    if item.hit.passage.article_id in {one.hit.passage.article_id for one in head.carried_by}:
        return False
    return _against(asked, best, item, own_value(asked, other))


def _against(asked: Asked, best: Evidence, item: Evidence, value: Value) -> bool:
    if _likeness(item) < LIKE * _likeness(best) or rating(asked, item, value) < FITS:
        return False
    return one_event(asked, best, item) and _same_deed(asked, best, item, value)


def _likeness(item: Evidence) -> float:
    return item.features.get("likeness of it", 0.0)


def _same_deed(asked: Asked, best: Evidence, item: Evidence, value: Value) -> bool:
    """Return whether a value is said of what is asked: a count by what became of those counted, others by the verb."""
    if asked.kind == "who":
        return True  # the doer of what is asked
    if value.when:
        return _says(asked, item)
    if value.number is None or value.number.measure != "count":
        return _says(asked, item) or not _own_words(asked, best).isdisjoint(_meant(item.text))
    done = _DONE.match(item.text, value.span.end)
    if done is None or done["done"] in STOP_WORDS:
        return True
    there = [word for word in words(asked.text) if word not in STOP_WORDS]
    known = _meant(f"{asked.text} {best.text}")
    return stem(done["done"]) in known or any(
        agreement((word.lower(),), (done["done"],), question=(), near=()) >= 0.9 for word in there
    )


def _says(asked: Asked, item: Evidence) -> bool:
    plain = {item: weight for item, weight in asked.weights.items() if item not in asked.names}
    return share(plain, frozenset(stems(item.text)), loosely=True) >= SAYS


def _own_words(asked: Asked, best: Evidence) -> frozenset[str]:
    """Return the words of the best answer that are neither the question's nor names: those of its deed among them."""
    plain = (word for word in words(best.text) if word.islower() and word not in STOP_WORDS and len(word) > 3)
    return frozenset(stem(word) for word in plain) - asked.names


def _meant(text: str) -> frozenset[str]:
    return frozenset(other for item in stems(text) for other in synonyms(item))
