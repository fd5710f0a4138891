"""A value that its own report takes back is told from one that it stands by."""

import pytest

from assistant.corrections import corrects, following, taken_back
from store.article import Span
from tests.assistant.making import passage


@pytest.mark.parametrize(
    ("sentence", "value", "back"),
    [
        ("Six boats, and not eight, sank off Ness Point.", "eight", True),
        ("Six boats, and not eight, sank off Ness Point.", "Six", False),
        ("An earlier version said that the fair was held in Ostrel.", "Ostrel", True),
        ("In all 620 sailors came, fewer than the 700 it had announced.", "700", True),
        ("In all 620 sailors came, fewer than the 700 it had announced.", "620", False),
        ("The boat, which was first reported to be in Pell, lay in Ostrel.", "Pell", True),
        ("The mayor had previously stated that the fair would be in Ostrel.", "Ostrel", False),
        ("The fair was held in Ostrel.", "Ostrel", False),
    ],
)
def test_what_is_taken_back(sentence: str, value: str, back: bool) -> None:
    start = sentence.index(value)
    assert taken_back(sentence, Span(start, start + len(value))) is back


def test_the_next_sentence_may_take_back() -> None:
    text = "The Star reported that eight boats sank. That was wrong. Gulls cried."
    whole = passage(text)
    after = following(whole, 0)
    assert after == "That was wrong."
    assert taken_back(text[: text.index(".") + 1], Span(23, 28), after)
    assert following(whole, whole.sentences[-1].start) == ""


def test_a_report_says_that_it_corrects() -> None:
    whole = passage("The toll was corrected to six. Gulls cried.")
    assert corrects(whole, "The toll was corrected to six.") and not corrects(whole, "Gulls cried.")
