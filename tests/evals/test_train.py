"""What the cross-encoder is trained on: the right sentences, in order, sometimes without those that answer."""

import numpy as np
import pytest

from assistant.evidence import sentences
from evals.fit import Read
from evals.labelled import Labelled
from evals.train import AT_ONCE, EPOCHS, LAST, LEFT, READ, ROBBED, WARM, Example, batches, example, rate, seen
from tests.assistant.making import asked, hit

QUESTION = "When did the bridge at Ostrel open?"
TEXTS = ["The bridge at Ostrel opened on 3 May 2031. It cost 40 million.", "Bakers in Ostrel bake bread."]


def read(*gold: str) -> Read:
    question = asked(QUESTION)
    hits = [hit(text) for text in TEXTS]
    found = tuple(sentence for one in hits for sentence in sentences(question, one, hits[0].score))
    return Read(labelled=Labelled(source="own", question=QUESTION, gold=gold), asked=question, found=found)


def test_an_example_has_the_sentences_and_which_of_them_answer() -> None:
    made = example(read("opened on 3 May 2031"))
    assert made is not None
    assert len(made.read) == len(made.right) and sum(made.right) == 1
    nothing = example(read())
    assert nothing is not None and not any(nothing.right)


def test_an_answer_that_was_not_found_teaches_nothing() -> None:
    assert example(read("The answer stands elsewhere")) is None
    bare = Read(labelled=Labelled(source="own", question=QUESTION, gold=()), asked=asked(QUESTION), found=())
    assert example(bare) is None


def long(length: int, right: int, wrong: int) -> Example:
    tokens = tuple(([number] * length, [0] * length) for number in range(right + wrong))
    return Example(read=tokens, right=(False,) * wrong + (True,) * right)


def test_those_that_answer_are_read_first_and_are_left_out_now_and_then() -> None:
    chance = np.random.default_rng(0)
    drawn = [seen(long(5, right=2, wrong=8), chance) for _ in range(400)]
    assert all(len(one.read) == READ == len(one.right) for one in drawn)
    assert {sum(one.right) for one in drawn} == {0, 2}
    robbed = sum(not any(one.right) for one in drawn) / len(drawn)
    assert robbed == pytest.approx(ROBBED, abs=0.08)
    assert all(any(seen(long(5, right=1, wrong=LEFT - 1), chance).right) for _ in range(50))


def test_every_example_is_read_once_a_pass_beside_those_of_its_length() -> None:
    examples = [long(length, right=1, wrong=1) for length in range(1, 64)]
    steps = list(batches(examples, np.random.default_rng(0)))
    read_once = sorted(len(one.read[0][0]) for step in steps for one in step)
    assert read_once == sorted([*range(1, 64)] * EPOCHS)
    widest = max(len(step[-1].read[0][0]) - len(step[0].read[0][0]) for step in steps)
    assert widest < 2 * AT_ONCE


def test_the_rate_rises_and_falls() -> None:
    assert 0 < rate(0) < rate(WARM / 2) < rate(WARM) == pytest.approx(1)
    assert rate(0.5) > rate(0.9) > rate(1) == pytest.approx(LAST)
