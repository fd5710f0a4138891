"""The scorers: perfect is 1, hopeless is 0, nothing to score is no score."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Citation
from assistant.answer import Timings
from evals.cases import Case, Evidence
from evals.sample import Scored, failure, figures, table
from evals.scoring import cites, contains, rouge_l, rouge_recall, states
from tests.assistant.making import passage

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


def scored(*, wanted: str, outcome: str, text: str = "", facts: tuple[str, ...] = (), quote: str = "") -> Scored:
    """Return a case with an answer, scored as the suite does it."""
    case = Case(
        id="c1", question="When?", tags=("when",), outcome=wanted, facts=tuple((fact,) for fact in facts),  # type: ignore[arg-type]
        evidence=(Evidence(article="a.txt", quote=GOLD),) if facts else (),
    )  # fmt: skip
    source = passage(quote)
    answer = Answer(
        question="When?", standalone_question="When?", outcome=outcome, text=text, claims=(), disagreements=(),  # type: ignore[arg-type]
        citations=(Citation(number=1, passage=source, path="a.txt", start=0, end=len(quote)),) if quote else (),
        dropped=(), hits=(), reader="quotes", timings=Timings(retrieve_ms=0, read_ms=0, total_ms=0), confidence=0.5,
    )  # fmt: skip
    missing = tuple(fact for fact in case.facts if not states(text, fact))
    cited = cites([citation.quote for citation in answer.citations], [item.quote for item in case.evidence])
    return Scored(case=case, answer=answer, missing=missing, cited=cited)


PERFECT = scored(wanted="answered", outcome="answered", text="At dawn.", facts=("dawn",), quote=GOLD)
REFUSED = scored(wanted="not_found", outcome="not_found")
HOPELESS = [
    scored(wanted="answered", outcome="answered", text="At noon.", facts=("dawn",), quote=GOLD),
    scored(wanted="answered", outcome="answered", text="At dawn.", facts=("dawn",), quote="Gulls cried."),
    scored(wanted="answered", outcome="answered", text="At dawn.", facts=("dawn",)),
    scored(wanted="answered", outcome="not_found", facts=("dawn",)),
    scored(wanted="not_found", outcome="answered", text="At dawn.", quote=GOLD),
]


def test_a_perfect_run_is_all_right() -> None:
    assert figures([PERFECT, REFUSED]) == {
        "answerable, right": (1, 1),
        "unanswerable, refused": (1, 1),
        "answered, right": (1, 1),
    }
    assert "100.0%" in table([PERFECT, REFUSED])


def test_a_hopeless_run_is_all_wrong() -> None:
    assert figures(HOPELESS) == {
        "answerable, right": (0, 4),
        "unanswerable, refused": (0, 1),
        "answered, right": (0, 4),
    }
    assert all("c1: When?" in failure(item) for item in HOPELESS)


def test_a_run_of_nothing_has_no_figures() -> None:
    assert set(figures([]).values()) == {(0, 0)} and table([]) == ""
