"""Values of several sentences are set against each other: what agrees is one position, what differs is shown."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare import agree, finer
from assistant.evidence import Evidence, fitted
from assistant.question import Asked, ask_for
from assistant.values import Value, values
from assistant.verdict import corroborating, differences, headline, pick, positions, shown
from store.article import Span
from tests.assistant.making import hit

WHEN = "When are the drills off Ness Point?"
MANY = "How many sailors take part in the drills?"
DATES = [
    "The drills run on 10-20 February.",
    "The drills run in February 2022.",
    "The drills run from 10 to 20 February 2022.",
    "The drills begin on 10 February 2022.",
    "The drills run in February.",
    "The drills run in March 2022.",
    "The drills run on 11 February.",
    "The drills run in 2022.",
    "The drills run from 28 January to 3 March 2022.",
    "The drills run on 29 February.",
    "The drills run on Thursday.",
]
COUNTS = ["1,400 sailors came.", "Some 2,000 sailors came.", "Between 1,000 and 2,000 sailors came.", "9 km away."]
NAMES = ["Orla Venn won.", "Ms Venn won.", "Pell Isker won."]


def offered(question: str, sentence: str, published: date | None = None) -> list[Value]:
    return values(asked(question).kind, sentence, published=published, question=question)


def asked(question: str) -> Asked:
    return ask_for(question, today=None, frequencies={}, total=50)


def found(
    question: str, text: str, *, outlet: str, published: date | None = None, probability: float = 0.8
) -> Evidence:
    """Return a sentence of an outlet as evidence, with the values that it offers."""
    return Evidence(
        hit=hit(text, article_id=outlet, outlet=outlet, published=published),
        span=Span(0, len(text)),
        text=text,
        values=tuple(offered(question, text, published)),
        features={},
        probability=probability,
    )


KNOWN = [
    *(value for text in DATES for day in (None, date(2022, 1, 18)) for value in offered(WHEN, text, day)),
    *(value for text in COUNTS for value in offered(MANY, text)),
    *(value for text in NAMES for value in offered("Who won?", text)),
]


def test_there_are_values_to_compare() -> None:
    assert len(KNOWN) > 20


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_agreeing_is_mutual_and_a_value_agrees_with_itself(one: Value, other: Value) -> None:
    assert agree(one, other) == agree(other, one)
    if one.when is None or one.when.start or one.when.month:  # "Thursday" without a week may be any other Thursday
        assert agree(one, one)


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_the_finer_of_two_does_not_depend_on_their_order(one: Value, other: Value) -> None:
    if agree(one, other):
        best = finer(one, other)
        assert shown(finer(one, one)) == shown(one)
        assert shown(finer(best, best)) == shown(best)
        if one.when and one.when.granularity != (other.when and other.when.granularity):
            assert shown(best) == shown(finer(other, one))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (0, 1, True), (0, 2, True), (1, 2, True), (2, 3, True), (0, 4, True), (1, 4, True), (1, 5, False),
        (4, 5, False), (0, 6, False), (3, 6, False), (2, 7, True), (2, 5, False),
    ],
)  # fmt: skip
def test_dates_agree_when_one_is_the_less_precise(one: int, other: int, same: bool) -> None:
    first, second = (offered(WHEN, DATES[index])[0] for index in (one, other))
    assert agree(first, second) is same


def test_numbers_agree_when_their_ranges_meet() -> None:
    exact, about, between, _ = (next(iter(offered(MANY, text)), None) for text in COUNTS)
    assert exact and about and between
    assert agree(exact, between) and agree(about, between) and not agree(exact, about)


@pytest.mark.parametrize("turned", [False, True])
def test_a_date_without_a_year_takes_it_from_a_source_that_agrees(turned: bool) -> None:
    sources = [found(WHEN, DATES[0], outlet="Ledger"), found(WHEN, DATES[1], outlet="Gazette")]
    first = headline(asked(WHEN), sources[::-1] if turned else sources)
    assert first is not None and first.text == "10–20 February 2022"
    assert {quote.passage.outlet for quote in first.quotes} == {"Ledger", "Gazette"}
    assert differences(asked(WHEN), sources) == ()


def test_a_day_that_the_year_does_not_have_stays_as_it_is() -> None:
    leap, year = (offered(WHEN, DATES[index])[0] for index in (9, 7))
    completed = finer(leap, year)
    assert completed.when is not None and completed.when.start in (None, date(2022, 1, 1))


def test_the_value_that_more_sources_give_heads_the_answer() -> None:
    sources = [
        found(MANY, "About 900 sailors take part.", outlet="Star", probability=0.5),
        found(MANY, "The drills have 1,400 sailors.", outlet="Ledger", probability=0.5),
        found(MANY, "In the drills 1,400 sailors take part.", outlet="Gazette", probability=0.5),
    ]
    first = headline(asked(MANY), sources)
    assert first is not None and "1,400" in first.text and len(first.quotes) == 2


def test_open_differences_show_every_side() -> None:
    day = date(2031, 6, 2)
    sources = [
        found(MANY, f"In the drills {count} sailors take part.", outlet=outlet, published=day)
        for count, outlet in (("1,400", "Ledger"), ("2,100", "Gazette"))
    ]
    [difference] = differences(asked(MANY), sources)
    assert difference.open
    assert [side.quote.passage.outlet for side in difference.sides] == ["Ledger", "Gazette"]


def test_the_newest_of_differing_reports_heads_the_answer() -> None:
    old, new = (
        found(MANY, f"In the drills {count} sailors take part.", outlet=outlet, published=date(2031, 6, day))
        for count, outlet, day in (("1,400", "Ledger", 2), ("2,100", "Gazette", 9))
    )
    for sources in ([old, new], [new, old]):
        first = headline(asked(MANY), sources)
        assert first is not None and first.text == "2,100 sailors"
        [difference] = differences(asked(MANY), sources)
        assert not difference.open and len(difference.sides) == 2


def test_an_unlikely_sentence_contradicts_nobody() -> None:
    low = fitted()["threshold"] / 4
    sources = [
        found(MANY, "In the drills 1,400 sailors take part.", outlet="Ledger"),
        found(MANY, "In the drills 2,100 sailors take part.", outlet="Gazette", probability=low),
    ]
    assert differences(asked(MANY), sources) == ()


def test_a_source_that_says_the_same_corroborates() -> None:
    likely = [found(WHEN, DATES[2], outlet="Ledger")]
    same, other, unlikely = (
        found(WHEN, DATES[index], outlet=outlet, probability=probability)
        for index, outlet, probability in ((1, "Gazette", 0.2), (5, "Star", 0.2), (3, "Echo", 0.01))
    )
    assert corroborating(asked(WHEN), likely, [*likely, same, other, unlikely], least=0.1) == [same]
    assert corroborating(asked(WHEN), [], [same], least=0.1) == []


def test_what_is_no_question_for_a_value_has_no_headline() -> None:
    why = asked("Why are there drills?")
    source = found("Why are there drills?", DATES[2], outlet="Ledger")
    assert pick(why, source) is None and positions(why, [source]) == [] and headline(why, [source]) is None


def test_no_sentence_no_headline() -> None:
    for question, chosen in product((WHEN, MANY), ([], [found(WHEN, "Gulls cried.", outlet="Star")])):
        assert headline(asked(question), chosen) is None and differences(asked(question), chosen) == ()
