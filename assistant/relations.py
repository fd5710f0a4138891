"""How two positions on one question stand to each other: which came later, which says less, which contradicts which.

Reports that follow each other update; a count of the dead does so whoever counts. What is far off is another thing, and
places contradict only where they exclude each other. What heads an answer is `verdict`'s.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.answer import Relation
from assistant.asked_time import wants_newest
from assistant.bounds import leaps, open_ended
from assistant.compare import agree, far_apart, finer
from assistant.corrections import corrects
from assistant.doers import sought
from assistant.evidence import Evidence
from assistant.positions import Position, is_taken_back, own_value, rating, same_thing, shown
from assistant.question import Asked
from assistant.referent import places_exclude
from assistant.speaker import different, speakers

NEAR = 0.3
NEAR_WHERE_IT_FITS = 0.2
FITS = 0.7
NEAR_WORDS = 0.6
NEAR_WORDS_OF_BOUND = 0.8
"""How probable, and how near to the question's words, a rival is against the head. A mere bound must be nearer."""
AT_ONCE = timedelta(days=2)
"""Within these another outlet has hardly more than another account."""
_COUNTED_ANEW = re.compile(
    r"\b(?:dead|died|dies|killed|deaths?|injured|wounded|hurt|missing|arrested|detained|evacuated|displaced|homeless|toll|"
    r"casualties|victims|infected|rescued)\b",
    re.IGNORECASE,
)


def replaces(asked: Asked, head: Position, position: Position, chosen: Sequence[Evidence]) -> bool:
    """Return whether a position is what came of the one that heads: a later report of it, or one that sets it right."""
    if not same_thing(asked, head, (position.carried_by[0], position.value)):
        return False
    if _corrects(position) and not _corrects(head) and not _follow(head, position):
        return not agree(head.value, position.value) and not far_apart(head.value, position.value)
    if not _follow(head, position) or _newest(position) < _newest(head):
        return False
    if agree(head.value, position.value):
        return open_ended(head.value) and not open_ended(position.value)
    return relation(asked, head, position, chosen) == "updates"


def relation(asked: Asked, head: Position, other: Position, chosen: Sequence[Evidence]) -> Relation | None:
    """Return how a position stands to the one that heads the answer, None where it says no less and nothing else."""
    item = other.carried_by[0]
    value = own_value(asked, other)
    if not same_thing(asked, head, (item, value)):
        return "another thing"
    if agree(head.value, other.value):
        return _vaguer(head, other)
    if not _exclude(asked, head, other, chosen):
        return None
    if _sets_right(head, other) or is_taken_back(item, value):
        return "updates"
    if far_apart(head.value, other.value) or leaps(head.value, other.value):
        return "another thing"
    return _differing(asked, head, other)


def _exclude(asked: Asked, head: Position, other: Position, chosen: Sequence[Evidence]) -> bool:
    """Return whether two places or two people named can't both be right; other values that differ never are."""
    if asked.kind == "where":
        return places_exclude(head.value, other.value, _texts(chosen))
    if asked.kind != "who":
        return True
    wanted = sought(asked.text)
    names = [frozenset(position.value.normal.split()) for position in (head, other)]
    return wanted is not None and wanted.one and names[0].isdisjoint(names[1])


def _sets_right(head: Position, other: Position) -> bool:
    """Return whether the later of two reports, or the head where none is later, says that it corrects."""
    return _corrects(max(head, other, key=_newest) if _follow(head, other) else head)


def _differing(asked: Asked, head: Position, other: Position) -> Relation | None:
    """Return how two positions stand that can't both be true of one thing and do not speak of each other."""
    follows = _follow(head, other)
    if follows and (wants_newest(asked) or all(map(_grows, (head, other)))):
        return "updates"
    if different(_speakers(head), _speakers(other)):
        return "another speaker"
    if of_one_report(head, other):
        return "another thing"
    return "updates" if follows and asked.kind != "where" and not _at_once(head, other) else "contradicts"


def _at_once(one: Position, other: Position) -> bool:
    """Return whether two positions are of other outlets, so soon after each other that neither is news of the other."""
    outlets = [{item.hit.passage.outlet for item in position.carried_by} for position in (one, other)]
    return outlets[0].isdisjoint(outlets[1]) and abs(_newest(one) - _newest(other)) <= AT_ONCE


def of_one_report(head: Position, other: Position) -> bool:
    """Return whether one report alone has both, in two sentences: it hardly contradicts itself."""
    articles = {item.hit.passage.article_id for item in (*head.carried_by, *other.carried_by)}
    sentences = {item.text for item in head.carried_by} & {item.text for item in other.carried_by}
    return len(articles) == 1 and not sentences


def _texts(chosen: Sequence[Evidence]) -> list[str]:
    """Return the passages: a report that names both places knows what is where."""
    return list({item.hit.passage.id: item.hit.passage.text for item in chosen}.values())


def _vaguer(head: Position, other: Position) -> Relation | None:
    if open_ended(other.value) and not open_ended(head.value):
        return "updates" if _newest(other) < _newest(head) and _newest(other) > date.min else "less specific"
    said = shown(head.value), shown(other.value)
    return "less specific" if said[0] != said[1] and finer(head.value, other.value) == head.value else None


def as_near(asked: Asked, head: Position, other: Position) -> bool:
    """Return whether a position's sentence is about as probable, and as near to the question's words, as the head's."""
    best, rival = head.carried_by[0], other.carried_by[0]
    beside = rival.features.get("words beside", 1.0) / max(0.01, best.features.get("words beside", 1.0))
    fits = beside >= NEAR_WORDS_OF_BOUND and rating(asked, rival, own_value(asked, other)) >= FITS
    if rival.probability < (NEAR_WHERE_IT_FITS if fits else NEAR) * max(item.probability for item in head.carried_by):
        return False
    return beside >= (NEAR_WORDS_OF_BOUND if open_ended(other.value) else NEAR_WORDS)


def _corrects(position: Position) -> bool:
    return any(corrects(item.hit.passage, item.text) for item in position.carried_by)


def _grows(position: Position) -> bool:
    """Return whether a report counts what is counted anew as news come in, whoever counts."""
    if position.value.number is None:
        return False
    return any(_COUNTED_ANEW.search(item.text) for item in position.carried_by)


def _speakers(position: Position) -> frozenset[str]:
    return frozenset(name for item in position.carried_by for name in speakers(item.text))


def _newest(position: Position) -> date:
    return max(item.hit.passage.published or date.min for item in position.carried_by)


def _follow(one: Position, other: Position) -> bool:
    """Return whether one of two positions is of a later day than the other."""
    days = _newest(one), _newest(other)
    return date.min not in days and days[0] != days[1]
