"""What is contested of a thing that has no value to compare: a cause, or whether something happened at all.

Two causes exclude each other where two speakers give them; a denial stands against a claim unless it is only newer.
Values are `verdict`'s.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.answer import Relation
from assistant.causes import cause, unlike
from assistant.cite import Difference, Side
from assistant.evidence import Evidence
from assistant.positions import quote
from assistant.question import Asked
from assistant.speaker import different, speakers
from assistant.whether import of_the_past, rejects, stance

OPPOSES = 0.08
"""How probable, against the best sentence, one that opposes it has to be: it often has other words."""
NEAR_WORDS = 0.6
MOST = 2


class Opposed(NamedTuple):
    """A sentence that opposes the best one, and how."""

    evidence: Evidence
    relation: Relation


def contested(asked: Asked, evidence: Sequence[Evidence]) -> tuple[Difference, tuple[Evidence, ...]] | None:
    """Return on what the best sentence is opposed, with the sentences that oppose it; None where none does."""
    opposing = _KINDS.get(asked.kind)
    if opposing is None or not evidence:
        return None
    best = evidence[0]
    near = [item for item in evidence[1:] if _near(best, item)]
    found = [Opposed(item, relation) for item in near if (relation := opposing(asked, best, item)) is not None]
    if not found:
        return None
    kind: Relation = next((one.relation for one in found if one.relation != "updates"), "updates")
    others = tuple(one.evidence for one in found if one.relation == kind)[:MOST]
    sides = tuple(Side(text=item.text, quote=quote(item)) for item in (best, *others))
    return Difference(about=asked.kind, sides=sides, open=kind != "updates", kind=kind), others


def _near(best: Evidence, item: Evidence) -> bool:
    if item.probability < OPPOSES * best.probability:
        return False
    return item.features.get("words beside", 1.0) >= NEAR_WORDS * best.features.get("words beside", 1.0)


def _causes(_asked: Asked, best: Evidence, item: Evidence) -> Relation | None:
    first, second = cause(best.text), cause(item.text)
    if first is None or second is None or not unlike(first, second):
        return None
    return "another speaker" if different(speakers(best.text), speakers(item.text)) else None


def _whether(asked: Asked, best: Evidence, item: Evidence) -> Relation | None:
    stands = stance(asked, best.text), stance(asked, item.text)
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
