"""Two forms of one name are found to be one, and two names are not."""

import pytest

from assistant.kin import kin, of_one_stem, one_slip
from assistant.words import stem


@pytest.mark.parametrize(
    "place, people",
    [
        ("Russia", "Russian"), ("Ukraine", "Ukrainian"), ("Belarus", "Belarusian"), ("Germany", "German"),
        ("Japan", "Japanese"), ("Turkey", "Turkish"), ("Iraq", "Iraqi"), ("China", "Chinese"), ("Orvane", "Orvanian"),
        ("Europe", "European"),
    ],
)  # fmt: skip
def test_a_people_and_its_place_are_one_name(place: str, people: str) -> None:
    assert of_one_stem(stem(place), stem(people)) and of_one_stem(stem(people), stem(place))


@pytest.mark.parametrize(
    "one, other", [("Iran", "Iraq"), ("Austria", "Australia"), ("Slovakia", "Slovenia"), ("Marin", "Marian")]
)
def test_two_places_are_two(one: str, other: str) -> None:
    assert not of_one_stem(stem(one), stem(other))


@pytest.mark.parametrize(
    "one, other, same",
    [("lorimer", "lorrimer", True), ("minster", "minister", True), ("brigde", "bridge", True), ("tolm", "toll", False),
     ("harris", "farris", False), ("vance", "vances", True)],
)  # fmt: skip
def test_one_slip_of_the_hand_is_forgiven_in_a_long_word(one: str, other: str, same: bool) -> None:
    assert one_slip(one, other) is same and one_slip(other, one) is same


def test_a_name_that_the_articles_know_is_no_slip() -> None:
    terms = ("lorimer", "lorrimer", "lorimerian")
    assert kin("lorimer", terms, known=True) == {"lorimerian"}
    assert kin("lorimer", terms, known=False) == {"lorrimer", "lorimerian"}
