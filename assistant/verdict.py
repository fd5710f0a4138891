"""Weigh the positions on what was asked: which one heads the answer, and how the others stand to it.

Of reports that follow each other the newest heads; the one before is named as the earlier report. What contradicts,
updates, says less, or speaks of something else are kept apart, and only what contradicts leaves a question open.
"""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answer import Relation
from assistant.check import check
from assistant.cite import Difference, Side, Statement
from assistant.compare import agree, is_coarse, is_edge, known_parts, says_less
from assistant.doers import doer
from assistant.evidence import Evidence, fitted
from assistant.opposing import opposes
from assistant.positions import (
    Position,
    is_taken_back,
    others_agree,
    own_value,
    positions,
    quote,
    rating,
    shown,
)
from assistant.question import Asked
from assistant.relations import as_near, relation, replaces
from assistant.value import overlap

SURE = 0.45
"""How well a value has to fit, and how near to the question's words, to head the answer when one source has it."""
CLEAR = 0.1
"""How far the value that heads the answer has to be ahead of the others in its sentence, times the probability of that.

On SQuAD 2 and fit.jsonl a third of the wrong first lines are below it, and a tenth of the right ones (script not kept).
"""
UNLIKELY = 0.5
"""A sentence below this share of the reader's threshold contradicts nobody."""


OPEN: frozenset[Relation] = frozenset(("contradicts", "another speaker"))
"""What leaves a question open."""
_AGAINST: frozenset[Relation | None] = frozenset((*OPEN, "updates"))


class Rival(NamedTuple):
    """A position beside the one that heads the answer, and how it stands to it."""

    position: Position
    relation: Relation


class Verdict(NamedTuple):
    """The position that heads the answer, None where no value does, and the others that count, best first."""

    head: Position | None
    rivals: tuple[Rival, ...]

    @property
    def open(self) -> bool:
        """Whether sources contradict each other and nothing tells which is right."""
        return any(rival.relation in OPEN for rival in self.rivals)

    def settled(self) -> "Verdict":
        """Return the same where what seems to contradict turned out to be of something else."""
        rivals = (one._replace(relation="another thing") if one.relation in OPEN else one for one in self.rivals)
        return self._replace(rivals=tuple(rivals))


def judge(asked: Asked, chosen: Sequence[Evidence]) -> Verdict:
    """Return which position heads the answer and how the others stand to it."""
    found = positions(asked, chosen)
    if not found:
        return Verdict(None, ())
    sure = [position for position in found if _likely(asked, position) and _comparable(asked, position)]
    head = _head(asked, found[0], sure, chosen)
    rivals = [
        Rival(position, stands)
        for position in found
        if position is not head
        and (stands := _stands(asked, head, position, chosen, near=position in sure)) is not None
    ]
    rivals += [Rival(position, "less specific") for position in _coarser(asked, head)]
    verdict = Verdict(head, tuple(rivals))
    alone = len(head.carried_by) == 1 and _rated(asked, head) < SURE
    return Verdict(None, ()) if alone or (not verdict.open and _is_guess(asked, head)) else verdict


def _is_guess(asked: Asked, head: Position) -> bool:
    """Return whether another value of the same sentence could as well be the one that is asked for."""
    best, chosen = head.carried_by[0], own_value(asked, head)
    apart = (value for value in best.values if not overlap(value.span, chosen.span) and not agree(value, chosen))
    others = [value for value in apart if not agree(value, head.value)]  # the first day of a time is no rival of it
    margin = _rated(asked, head) - max((rating(asked, best, value) for value in others), default=0.0)
    return best.probability * margin < CLEAR


def headline(asked: Asked, chosen: Sequence[Evidence]) -> Statement | None:
    """Return the statement of the position that heads the answer with all sentences that carry it, None without one."""
    head = judge(asked, chosen).head
    return stated(asked, head) if head else None


