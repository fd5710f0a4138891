"""Which sentences speak for their sources, and how their values, causes and denials stand to each other.

What is found here by rule is weighed by `disagree` with all else that is seen of two sentences: that has the last word.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.causes import cause
from assistant.cite import Difference
from assistant.compare import agree, says_less
from assistant.contested import contested
from assistant.disagree import Told
from assistant.events import Event
from assistant.evidence import Evidence
from assistant.naming import fitting
from assistant.opposing import opposing
from assistant.positions import pick
from assistant.question import Asked
from assistant.rank import independent
from assistant.value import Value
from assistant.values import VALUED
from assistant.verdict import Verdict, corroborating, judge

MOST_SOURCES = 4
NEAR_BEST = 0.2
"""A sentence is quoted beside the best one when it is at least this share as probable."""
CORROBORATES = 0.1
"""The same where it gives the same value: that another source says so too speaks for it."""
VALUELESS = 0.5
"""What a sentence without the value that is asked for counts, or less exact, where one is to speak for its source."""
AS_WELL = 0.5
"""The same where it may give another value than the best one of its own report."""
_Picked = tuple[Evidence, Value | None]


class Standing(NamedTuple):
    """The sentences that answer, those that speak for their sources, the events they tell of with what is said of each.

    `opposed` is what is contested without values, with the sentences on both sides.
    """

    likely: Sequence[Evidence]
    chosen: Sequence[Evidence]
    found: Sequence[Event]
    verdicts: Sequence[Verdict]
    opposed: tuple[Difference, tuple[Evidence, ...]] | None

    @property
    def told(self) -> list[Told]:
        """The pairs of sentences whose relation the rules tell."""
        return [*self._of_values(), *self._of_accounts()]

    @property
    def open(self) -> bool:
        """Whether two sentences contradict each other by the rules."""
        return any(verdict.open for verdict in self.verdicts) or bool(self.opposed and self.opposed[0].open)

    def settled(self) -> "Standing":
        """Return the same without what contradicts."""
        opposed = None if self.opposed and self.opposed[0].open else self.opposed
        return self._replace(verdicts=[verdict.settled() for verdict in self.verdicts], opposed=opposed)

    def _of_values(self) -> Iterator[Told]:
        for head, rivals in self.verdicts:
            if head:
                pairs = ((rival, other) for rival in rivals for other in rival.position.carried_by)
                yield from (Told(one, other, rival.relation) for rival, other in pairs for one in head.carried_by)

    def _of_accounts(self) -> Iterator[Told]:
        if self.opposed:
            difference, (best, *others) = self.opposed
            yield from (Told(best, other, difference.kind or "contradicts") for other in others)


def stand(asked: Asked, evidence: Sequence[Evidence]) -> Standing:
    """Return how the sentences stand to each other by rule; `evidence` is not empty, the most probable first."""
    best = evidence[0].probability
    likely = [item for item in evidence if item.probability >= NEAR_BEST * best]
    picked = [(item, pick(asked, item)) for item in likely]
    speaking = sorted(picked, key=lambda one: -_speaking(asked, one[0], one[1], picked))
    chosen = independent((item for item, _ in speaking), most=MOST_SOURCES)
    corroborated = [*chosen, *corroborating(asked, chosen, evidence, least=CORROBORATES * best)]
    chosen = independent(corroborated, most=MOST_SOURCES)
    found = fitting(asked, [*chosen, *beside(likely, chosen), *opposing(asked, chosen, evidence)])
    verdicts = [judge(asked, event.evidence) for event in found]
    return Standing(likely, chosen, found, verdicts, contested(asked, evidence))


def _speaking(asked: Asked, item: Evidence, value: Value | None, picked: Sequence[_Picked]) -> float:
    """Return how well a sentence with this value speaks for its source.

    Half as well where it has nothing such as is asked for, or less than another sentence of its report.
    """
    lacks = asked.kind in VALUED and value is None
    lacks |= asked.kind == "why" and not item.features.get("cue") and cause(item.text) is None
    if value is not None:
        lacks |= any(agree(value, more) and says_less(value, more) for more in _of_its_report(item, picked))
    return item.probability * (VALUELESS if lacks else 1.0)


def _of_its_report(item: Evidence, picked: Sequence[_Picked]) -> Iterator[Value]:
    article = item.hit.passage.article_id
    for other, value in picked:
        if value is not None and other is not item and other.hit.passage.article_id == article:
            yield value


def beside(likely: Sequence[Evidence], chosen: Sequence[Evidence]) -> list[Evidence]:
    """Return the other sentences of these sources that answer about as well: a report may give two sides itself."""
    least = AS_WELL * max(item.probability for item in likely)
    articles = {item.hit.passage.article_id for item in chosen}
    return [
        item
        for item in likely
        if item not in chosen and item.probability >= least and item.hit.passage.article_id in articles
    ]
