"""The words of a sentence that give a cause; a cause that it rejects is none."""

import pytest

from assistant.causes import cause, denies, unlike


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("A worn cable caused the fall of the lift, the builder said.", "A worn cable"),
        ("The porters put the fall down to a worn cable.", "a worn cable"),
        ("The lift fell because of a worn cable, the builder said.", "a worn cable"),
        ("The fire was started by a candle, said the priest.", "a candle"),
        ("The police suspect arson: a can was found.", "arson"),
    ],
)
def test_a_cause_is_found_by_its_wording(sentence: str, found: str) -> None:
    assert cause(sentence) == found


@pytest.mark.parametrize("sentence", ["It was not the cable that caused the fall.", "The lift fell on Monday."])
def test_what_is_rejected_or_not_said_is_no_cause(sentence: str) -> None:
    assert cause(sentence) is None


def test_causes_that_share_a_word_are_not_unlike() -> None:
    assert unlike("a worn cable", "thick fog")
    assert not unlike("a worn cable", "the cable") and not unlike("the", "thick fog")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The maker traces the fall of the lift to a loose screw.", "a loose screw"),
        ("A loose screw was behind the fall, the inspector said.", "A loose screw"),
        ("She is to leave for reasons of health.", "health"),
        ("The mayor laid the blame at the door of the builder.", "the builder"),
    ],
)
def test_more_ways_to_give_a_cause(sentence: str, found: str) -> None:
    assert cause(sentence) == found


def test_a_sentence_that_speaks_against_a_cause_denies_it() -> None:
    assert denies("The frost had nothing to do with it, he said.", "thick frost")
    assert denies("The porters reject the suspicion that a worn cable was at fault.", "a worn cable")
    assert not denies("The cable was worn, and nobody saw it.", "thick frost")
