"""What says little in a question, and what it still asks for."""

import pytest

from assistant.light import light
from assistant.values import asked_for
from tests.assistant.making import asked


@pytest.mark.parametrize(
    ("question", "slight"),
    [
        ("How many divers will take part in the search?", {"take", "part"}),
        ("How many divers are in the bay now?", {"now"}),
        ("What is the latest toll of the flood?", {"latest"}),
        ("When did the search take place?", {"take", "place"}),
        ("Who took the boat?", set()),
    ],
)
def test_words_that_tell_no_event_from_another(question: str, slight: set[str]) -> None:
    assert light(question) == slight
    weights = asked(question).weights
    assert all(weights[word] < min(weights[other] for other in weights.keys() - slight) for word in slight)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What is the latest death toll of the flood?", "how many"),
        ("What is the most recent number of missing people?", "how many"),
        ("What is the current price of bread?", "how much"),
    ],
)
def test_the_latest_number_is_a_number(question: str, kind: str) -> None:
    assert asked_for(question) == kind
