"""Dates that lean on a day named in the sentence before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import find_dates, find_dates_after

PUBLISHED = date(2031, 5, 20)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Two days later it was over.", 6),
        ("The next day the ferries stopped.", 5),
        ("The day before, nobody had known.", 3),
        ("It closed the day after.", 5),
        ("Three days before, shots were heard.", 1),
        ("The day after that, it rained.", 5),
        ("That evening it rained.", 4),
    ],
)
def test_a_day_is_counted_from_the_sentence_before(sentence: str, day: int) -> None:
    before = "The strike began on 4 May."
    [found] = find_dates_after(before, sentence, published=PUBLISHED)
    assert found.start == date(2031, 5, day) and found.relative
    assert sentence[found.span.start : found.span.end] in sentence and found.span.end <= len(sentence)
    assert find_dates_after("", sentence, published=PUBLISHED)[0].needs == "anchor"


@pytest.mark.parametrize("text", ["It was the day before the vote.", "Shots fell two days before the vote."])
def test_a_day_told_against_an_event_is_not_counted_from_a_date(text: str) -> None:
    assert find_dates(f"They met on 4 May. {text}", published=PUBLISHED)[1:] == []


@given(st.text(alphabet="aet4M y.,", max_size=30), st.text(alphabet="adehnortxy 4M.,", max_size=40))
def test_what_stands_before_moves_no_span(before: str, text: str) -> None:
    for found in find_dates_after(before, text, published=PUBLISHED):
        assert 0 <= found.span.start < found.span.end <= len(text)
