"""A model's quote is found word for word, whatever marks and white space it typed, and never in part of a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.find import NOT_THERE, TOO_SHORT, find, find_all, reason
from tests.assistant.making import passage

TEXT = (
    "“We saw 100,000 geese,” she said — about 10–20 km off. Twenty-three fell. "
    "They can't  go\non. Varn’s ferry … waits 5 000 days."
)
PLACE = passage(TEXT, start=7)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('"we saw 100,000 geese"', "We saw 100,000 geese"),
        ("they CAN’T go on.", "They can't  go\non."),
        ("Varn's ferry", "Varn’s ferry"),
        ("twenty–three fell", "Twenty-three fell"),
        ("she said - about 10-20 km off", "she said — about 10–20 km off"),
        ("…waits 5 000 days…", "waits 5 000 days"),
        ("Varn", "Varn"),
    ],
)
def test_marks_case_and_white_space_may_differ(said: str, found: str) -> None:
    quote = find(said, PLACE)
    assert quote is not None and quote.text == found
    assert TEXT[quote.start - 7 :].startswith(found)


@pytest.mark.parametrize(
    "said",
    ["000 geese", "saw 100", "saw 190,000 geese", "three fell", "they can", "20 km off", "000 days", "aw 100,000"],
)
def test_other_words_and_cut_ones_are_not_found(said: str) -> None:
    assert find(said, PLACE) is None and reason(said) == NOT_THERE


@pytest.mark.parametrize("said", ["the", "100", "", "“…”", "10"])
def test_a_stop_word_or_a_number_alone_says_too_little(said: str) -> None:
    assert find(said, PLACE) is None and reason(said) == TOO_SHORT


def test_a_quote_with_a_gap_is_two_in_order() -> None:
    parts = find_all("We saw 100,000 geese … Twenty-three fell", PLACE)
    assert parts is not None and [part.text for part in parts] == ["We saw 100,000 geese", "Twenty-three fell"]
    assert find_all("Twenty-three fell ... We saw 100,000 geese", PLACE) is None
    assert find_all("We saw 100,000 geese … a hundred fell", PLACE) is None


def test_a_number_after_a_comma_begins_a_quote() -> None:
    assert find("300 men came", passage("In 2014, 300 men came.")) is not None


@given(st.text(min_size=1, max_size=80), st.text(max_size=30))
def test_a_quote_is_a_slice_of_its_passage(text: str, said: str) -> None:
    for quote in find_all(said, passage(text, start=3)) or ():
        at = quote.start - 3
        assert quote.text and text[at : at + len(quote.text)] == quote.text


@given(
    st.lists(
        st.sampled_from(["Anna", "can’t", "“sail”", "1,200", "ferries", "to", "Tolm—now", "x"]), min_size=3, max_size=12
    )
)
def test_every_run_of_whole_words_is_found(parts: list[str]) -> None:
    text = "  ".join(parts)
    assert find(" ".join(parts[:3]), passage(text)) is not None
