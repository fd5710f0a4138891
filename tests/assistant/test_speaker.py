"""Whose word a sentence gives, before or after the verb."""

import pytest

from assistant.speaker import different, speakers


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("About 900 came, the organisers said.", {"organis"}),
        ("Police, who count otherwise, spoke of 600.", {"polic"}),
        ("“It was dark,” said Orla Venn.", {"orla", "venn"}),
        ("According to the harbour office, six boats sank.", {"harbour", "offic"}),
        ("Six boats sank.", set()),
        ("It said that six boats sank.", set()),
    ],
)
def test_who_speaks(sentence: str, who: set[str]) -> None:
    assert speakers(sentence) == who


def test_speakers_differ_only_where_both_are_known() -> None:
    one, other, none = frozenset({"venn"}), frozenset({"isker"}), frozenset[str]()
    assert different(one, other) and not different(one, one) and not different(one, none)
