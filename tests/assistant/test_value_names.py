"""Names as values: the one asked for ahead of those that the sentence has besides."""

import pytest

from assistant.value_names import any_name, called, is_asked_by_name, people
from assistant.value_places import places

WHO = [
    ("Who brought the charges against Salk?", "Prosecutor Lavina Strout has charged Viktor Salk with fraud.", "Strout"),
    ("Who is responsible for the gate?", "The mayor Renske Holl says that Gideon Vann is responsible for it.", "Vann"),
    ("Who said that the gate was open?", "The mayor Renske Holl says that Gideon Vann left it open.", "Holl"),
    ("Who is the foreign minister of Brevia?", "Brevian Foreign Minister Ada Moss met Oto Brand of Keldania.", "Moss"),
    ("Which colonel spoke?", "Tessa Hilt listened while Colonel Elin Sark spoke to the families.", "Sark"),
    ("What is the name of the mayor of Tolm?", "Oto Brand met Wilma Root, mayor of Tolm, on Friday.", "Root"),
]


@pytest.mark.parametrize(("question", "sentence", "name"), WHO)
def test_who_is_asked_for_is_ahead(question: str, sentence: str, name: str) -> None:
    found = (any_name if question.startswith("Which") else called if question.startswith("What") else people)(
        sentence, None, question
    )
    best = max(found, key=lambda value: value.fit)
    assert best.text.endswith(name), [(value.text, value.fit) for value in found]


def test_what_is_called_so_is_ahead_of_other_names() -> None:
    found = called("Orla Venn opened the drill, named Quiet Oak, in Tolm.", None, "What was the drill called?")
    assert max(found, key=lambda value: value.fit).text == "Quiet Oak"
    assert [value.text for value in found if value.bound] == ["Quiet Oak"]


def test_which_of_a_sort_is_of_that_sort() -> None:
    sentence = "In the south are the Ostrel Company, which owns the Bell, and Harbour Pictures."
    found = any_name(sentence, None, "Which company owns the Bell?")
    assert max(found, key=lambda value: value.fit).text == "Ostrel Company"


@pytest.mark.parametrize(
    ("name", "question", "asked"),
    [
        ("Mr Salk", "Who charged Salk?", True),
        ("Viktor Salk", "Who charged Salk?", True),
        ("Lavina Strout", "Who charged Salk?", False),
        ("Salk Bank", "Which bank did Salk rob?", True),
        ("Ostrel Bank", "Which bank did Salk rob?", False),
        ("Port Averin", "who is the harbour master in port averin", True),
    ],
)
def test_a_name_of_the_question_is_known(name: str, question: str, asked: bool) -> None:
    assert is_asked_by_name(name, question, person="Bank" not in name) is asked


WHERE = [
    (
        "Where is Hollow Moor?",
        "In the villages they say that Hollow Moor in northern Brevia is wet.",
        "northern Brevia",
    ),
    ("Where do the boats come from?", "The boats came to Dunhold from Lake Tolm.", "Lake Tolm"),
    (
        "Near which village did he fall?",
        "He fell into Lake Tolm near the village of Estwell.",
        "near the village of Estwell",
    ),
]


@pytest.mark.parametrize(("question", "sentence", "place"), WHERE)
def test_the_place_that_stands_as_is_asked_is_ahead(question: str, sentence: str, place: str) -> None:
    found = places(sentence, None, question)
    assert max(found, key=lambda value: value.fit).text.endswith(place), [(value.text, value.fit) for value in found]
