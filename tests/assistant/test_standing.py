"""What rules tell of two sentences is weighed with the rest of what is seen; they do not decide alone."""

import pytest

from assistant.cite import Difference
from assistant.disagree import disagreeing, seen
from assistant.evidence import fitted
from assistant.quotes import QuoteReader
from assistant.standing import Standing, stand
from assistant.stop import Stop
from tests.assistant.making import asked
from tests.assistant.test_disagree import SAME, SILENT, SOUNDED, WARNED, weighed

HURT = "How many passengers were hurt on the ferry at Norn?"
FEWER = "Thirty-one passengers were hurt on the ferry at Norn, the police said."
MORE = "Forty-four passengers were hurt on the ferry at Norn, the hospital said."


def standing(question: str, *texts: str) -> Standing:
    """Return how the sentences of outlets of one day stand to each other."""
    return stand(asked(question), weighed(question, *texts))


@pytest.mark.parametrize(("question", "texts"), [(HURT, (FEWER, MORE)), (WARNED, (SOUNDED, SILENT))])
def test_what_the_rules_tell_names_the_pair(question: str, texts: tuple[str, str]) -> None:
    found = standing(question, *texts)
    for one, other, relation in found.told:
        assert {one.text, other.text} == set(texts) and relation
    assert bool(found.told) == found.open == (question == HURT)


def test_what_is_settled_is_of_something_else_and_not_open() -> None:
    found = standing(HURT, FEWER, MORE)
    settled = found.settled()
    assert found.open and not settled.open
    assert [told.relation for told in settled.told] == ["another thing"]
    assert settled.chosen == found.chosen


def test_a_relation_that_is_told_is_a_feature_of_its_pair_alone() -> None:
    evidence = weighed(HURT, FEWER, MORE, "Thirty-nine passengers were hurt on the ferry at Norn, a nurse said.")
    told = stand(asked(HURT), evidence[:2]).told
    marked = [features["told to contradict"] for _, features in seen(asked(HURT), evidence, told)]
    assert sorted(marked) == [0.0, 0.0, 1.0]
    assert not any(features["told to contradict"] for _, features in seen(asked(HURT), evidence))


def test_the_rules_do_not_decide_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = weighed(HURT, FEWER, MORE)
    assert disagreeing(asked(HURT), evidence, standing(HURT, FEWER, MORE).told) is not None
    assert any(point.open for point in _differences(HURT, FEWER, MORE))
    monkeypatch.setitem(fitted(), "disagree", 1.1)
    points = _differences(HURT, FEWER, MORE)
    assert points and not any(point.open for point in points)


def test_one_dispute_is_told_once() -> None:
    assert sum(point.open for point in _differences(HURT, FEWER, MORE)) == 1
    assert sum(point.open for point in _differences(WARNED, SOUNDED, SILENT)) == 1
    assert not any(point.open for point in _differences(WARNED, SOUNDED, SAME))


def _differences(question: str, *texts: str) -> list[Difference]:
    hits = [item.hit for item in weighed(question, *texts)]
    return [said for said in QuoteReader().read(asked(question), hits, Stop()) if isinstance(said, Difference)]
