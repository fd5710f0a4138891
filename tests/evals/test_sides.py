"""Questions that came without articles: how each two of their sentences stand to each other."""

import json
from pathlib import Path

import numpy as np

from evals.sides import Sided, in_pairs, sided
from evals.train import FEW, of_sides

COWS = Sided(
    question="How many cows died?",
    sides=(("He lost 41 cows.", "The farmer speaks of 41."), ("Vets counted 17.",)),
    beside=("Nine sheep died.", "The vet came."),
)


def test_sentences_of_two_sides_disagree_and_those_of_one_do_not() -> None:
    found = {(one, other): sort for one, other, sort in in_pairs(COWS.told())}
    assert len(found) == 10
    assert found["He lost 41 cows.", "Vets counted 17."] == "disagree"
    assert found["He lost 41 cows.", "The farmer speaks of 41."] == "agree"
    assert found["Vets counted 17.", "The vet came."] == "one answers"
    assert found["Nine sheep died.", "The vet came."] == "neither answers"


def test_what_is_learned_of_them_is_every_disagreement_and_a_few_others() -> None:
    made = of_sides(COWS, np.random.default_rng(0))
    assert made is not None and not made.rob
    assert sum(made.right) == 2 and len(made.right) == 2 + 1 + FEW["one answers"] + FEW["neither answers"]
    assert of_sides(Sided(question="Why?", sides=(), beside=("So.",)), np.random.default_rng(0)) is None


def test_files_are_read_in_order(tmp_path: Path) -> None:
    row = {"question": "Why?", "sides": [["Because."]], "beside": []}
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row | {"question": name}) + "\n", "utf-8")
    assert [one.question for one in sided(tmp_path)] == ["a", "b"]


def test_every_question_of_ours_has_a_sentence() -> None:
    ours = list(sided())
    assert ours and all(one.question and len(one.told()) > 1 for one in ours)
    assert all(text.strip() for one in ours for text, _ in one.told())
    assert all(len(set(one.told())) == len(one.told()) for one in ours)
