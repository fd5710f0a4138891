"""Questions of amount that name nothing of their own, and the sentences and passages that tell what they ask for."""

import pytest

from assistant.broad import is_broad, telling_first, tells
from tests.assistant.making import asked, hit


@pytest.mark.parametrize(
    ("question", "broad"),
    [
        ("How many divers?", True),
        ("How many Ostrelian divers?", True),
        ("What is the number of divers?", True),
        ("How much money?", True),
        ("How many divers went down to the wreck?", False),
        ("How many?", False),
        ("Who are the divers?", False),
    ],
)
def test_a_broad_question_says_no_more_than_what_is_counted(question: str, broad: bool) -> None:
    assert is_broad(asked(question)) is broad


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ostrel sent 40 divers to the bay.", True),
        ("More than 2,000-plus divers wanted to come.", True),
        ("Two of the divers were ill.", False),
        ("Ostrel sent divers and 40 boats.", False),
        ("The divers came.", False),
    ],
)
def test_what_tells_an_amount_of_it(sentence: str, told: bool) -> None:
    assert tells(asked("How many divers?"), sentence) is told


def test_the_passages_that_tell_come_first_for_a_broad_question_alone() -> None:
    hits = [hit("Divers like soup."), hit("Ostrel sent 40 divers.", article_id="a2"), hit("A diver sang.")]
    assert telling_first(asked("How many divers?"), hits)[0].passage.text.startswith("Ostrel")
    assert telling_first(asked("How many divers like soup?"), hits) == hits
