"""A question whether sources agree becomes the question what they say."""

import pytest

from assistant.sides import inner


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        (
            "Do Lorvia and Veld agree on the number of boats?",
            "What is the number of boats according to Lorvia and Veld?",
        ),
        ("Do the reports differ on the number of boats?", "What is the number of boats?"),
        ("Is it disputed when the bridge fell?", "When the bridge fell?"),
        ("Did the two sides agree on a date?", None),
        ("Did the mayor agree to pay?", None),
        ("How many boats sank?", None),
    ],
)
def test_what_the_sources_are_to_agree_on(question: str, plain: str | None) -> None:
    assert inner(question) == plain
