"""Words compare as people mean them."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.words import fold, stem, stems


def test_case_accents_and_endings_do_not_count() -> None:
    assert stems("The Exercises' début in Zürich") == stems("exercise debut zurich")


def test_numbers_lose_their_separators_and_keep_their_decimals() -> None:
    assert stems("30,000 troops, 3.5%") == ["30000", stem("troops"), "3.5"]


@given(st.text(max_size=40))
def test_any_text_has_stems(text: str) -> None:
    assert all(stems(text))
    assert fold(fold(text)) == fold(fold(fold(text)))
