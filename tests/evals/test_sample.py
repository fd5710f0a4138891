"""The sample suite as it is handed to the command. That its scores do not fall is in `test_faults`."""

from pathlib import Path

import pytest

from evals.aggregates import aggregates
from evals.cases import load
from evals.options import Chosen
from evals.questions import tasks
from evals.sample import ARTICLES, CASES, SUITE
from store.embed import WordEmbedder
from store.store import Store


def test_every_gold_sentence_stands_in_the_store(tmp_path: Path) -> None:
    with Store.open(tmp_path, WordEmbedder()) as store:
        store.ingest([ARTICLES])
        made = tasks(load(CASES, ARTICLES), store, ARTICLES)
        for task in made:
            gold = task.grade.args[1]  # type: ignore[attr-defined]
            assert len(gold.places) == len(task.gold["evidence"])
            for place, quote in zip(gold.places, task.gold["evidence"], strict=True):
                text = gold.text_of(place.article_id)[slice(*place.span)]
                assert " ".join(text.split()) == " ".join(quote.split())
    assert len(made) >= 120 and sum(task.gold["outcome"] == "not_found" for task in made) >= 30
    assert all(task.tags and bool(task.reference) == (task.gold["outcome"] != "not_found") for task in made)


@pytest.mark.slow
def test_a_sample_of_it_runs(tmp_path: Path) -> None:
    ran = SUITE.run(Chosen(limit=6, settings={"embeddings": "words"}, runs=tmp_path))
    assert len(ran.lines) == ran.wanted == 6 and not ran.stopped and aggregates(SUITE, ran.lines) == []
    assert all({"right", "seconds", "ms to retrieve", "ms to read"} <= line["scores"].keys() for line in ran.lines)
