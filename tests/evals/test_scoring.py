"""The scorers: perfect is 1, hopeless is 0, nothing to score is no score."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.ranking import ranking
from evals.scoring import cites, contains, dates_stated, exact_match, rouge_l, rouge_recall, states, token_f1

GOLD = "The ferry sank at dawn on 3 June."
DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The drills ran from 10 to 20 June 2031.", ["2031-06-10/2031-06-20"]),
        ("10–20 June 2031 [1]", ["2031-06-10/2031-06-20"]),
        ("It sank on June 3, 2031.", ["2031-06-03"]),
        ("Some 1,400 sailors came.", ["1400 sailors"]),
        ("Some 1400 sailors came.", ["1,400"]),
        ("ORLA VENN'S boat", ["Orla Venn"]),
        ("In Zürich [2]", ["Basel", "Zurich"]),
    ],
)
def test_a_fact_is_found_however_it_is_written(text: str, forms: list[str]) -> None:
    assert states(text, forms)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("", ["Orla Venn"]),
        ("Some 1,400 sailors came.", ["400", "14"]),
        ("From 10 to 21 June 2031.", ["2031-06-10/2031-06-20"]),
        ("It sank in June 2031.", ["2031-06-03"]),
        ("10–20 June", ["2031-06-10/2031-06-20"]),
        ("An unreported case", ["reported"]),
        ("anything", []),
    ],
)
def test_a_fact_that_is_not_stated_is_not_found(text: str, forms: list[str]) -> None:
    assert not states(text, forms)


@given(DAYS, st.integers(1, 25))
def test_a_day_is_no_other_day(day: date, later: int) -> None:
    other = day + timedelta(days=later)
    text = f"It opened on {day.day} {day:%B} {day.year}."
    assert states(text, [day.isoformat()])
    assert not states(text, [other.isoformat()]) and not states(text, [f"{day}/{other}"])


def test_evidence_is_cited_when_a_quote_holds_it_or_stands_in_it() -> None:
    assert cites([GOLD], [GOLD]) and cites([f"Wreck. {GOLD} Two drowned."], [GOLD]) and cites(["sank at dawn"], [GOLD])
    assert cites([GOLD.upper()], [GOLD]) and cites(["x", GOLD], ["y", GOLD])


def test_other_words_cite_nothing() -> None:
    assert cites([], [GOLD]) is False
    assert cites(["The ferry sank at noon."], [GOLD]) is False
    assert cites(["he ferry sank at dawn on 3 Jun"], [GOLD]) is False


def test_without_a_gold_sentence_there_is_no_score() -> None:
    assert cites([GOLD], []) is None


def test_an_answer_is_contained_whatever_its_case_articles_and_punctuation() -> None:
    assert contains("It is the “Amber   Shield”.", "an amber shield") and contains("1,400 men", "1400")
    assert not contains("It is Amber.", "Amber Shield")
    assert contains("anything", "the -") is None and contains("", "amber") is False


def test_rouge_is_the_longest_run_of_words_in_order() -> None:
    assert rouge_l("The mill burned.", ["the mill burned"]) == rouge_recall("The mill burned", ["mill"]) == 1
    assert rouge_l("Geese", ["the mill burned"]) == rouge_recall("", ["the mill"]) == 0
    assert rouge_l("anything", []) is None and rouge_recall("anything", ["..."]) is None
    assert rouge_l("burned the mill", ["the mill burned"]) == pytest.approx(2 / 3)
    assert rouge_l("the mill", ["geese", "the mill burned"]) == pytest.approx(4 / 5)


def test_exact_match_keeps_articles_and_drops_case_and_punctuation() -> None:
    assert exact_match("The Varn.", ["the varn"]) == 1 and exact_match("Varn", ["the Varn", "VARN!"]) == 1
    assert exact_match("The Varn", ["Varn"]) == 0 and exact_match("", ["Varn"]) == 0
    assert exact_match("anything", []) is None and exact_match("anything", ["?"]) is None


def test_f1_is_of_words_in_any_order_each_counted_as_often_as_it_stands() -> None:
    assert token_f1("Orla Venn", ["Venn, Orla"]) == 1 and token_f1("Geese", ["Orla Venn"]) == 0
    assert token_f1("the mill the mill", ["the mill"]) == pytest.approx(2 / 3)
    assert token_f1("", ["Orla"]) == 0 and token_f1("anything", []) is None


def test_dates_are_scored_as_days_and_only_where_some_are_asked_for() -> None:
    facts = [["3 June 2031", "2031-06-03"], ["at dawn"]]
    assert dates_stated("It sank on June 3, 2031.", facts) == 1 and dates_stated("It sank at dawn.", facts) == 0
    assert dates_stated("It sank on June 3, 2031.", [["at dawn"]]) is None


def test_retrieval_perfect_hopeless_and_nothing() -> None:
    pytest.importorskip("ir_measures")
    assert set(ranking(["a", "b"], {"a", "b"}).values()) == {1}
    assert set(ranking(["c"], {"a"}).values()) == set(ranking([], {"a"}).values()) == {0}
    assert set(ranking(["a"], set()).values()) == {None}
    late = ranking(["c", "c", "a"], {"a"})
    assert (late["hit@1"], late["hit@5"], late["MRR@10"]) == (0, 1, 0.5)
    assert late["nDCG@10"] == pytest.approx(0.6309, abs=1e-4) and ranking(["x"] * 20 + ["a"], {"a"})["MRR@10"] == 0.5
