"""Copies of one report are one source, and so are a report and one that only passes it on."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation, Claim
from assistant.carried import carried, traced
from assistant.facts import traced as lines
from store.article import Copy
from store.leans import Lean
from tests.assistant.making import passage

DAY = date(2033, 4, 11)
TEXT = "Nine ships lie in the bay, according to the Vale Post."


def cited(number: int, outlet: str, text: str = TEXT) -> Citation:
    """Return a citation of a whole passage of an outlet, whose article has the outlet's name as its id."""
    found = passage(text, article_id=outlet, outlet=outlet, published=DAY)
    return Citation(number=number, passage=found, path=f"{outlet}.txt", start=0, end=len(text))


def copy(outlet: str) -> Copy:
    """Return an outlet's article as one of several copies."""
    return Copy(article_id=outlet, title=None, outlet=outlet, published=DAY)


CLAIM = Claim(text="nine ships", citations=(1, 2))


def test_copies_count_once_and_are_named() -> None:
    group = (copy("Coast Wire"), copy("Inland Star"))
    copies = dict.fromkeys(("Coast Wire", "Inland Star"), group)
    citations = traced([cited(1, "Coast Wire"), cited(2, "Inland Star")], copies, {})
    assert carried([CLAIM], citations, copies) == (1,)
    assert [item.also_in for item in citations] == [("Inland Star",), ("Coast Wire",)]
    assert lines(*(citations[0].also_in, ())) == ["also in Inland Star, which carries the same report"]


def test_a_report_that_passes_on_another_is_no_source_beside_it() -> None:
    leaning = {"Inland Star": (Lean(27, len(TEXT) - 1, "Vale Post"),)}
    citations = traced([cited(1, "Vale Post"), cited(2, "Inland Star")], {}, leaning)
    assert citations[1].citing == ("Vale Post",) and carried([CLAIM], citations, {}) == (1,)
    others = traced([cited(1, "Coast Wire"), cited(2, "Inland Star")], {}, leaning)
    assert carried([CLAIM], others, {}) == (2,)


def test_a_source_named_outside_the_quote_says_nothing_of_it() -> None:
    far = {"Inland Star": (Lean(900, 920, "Vale Post"),)}
    assert traced([cited(2, "Inland Star")], {}, far)[0].citing == ()


@given(st.lists(st.sampled_from(["A", "B", "C", "D"]), min_size=1, unique=True))
def test_independent_sources_are_as_many_as_articles_without_copies(outlets: list[str]) -> None:
    citations = [cited(number, outlet) for number, outlet in enumerate(outlets, 1)]
    claim = Claim(text="nine", citations=tuple(range(1, len(outlets) + 1)))
    assert carried([claim], traced(citations, {}, {}), {}) == (len(outlets),)
