"""Real contradictions are called so, whatever the kind of value; what one report says alone, or moves, is none."""

from datetime import date

import pytest

from assistant.events import names, one_event
from assistant.verdict import differences, headline, judge
from store.dates import find_dates
from tests.assistant.making import asked
from tests.assistant.test_verdict import found

MONDAY, FRIDAY = date(2034, 5, 1), date(2034, 5, 5)
HURT = "How many passengers were hurt on the ferry?"
YEAR = "In what year was the mill painted?"
MEET = "When will the ministers of Vell and Ostmere meet?"


def kinds(question: str, *sentences: tuple[str, str]) -> list[str | None]:
    """Return how the sentences of outlets on one day differ."""
    return [
        point.kind
        for point in differences(
            asked(question), [found(question, text, outlet=outlet, published=MONDAY) for outlet, text in sentences]
        )
    ]


def test_a_number_in_words_at_the_front_is_no_name() -> None:
    sentences = (
        ("Courier", "Thirty-one passengers were hurt on the ferry."),
        ("Post", "Forty-four passengers were hurt on the ferry."),
    )
    assert kinds(HURT, *sentences) == ["contradicts"]


@pytest.mark.parametrize("rest", ["the police put the number at 35,000", "the police say it was only 35,000"])
def test_a_bare_figure_set_against_a_count_is_of_the_same(rest: str) -> None:
    question = "How many visitors came to the festival?"
    text = f"The organisers speak of 60,000 visitors; {rest}."
    sides = judge(asked(question), [found(question, text, outlet="Post", published=MONDAY)])
    assert sides.open and sides.head is not None
    assert {sides.head.value.number.high, sides.rivals[0].position.value.number.high} == {60_000, 35_000}  # type: ignore[union-attr]


def test_two_buyers_contradict_and_two_visitors_do_not() -> None:
    assert kinds(
        "Who bought the mill?", ("Post", "Ilva Sorn bought the mill."), ("Echo", "The mill was bought by Jan Tor.")
    ) == ["contradicts"]
    assert (
        kinds("Who visited the mill?", ("Post", "Ilva Sorn visited the mill."), ("Echo", "Jan Tor visited the mill."))
        == []
    )


def test_years_long_gone_contradict_and_can_be_stated() -> None:
    sentences = [
        found(YEAR, "The mill was painted in 1611, the historian Ida Nemm says.", outlet="Mail", published=MONDAY),
        found(YEAR, "The mill was painted in 1634.", outlet="Arts", published=MONDAY),
    ]
    first = headline(asked(YEAR), sentences)
    assert first is not None and first.text in ("1611", "1634")
    assert [point.open for point in differences(asked(YEAR), sentences)] == [True]


def test_one_report_does_not_contradict_itself() -> None:
    question = "When did the centre in the town open?"
    sentences = [
        found(question, text, outlet="Guide", published=MONDAY)
        for text in (
            "The centre in the town opened on 3 March 2034.",
            "The centre opened on 21 March 2034 in the town.",
        )
    ]
    assert not judge(asked(question), sentences).open


def test_what_was_moved_from_one_day_to_another_is_no_time_in_between() -> None:
    text = "The meeting of the ministers of Vell and Ostmere has been put off from 14 May to 2 June."
    assert [one.start for one in find_dates(text, published=MONDAY)] == [date(2034, 5, 14), date(2034, 6, 2)]
    first = headline(asked(MEET), [found(MEET, text, outlet="Post", published=MONDAY)])
    assert first is not None and first.text == "2 June 2034"


def test_what_was_done_by_somebody_on_thursday_was_done_before() -> None:
    [when] = find_dates("The mill was bought by the town on Thursday for a crown.", published=FRIDAY)
    assert when.start == date(2034, 5, 4)
    [when] = find_dates("The town wants to see the plan by Thursday.", published=FRIDAY)
    assert when.start == date(2034, 5, 11)


def test_a_country_in_the_name_of_an_outlet_still_ties_reports() -> None:
    question = "Where will the ministers of Vell and Ostmere meet?"
    one = found(question, "The ministers of Vell and Ostmere meet in Karsk.", outlet="Vell Daily", published=MONDAY)
    other = found(
        question, "The ministers of Vell and Ostmere meet in Lindow.", outlet="Ostmere Times", published=FRIDAY
    )
    assert names(one) & names(other) == {"vell", "ostmer"} and one_event(asked(question), one, other)
    assert [point.kind for point in differences(asked(question), [one, other])] == ["contradicts"]


def test_a_day_in_may_is_no_verb_and_a_century_is_shown_as_written() -> None:
    question = "When will the footbridge in Tamm open?"
    first = headline(
        asked(question),
        [
            found(
                question,
                "The footbridge in Tamm opens on 16 May, said the builder Harn.",
                outlet="Post",
                published=MONDAY,
            )
        ],
    )
    assert first is not None and first.text == "16 May 2034"
    question = "In which century was the ship built?"
    first = headline(
        asked(question),
        [found(question, "The ship was built in the fifteenth century.", outlet="Post", published=MONDAY)],
    )
    assert first is not None and first.text == "the fifteenth century"


def test_what_will_be_done_on_thursday_is_to_come() -> None:
    [when] = find_dates("Ninety flights will be cancelled on Thursday.", published=MONDAY)
    assert when.start == date(2034, 5, 4)


def test_another_outlet_of_the_next_day_contradicts_and_a_week_later_updates() -> None:
    question = "How long were the passengers in the lift in Tamm?"
    texts = (
        "The passengers sat in the lift in Tamm for nine hours.",
        "The passengers were in the lift for five hours in Tamm.",
    )
    for day, kind in ((2, "contradicts"), (9, "updates")):
        two = [
            found(question, texts[0], outlet="Post", published=MONDAY),
            found(question, texts[1], outlet="Echo", published=date(2034, 5, day)),
        ]
        assert [point.kind for point in differences(asked(question), two)] == [kind]


def test_some_eight_hundred_metres_may_be_840() -> None:
    question = "How long is the tunnel under the Rill?"
    both = (
        ("Post", "The tunnel under the Rill is some 800 metres long."),
        ("Echo", "The tunnel under the Rill is 840 metres long."),
    )
    assert "contradicts" not in kinds(question, *both)
