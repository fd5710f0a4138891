"""Sentences end where a reader would say that they do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.sentences import paragraphs, sentences

CASES = {
    "titles": ["Mr. Orlo met Dr. Vane in the U.S. on Jan. 5.", "He left."],
    "a state's initials before a name": ["The U.S. Army said so.", "He lives in the U.S.", "Then he moved."],
    "hours": ["It began at 5 p.m. Tuesday.", "It ended at 7 p.m.", "They left."],
    "speech": ["“We will go,” she said.", "“Now.”", "Then they went."],
    "a question inside": ["“Is it?” asked Lt. Col. Barr.", "“Yes!”", "He left."],
    "numbers": ["It cost $3.5 million.", "It rose 2.5 percent, says No. 5 on the list."],
    "initials": ["Prof. J. R. Smith Jr. agreed.", "Kamal Inc. did not."],
    "dots that trail off": ["He was ... unsure.", "She was not…", "Nobody was."],
    "a missing space": ["They left the valley.", "Nobody came back."],
    "no capitals": ["revenue rose by 3.5 % .", "the firm said so .", "it paid mr. orlo ."],
    "a note in brackets": ["The boss took a third more.", "[source]: a note that was put in.", "He was out."],
    "Chinese": ["他走了。", "她没有。"],
}


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES)
def test_sentences(expected: list[str]) -> None:
    joiner = "" if "。" in expected[0] or "valley" in expected[0] else " "
    text = joiner.join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_paragraphs_end_at_blank_lines_and_at_line_ends_between_sentences() -> None:
    text = "One goes\nhere and on.\nTwo.\n\n\n  Three  \n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One goes\nhere and on.", "Two.", "Three"]


def test_a_wrapped_line_goes_on_even_before_a_name() -> None:
    first = (
        "The ferry that sank in the storm off the coast near the town of\nOstrel was raised on Friday, the\nport said."
    )
    text = f"{first}\nA heading\nMore."
    assert next(text[start:end] for start, end in paragraphs(text)).endswith("port said.")


@given(st.text(alphabet=st.sampled_from('aB. !?\n”’"U.S.1é。\t'), max_size=120))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    for spans in (list(sentences(text)), list(paragraphs(text))):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
        assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
