"""What a report counts out: every point of it, from the sentence that announces them and from each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.enumerated import MOST, enumerated
from assistant.evidence import Evidence
from tests.assistant.making import hit

THREE = [
    "The hot line should be opened again.",
    "A second cable ship should be bought.",
    "And the next drills should be announced a year ahead.",
]
REPORT = ["The institute published its report.", "Three things should follow.", *THREE, "It costs two crowns."]


def all_of(text: str) -> list[Evidence]:
    found = hit(text)
    return [
        Evidence(hit=found, span=span, text=text[span.start : span.end], values=(), features={}, probability=1.0)
        for span in found.passage.sentences
    ]


def of(text: str, start: str) -> Evidence:
    return next(item for item in all_of(text) if item.text.startswith(start))


@pytest.mark.parametrize("start", ["Three", "The hot line", "A second", "And the next"])
def test_every_point_is_returned_from_each_of_them(start: str) -> None:
    found = enumerated(of(" ".join(REPORT), start))
    assert [quote.text for quote in found] == THREE


@pytest.mark.parametrize("start", ["The institute", "It costs"])
def test_a_sentence_outside_brings_none(start: str) -> None:
    assert enumerated(of(" ".join(REPORT), start)) == []


def test_a_number_that_announces_nothing_brings_none() -> None:
    text = "Three ships took part. The minister came by train. He spoke of the harvest. It rained all day."
    assert enumerated(of(text, "Three ships")) == []


def test_points_below_a_line_need_no_number() -> None:
    text = "These are the conditions.\n- No strikes.\n- Longer hours.\n- A week of leave.\n\nNobody signed."
    found = enumerated(of(text, "These are the conditions"))
    assert [quote.text for quote in found] == ["- No strikes.", "- Longer hours.", "- A week of leave."]


@given(st.lists(st.sampled_from([*REPORT, "- a point", "The second was dear.", "Five came."]), min_size=1, max_size=14))
def test_what_is_returned_stands_in_the_passage_in_order(texts: list[str]) -> None:
    for item in all_of("\n".join(texts)):
        found = enumerated(item)
        assert len(found) <= MOST and [one.start for one in found] == sorted({one.start for one in found})
        passage = item.hit.passage
        for one in found:
            assert passage.text[one.start - passage.start :].startswith(one.text)
