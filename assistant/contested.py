"""What is contested of a thing that has no value to compare: a cause, or whether something happened at all.

Two causes exclude each other where two speakers give them; a denial stands against a claim unless it is only newer.
Values are `verdict`'s.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.answer import Relation
from assistant.causes import cause, denies, unlike
from assistant.cite import Difference, Side
from assistant.events import one_event
from assistant.evidence import Evidence
from assistant.positions import quote
from assistant.question import Asked
from assistant.speaker import different, speakers
from assistant.whether import of_the_past, rejects, stance

OPPOSES = 0.08
"""How probable, against the best sentence, one that opposes it has to be: it often has other words."""
NEAR_WORDS = 0.6
LIKE = 0.6
"""How like the question, against the best sentence, one of another report that has hardly its words."""
MOST = 2
_RESPONSIBLE = re.compile(r"\b(?:responsible|responsibility|blame[ds]?|at fault|guilty|culprit)\b", re.IGNORECASE)
_SAID = re.compile(r"[“”\"]|\b(?:blam\w+|accus\w+|suspect\w*|claim\w*|allege\w*|fault)\b", re.IGNORECASE)
_ONE_MORE = re.compile(r"\b(?:also|too|another|as\s+well|in\s+addition|partly)\b", re.IGNORECASE)


class Opposed(NamedTuple):
    """A sentence that opposes the best one, and how."""

    evidence: Evidence
    relation: Relation


def contested(asked: Asked, evidence: Sequence[Evidence]) -> tuple[Difference, tuple[Evidence, ...]] | None:
    """Return on what the best sentence is opposed, with it and the sentences that do so; None where none does.

    Where a cause is asked for, the best sentence is the best of those that give one.
    """
    opposing = _causes if _RESPONSIBLE.search(asked.text) else _KINDS.get(asked.kind)
    if opposing is None or not evidence:
        return None
    among = [*evidence, *_with_a_cause(evidence)] if opposing is _causes else evidence
    best = next((item for item in among if opposing is not _causes or _gives_cause(evidence[0], item)), None)
    if best is None:
        return None
    near = [item for item in among if item is not best and _near(asked, best, item)]
    found = [Opposed(item, relation) for item in near if (relation := opposing(asked, best, item)) is not None]
    if not found:
        return None
    kind: Relation = next((one.relation for one in found if one.relation != "updates"), "updates")
    others = tuple(one.evidence for one in found if one.relation == kind)[:MOST]
    sides = tuple(Side(text=item.text, quote=quote(item)) for item in (best, *others))
    return Difference(about=asked.kind, sides=sides, open=kind != "updates", kind=kind), (best, *others)


def _gives_cause(best: Evidence, item: Evidence) -> bool:
    return cause(item.text) is not None and (item is best or _like(best, item) or _likely(best, item))


def _with_a_cause(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield the other sentences of these passages that give a cause, as probable as theirs: each a copy of the best."""
    seen = {(item.hit.passage.id, item.span) for item in evidence}
    for item in {one.hit.passage.id: one for one in reversed(evidence)}.values():
        passage, likenesses = item.hit.passage, item.hit.likenesses
        for index, span in enumerate(passage.sentences):
            text = passage.text[span.start - passage.start : span.end - passage.start]
            if (passage.id, span) not in seen and cause(text) is not None:
                like = {"likeness of it": likenesses[index]} if likenesses else {}
                yield replace(item, span=span, text=text, values=(), features={**item.features, **like})


def _near(asked: Asked, best: Evidence, item: Evidence) -> bool:
    if best.hit.passage.article_id != item.hit.passage.article_id and _like(best, item):
        return one_event(asked, best, item)
    return _likely(best, item)


def _likely(best: Evidence, item: Evidence) -> bool:
    if item.probability < OPPOSES * best.probability:
        return False
    return item.features.get("words beside", 1.0) >= NEAR_WORDS * best.features.get("words beside", 1.0)


def _like(best: Evidence, item: Evidence) -> bool:
    likeness = item.features.get("likeness of it", 0.0)
    return likeness > 0 and likeness >= LIKE * best.features.get("likeness of it", 0.0)


def _causes(_asked: Asked, best: Evidence, item: Evidence) -> Relation | None:
    first, second = cause(best.text), cause(item.text)
    if first is None or best.hit.passage.article_id == item.hit.passage.article_id:
        return None
    whose = speakers(best.text), speakers(item.text)
    if denies(item.text, first):
        return None if whose[0] & whose[1] else "another speaker"
    if second is None or not unlike(first, second) or _ONE_MORE.search(item.text):
        return None
    attributed = any(whose) or any(_SAID.search(one.text) for one in (best, item))
    return "another speaker" if attributed and not whose[0] & whose[1] else None


def _whether(asked: Asked, best: Evidence, item: Evidence) -> Relation | None:
    stands = stance(asked, best.text), stance(asked, item.text)
    if stands == (None, "denies") and rejects(item.text) and not rejects(best.text):
        return "another speaker" if best.hit.passage.article_id != item.hit.passage.article_id else None
    if None in stands or stands[0] == stands[1]:
        return None
    days = best.hit.passage.published, item.hit.passage.published
    apart = different(speakers(best.text), speakers(item.text))
    if best.hit.passage.article_id == item.hit.passage.article_id:
        return "another speaker" if apart else None
    if days[0] == days[1] or None in days:
        return "another speaker" if apart else "contradicts"
    spoken_against = rejects(best.text) or rejects(item.text)
    return "another speaker" if spoken_against or (apart and of_the_past(asked)) else "updates"


_KINDS: dict[str, Callable[[Asked, Evidence, Evidence], Relation | None]] = {"why": _causes, "yes/no": _whether}