def stated(asked: Asked, position: Position, *before: str, instead: Sequence[str] = ()) -> Statement:
    """Return a position as a statement of all its sentences, led by the first of `before` that they carry too.

    Where they do not carry together what was put together from them, the value is as the best of them has it. What they
    carry of `instead` stands for all of that.
    """
    exact_first = sorted(position.carried_by, key=lambda item: _says_less(asked, item, position))
    quotes = tuple(quote(item) for item in exact_first)
    own = [own_value(asked, position, item) for item in position.carried_by]
    own.sort(key=lambda value: (is_coarse(value), is_edge(position.value, value)))
    forms = dict.fromkeys(shown(value) for value in (position.value, *own))
    texts = [*instead, *(lead + form for form in forms for lead in (*before, ""))]
    return Statement(text=next((text for text in texts if check(text, quotes) is None), texts[-1]), quotes=quotes)


def corroborating(
    asked: Asked, likely: Sequence[Evidence], evidence: Sequence[Evidence], *, least: float
) -> list[Evidence]:
    """Return the sentences of `evidence`, at least `least` probable, that give the value best supported by `likely`."""
    found = positions(asked, likely)
    if not found:
        return []
    rest = [item for item in evidence if item.probability >= least and item not in likely]
    return [item for item in rest if others_agree(asked, found[0], item)]


def differences(asked: Asked, chosen: Sequence[Evidence]) -> tuple[Difference, ...]:
    """Return the points on which the sentences differ, one for each way in which they do."""
    return differing(asked, judge(asked, chosen))


def differing(asked: Asked, verdict: Verdict) -> tuple[Difference, ...]:
    """Return what a verdict says of the other positions, one point for each way in which they differ."""
    if verdict.head is None:
        return ()
    kinds = dict.fromkeys(rival.relation for rival in verdict.rivals)
    return tuple(
        Difference(
            about=asked.kind,
            sides=_sides(
                asked, (verdict.head, *(rival.position for rival in verdict.rivals if rival.relation == kind))
            ),
            open=kind in OPEN,
            kind=kind,
        )
        for kind in kinds
    )


def _sides(asked: Asked, found: Sequence[Position]) -> tuple[Side, ...]:
    """Return each sentence with the value that it gives itself; one that says less than its position does not count."""
    return tuple(
        Side(text=shown(own_value(asked, position, item)), quote=quote(item))
        for position in found
        for item in position.carried_by
        if len(position.carried_by) == 1 or not _says_less(asked, item, position)
    )


def _head(asked: Asked, best: Position, sure: Sequence[Position], chosen: Sequence[Evidence]) -> Position:
    """Return the newest of the positions that follow each other, from the best supported on."""
    head = best
    for position in sure:
        if position is not head and replaces(asked, head, position, chosen):
            head = position
    return head


def _coarser(asked: Asked, head: Position) -> list[Position]:
    """Return what sentences that carry the head say themselves, where that is less than the head says."""
    coarse = [item for item in head.carried_by if len(head.carried_by) > 1 and _says_less(asked, item, head)]
    return [Position(own_value(asked, head, item), (item,), 0.0) for item in coarse]


def _stands(
    asked: Asked, head: Position, other: Position, chosen: Sequence[Evidence], *, near: bool
) -> Relation | None:
    """Return how a position stands to the head, None where it does not count: one less near counts only against it."""
    if near and as_near(asked, head, other):
        return relation(asked, head, other, chosen)
    if not _comparable(asked, other) or not opposes(asked, head, other):
        return None
    stands = relation(asked, head, other, chosen)
    return stands if stands in _AGAINST else None


def _says_less(asked: Asked, item: Evidence, position: Position) -> bool:
    own = own_value(asked, position, item)
    return own.number is None and says_less(own, position.value)


def _rated(asked: Asked, position: Position) -> float:
    return rating(asked, position.carried_by[0], own_value(asked, position))


def _likely(asked: Asked, position: Position) -> bool:
    """Return whether a position is probable enough to count."""
    best = position.carried_by[0]
    value = own_value(asked, position)
    least = SURE * (0.2 if is_taken_back(best, value) else 1.0)
    return best.probability >= fitted()["threshold"] * UNLIKELY and rating(asked, best, value) >= least


def _comparable(asked: Asked, position: Position) -> bool:
    """Return whether a value is of a kind that another one contradicts: a name seldom is."""
    best = position.carried_by[0]
    when = position.value.when
    if when is not None:
        return known_parts(when) is not None and (when.granularity != "year" or "year" in asked.weights)
    if asked.kind == "who":
        return (does := doer(asked.text, best.text)) is not None and agree(does, position.value)
    return asked.kind == "where" or position.value.number is not None
