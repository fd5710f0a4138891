"""RealTimeQA: what a hit is, the plain orders, the official rules, and whole runs on made-up weeks."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Hit
from evals.figures import figures
from evals.options import Chosen
from evals.orders import METHODS, Asked, Pool, retrieved, rrf, weighted
from evals.passages import unjudged
from evals.quiz import Quiz, picked, right_choice, said
from evals.realtimeqa import SUITE, Question, grade, joined, read
from store.errors import SettingsError
from tests.assistant.making import passage
from tests.evals.answers import REFUSED
from tests.evals.answers import said as answer

DAY = date(2031, 5, 9)
TOWNS = Quiz(choices=("Norrvik", "Tollan", "Tollan Bay"), right=frozenset({1}))
NONE = Quiz(choices=("Norrvik", "Pell", "None of the above"), right=frozenset({2}))
QUESTION = Question(
    id="20310509_0", text="Which town has a new ferry?", answers=("Tollan",), day=DAY, quiz=TOWNS, with_none=NONE
)
POOL = Pool([unjudged("a", "Tollan has a ferry."), unjudged("b", "Bread.")])


def found(text: str, outcome: Answer = REFUSED) -> Answer:
    return replace(outcome, hits=(Hit(passage=passage(text, article_id="a"), score=1.0),))


def test_perfect_and_hopeless() -> None:
    hits = {"hit@1", "hit@5", "hit@10", "hit@20"}
    assert {retrieved(["a", "b"], {"a"})[name] for name in hits} == {1}
    assert {retrieved(["b"], {"a"})[name] for name in hits} == {retrieved(["a"], set())[name] for name in hits} == {0}
    later = retrieved(["b", "b", "a"], {"a"})
    assert (later["hit@1"], later["hit@5"]) == (0, 1)
    assert retrieved([], set())["an article has the answer"] == 0


def test_an_answer_is_found_across_lines_and_cases() -> None:
    pool = Pool([unjudged("a", "The harbour of NORRVIK\n  Bay is closed"), unjudged("b", "The harbour is closed")])
    assert pool.right(["norrvik bay", "Tollan"]) == {"a"}


def test_plain_orders() -> None:
    dense = [("a:0-9", 0.9), ("b:0-9", 0.5), ("c:0-9", 0.1)]
    asked = Asked(text="?", day=DAY, dense=dense, lexical=[("b:0-9", 9.0), ("d:0-9", 1.0)])
    assert rrf(asked)[0] == "b:0-9"
    days = {"a": date(2031, 5, 8), "b": None, "c": None, "d": None}
    assert weighted(asked, days)[:2] == ["b:0-9", "a:0-9"]
    late = dict.fromkeys(days, date(2031, 5, 10))
    assert weighted(asked, {**late, "d": date(2031, 4, 29)})[2] == "d:0-9"
    assert weighted(asked, {**late, "d": date(2031, 4, 28), "c": None})[2] == "c:0-9"


def test_the_choice_that_is_said_counts_before_one_that_is_only_found() -> None:
    assert picked(answer(("It is Tollan.", [1]), quotes=["x"]), TOWNS) == "Tollan"
    assert picked(found("Norrvik has one", answer(("It is Tollan.", [1]), quotes=["x"])), TOWNS) == "Tollan"
    assert picked(found("Norrvik has one."), TOWNS) == "Norrvik"
    assert picked(found("Norrvik or Tollan."), TOWNS) is None and picked(REFUSED, TOWNS) is None


def test_a_choice_within_another_is_not_said_with_it() -> None:
    assert picked(answer(("It is Tollan Bay.", [1]), quotes=["x"]), TOWNS) == "Tollan Bay"


def test_none_of_the_above_is_picked_where_no_other_is_said() -> None:
    assert picked(answer(("It is Tollan.", [1]), quotes=["x"]), NONE) == "None of the above"
    assert picked(found("Norrvik has one."), NONE) == "None of the above"
    assert picked(answer(("None of the above, said Pell.", [1]), quotes=["x"]), NONE) == "Pell"


def test_a_choice_is_right_wrong_or_nothing() -> None:
    assert right_choice("Tollan", TOWNS) == 1 and right_choice("Norrvik", TOWNS) == 0 and right_choice(None, TOWNS) == 0
    assert right_choice("Tollan", replace(TOWNS, right=frozenset())) is None


def test_perfect_hopeless_and_nothing_by_the_official_rules() -> None:
    perfect = grade(QUESTION, POOL, found("Tollan has a ferry.", answer(("Tollan.", [1]), quotes=["x"])))
    names = ("right", "multiple choice", "multiple choice, none of the above", "exact match", "F1", "hit@1")
    assert {perfect.scores[name] for name in names} == {1} and "Tollan" in perfect.reasons["right"]
    hopeless = grade(QUESTION, POOL, replace(answer(("Pell.", [1]), quotes=["x"]), hits=()))
    assert {hopeless.scores[name] for name in names} == {0}
    nothing = replace(QUESTION, text="All of these have one, except:", with_none=None)
    scores = grade(nothing, POOL, REFUSED).scores
    assert not {"exact match", "F1", "multiple choice, none of the above"} & scores.keys() and scores["refused"] == 1
    assert grade(replace(QUESTION, text="Except for Pell, which?"), POOL, REFUSED).scores["exact match"] == 0


def test_several_answers_are_joined_in_any_order() -> None:
    assert joined(["a", "b"]) == ["a b", "b a"] and len(joined([str(n) for n in range(9)])) == 1
    several = replace(QUESTION, answers=("Tollan", "Pell"))
    assert grade(several, POOL, answer(("Pell, Tollan", [1]), quotes=["x"])).scores["exact match"] == 1


def test_marks_are_no_part_of_what_is_written() -> None:
    assert said(answer(("Tollan.", [1, 2]), quotes=["x"])) == "Tollan." and said(REFUSED) == ""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A published folder in small: a week of two questions, one of them with a choice replaced."""
    week = tmp_path / "data" / "past" / "2031"
    week.mkdir(parents=True)
    article = {
        "url": "u",
        "title": "Ferry",
        "text": "The town of Tollan has a new ferry since Monday.",
        "publish_date": "2031/05/08",
    }
    other = {"url": "v", "title": "Bread", "text": "Bakers in Norrvik rise early.", "publish_date": "2031/05/07"}
    lists = [{"search_result": [article, other]}, {"search_result": [article, {"url": "w"}]}]
    (week / "20310509_gcs.jsonl").write_text("\n".join(map(json.dumps, lists)), "utf-8")
    asked = {"question_sentence": QUESTION.text, "choices": ["Norrvik", "Tollan"], "answer": ["1"]}
    second = {"question_sentence": "Who rises early?", "choices": ["Geese", "Bakers"], "answer": ["1"]}
    (week / "20310509_qa.jsonl").write_text("\n".join(map(json.dumps, (asked, second))), "utf-8")
    replaced = asked | {"choices": ["Norrvik", "None of the above"], "answer": ["1"]}
    (week / "20310509_qa_nota.jsonl").write_text(json.dumps(replaced), "utf-8")
    return tmp_path / "data"


