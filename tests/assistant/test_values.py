"""What a question asks for, and what a sentence offers of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.amounts import amount
from assistant.values import VALUED, Kind, Value, asked_for, counted, values

TUESDAY = date(2022, 1, 25)


def best(question: str, sentence: str) -> Value:
    return offered(question, sentence)[0]


def offered(question: str, sentence: str) -> list[Value]:
    return values(asked_for(question), sentence, published=TUESDAY, question=question)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When were the exercises?", "when"),
        ("On what date did it start?", "when"),
        ("what year was that", "when"),
        ("wen did it begin", "when"),
        ("At what time does it open?", "what time"),
        ("Where is the camp?", "where"),
        ("In which city was it held?", "where"),
        ("Who won?", "who"),
        ("whom did she meet", "who"),
        ("Name the minister who left.", "who"),
        ("Who spoke when the talks began?", "who"),
        ("When the storm hit, who was in charge?", "who"),
        ("how many people came", "how many"),
        ("What was the death toll?", "how many"),
        ("How many days did it last?", "how long"),
        ("How long is the ban?", "how long"),
        ("How much did it cost?", "how much"),
        ("What percentage of voters stayed home?", "percent"),
        ("How old is the mayor?", "how old"),
        ("How far is the camp?", "how far"),
        ("How big is the fleet?", "how big"),
        ("Which outlet reported it?", "which"),
        ("Which countries took part?", "which"),
        ("What did Orlov call the drill?", "what called"),
        ("What was the name of the ship?", "what called"),
        ("What did the mayor say about floods?", "said"),
        ("At what hours is it open?", "what time"),
        ("How much time does she have?", "how long"),
        ("How high is the damage?", "how much"),
        ("How big is the hole in the town's budget?", "how much"),
        ("What is the annual budget of the mission?", "how much"),
        ("What is the ring worth?", "how much"),
        ("What was the cost of the delay?", "how much"),
        ("What did he spend the money on?", "what"),
        ("What does he reply to the charge?", "what"),
        ("How high was the interest rate?", "percent"),
        ("What was the top wind speed?", "how big"),
        ("Which well-known singer is among the dead?", "who"),
        ("On what grounds was it refused?", "why"),
        ("What did the king die of?", "why"),
        ("What started the fire?", "why"),
        ("By what means did they get away?", "how"),
        ("Why did she leave?", "why"),
        ("What is the reason for the delay?", "why"),
        ("How did he escape?", "how"),
        ("What happened in Veld?", "what"),
        ("Did it rain?", "yes/no"),
        ("Could you tell me when it starts?", "when"),
        ("List the towns that were hit.", "list"),
        ("", "what"),
    ],
)
def test_asked_for(question: str, kind: Kind) -> None:
    assert asked_for(question) == kind


def test_counted() -> None:
    assert counted("How many Lorvian soldiers were sent?") == ("lorvian", "soldiers")
    assert counted("how many of the houses burned") == ("houses",)
    assert counted("Who won?") == ()


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("30,000", 30_000),
        ("1.5bn", 1.5e9),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("a third", 1 / 3),
        ("two-thirds", 2 / 3),
        ("one hundred and twenty", 120),
        ("twenty-five", 25),
        ("3 million", 3e6),
        ("two hundred thousand", 200_000),
        ("hundreds of thousands", 100_000),
        ("two and a half", 2.5),
    ],
)
def test_amount(words: str, number: float) -> None:
    assert amount(words) == pytest.approx(number, rel=1e-5)


@pytest.mark.parametrize(
    ("question", "sentence", "text", "normal"),
    [
        (
            "How many soldiers came?",
            "Up to 30,000 Lorvian troops came on 3 May 2021.",
            "Up to 30,000 Lorvian troops",
            "30000",
        ),
        ("How many people died?", "At least 12 were killed and 24 injured.", "At least 12", "12"),
        ("How many people were hurt?", "At least 12 were killed and 24 people injured.", "24 people", "24"),
        ("How many houses burned?", "In 2019 the fire took two dozen homes.", "two dozen homes", "24"),
        ("How many tanks are there?", "It has half a million men and dozens of tanks.", "dozens of tanks", "12"),
        ("How much did the bridge cost?", "The 2.5 km bridge cost £1.5bn.", "£1.5bn", "1500000000 £"),
        ("What did the bridge cost?", "It cost 2-3 million euros.", "2-3 million euros", "2000000-3000000 euro"),
        ("What percentage voted?", "Some 34.5 per cent voted in May.", "Some 34.5 per cent", "34.5 %"),
        ("What share voted?", "A third of the town voted.", "A third", "33.3333 %"),
        ("How long did it last?", "The three-hour talks took place in 2019.", "three-hour", "3 hour"),
        (
            "How long does it last?",
            "It runs from 10 to 20 February 2022.",
            "10 to 20 February 2022",
            "10–20 February 2022",
        ),
        ("How old is she?", "Ana Brell, 54, has two dogs.", "54", "54 year"),
        ("How far is it?", "It lies 40 kilometres from Veld.", "40 kilometres", "40 kilometre"),
        ("When does it start?", "It will start on Thursday.", "Thursday", "27 January 2022"),
        ("What year was it?", "It was on 3 May 2019.", "3 May 2019", "2019"),
        ("At what time does it open?", "It opens at 9.30am on 3 May.", "9.30am", "09:30"),
        ("Who runs the council?", "Oleg Varnin, the head of the council, was in Veld.", "Oleg Varnin", "oleg varnin"),
        ("Who said so?", "But President Mira Solt said it in Port Elda.", "President Mira Solt", "president mira solt"),
        ("Who left?", "On Monday the defence minister left Veld.", "the defence minister", "the defence minister"),
        ("Where was it?", "It was held in the west of Lorvia on Monday.", "the west of Lorvia", "the west of lorvia"),
        ("Where was it?", "The drill is to be in southern Lorvia.", "southern Lorvia", "southern lorvia"),
        (
            "Where was it?",
            "They met near the border with Alda.",
            "near the border with Alda",
            "near the border with alda",
        ),
        (
            "Where was it?",
            "They met at the Karsk training ground.",
            "the Karsk training ground",
            "the karsk training ground",
        ),
        ("What was it called?", "The drill, called “Iron Reed”, began in Veld.", "Iron Reed", "iron reed"),
        ("Which outlet had it?", "It was first reported by the Northern Herald.", "Northern Herald", "northern herald"),
    ],
)
def test_best_value(question: str, sentence: str, text: str, normal: str) -> None:
    value = best(question, sentence)
    assert (value.text, value.normal) == (text, normal)


def test_counts_of_other_things_fit_worse() -> None:
    sentence = "Some 30,000 Lorvian troops and nearly 40,000 Aldan troops met 12 ships."
    found = {value.number.low: value.fit for value in offered("How many Lorvian soldiers?", sentence) if value.number}
    assert found[30_000] > found[40_000] > 0
    assert 12 not in found


def test_years_dates_and_times_are_no_counts() -> None:
    assert offered("How many people came?", "It was at 17:00 on 10 February 2022, ten days after the 2021 fair.") == []


def test_a_name_of_the_question_is_not_its_answer() -> None:
    assert best("Who did Ana Brell meet?", "Ana Brell met Oleg Varnin.").text == "Oleg Varnin"


def test_nationalities_and_bodies_are_no_persons() -> None:
    found = offered("Who came?", "Lorvian troops of the Ministry of Defence came.")
    assert all(value.fit < 0.5 for value in found)


_WORDS = st.sampled_from(
    [
        "The",
        "President",
        "Oleg",
        "Varnin",
        "said",
        "that",
        "30,000",
        "troops",
        "two",
        "dozen",
        "half",
        "a",
        "million",
        "of",
        "the",
        "in",
        "near",
        "Veld",
        "Lorvia's",
        "border",
        "with",
        "on",
        "10",
        "February",
        "2022",
        "Thursday",
        ",",
        ".",
        "“Iron",
        "Reed”",
        "called",
        "£1.5bn",
        "20%",
        "a",
        "third",
        "-",
        "aged",
        "54",
        "three-hour",
        "and",
        "to",
        "west",
        "southern",
        "Ministry",
        "Dr.",
        "A.",
        "up",
        "17:00",
        "km",
        "killed",
        "1.5",
        "was",
        "ten",
    ]
)


@given(st.sampled_from(sorted(VALUED)), st.lists(_WORDS, max_size=16), st.text(max_size=30))
def test_values_are_slices(kind: Kind, words: list[str], question: str) -> None:
    check(kind, " ".join(words), question)


@given(st.sampled_from(sorted(VALUED)), st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_survived(kind: Kind, sentence: str, question: str) -> None:
    asked_for(question)
    check(kind, sentence, question)


def check(kind: Kind, sentence: str, question: str) -> None:
    found = values(kind, sentence, published=TUESDAY, question=question)
    for value in found:
        assert value.text == sentence[value.span.start : value.span.end] != ""
        assert 0 <= value.fit <= 1
    assert [value.fit for value in found] == sorted((value.fit for value in found), reverse=True)