def chosen(data: Path, *readers: str, year: str = "2031") -> Chosen:
    return Chosen(
        data=data,
        readers=readers,
        settings={"embeddings": "words"},
        parameters={"year": year, "cache": str(data / "cache")},
        runs=data / "runs",
    )


def test_the_weeks_are_read(data: Path) -> None:
    articles, questions = read(data / "past" / "2031")
    assert [one["url"] for one in articles] == ["u", "v"] and [one.day for one in questions] == [DAY, DAY]
    assert questions[0].with_none and questions[0].with_none.choices[1] == "None of the above"
    assert questions[1].with_none is None and questions[1].answers == ("Bakers",)


def test_readers_are_run(data: Path) -> None:
    ran = SUITE.run(chosen(data, "quotes"))
    scores = ran.lines[0]["scores"]
    assert scores["hit@1"] == scores["multiple choice"] == scores["multiple choice, none of the above"] == 1
    assert scores["exact match"] == 0 and scores["F1"] > 0


def test_orders_are_run(data: Path) -> None:
    ran = SUITE.run(chosen(data, *METHODS))
    shares = {one.reader: one.interval for one in figures(ran.lines) if one.score == "hit@5"}
    assert (ours := shares["ours"]) and ours.mean == 1 and set(shares) == set(METHODS)


def test_readers_and_orders_are_runs_of_their_own_and_a_year_must_be_there(data: Path) -> None:
    with pytest.raises(SettingsError, match="dense only find"):
        SUITE.run(chosen(data, "quotes", "dense"))
    with pytest.raises(SettingsError, match="set another year"):
        SUITE.run(chosen(data, "quotes", year="1999"))
