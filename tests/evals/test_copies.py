"""The measure of finding copies: perfect is 1, hopeless is 0, nothing to score is None; and a whole small run."""

import random
from pathlib import Path

import pytest

from evals.copies import Made, cost, grouped, originals, pool, score
from evals.copying import COPIES, another_place, another_year, paragraphs
from evals.news import made_up
from store.embed import WordEmbedder

NEWS = [
    Made(name=f"o{n}", carries=(f"o{n}",), paragraphs=paragraphs(made_up(n)["text"]), outlet=f"{n}.example")
    for n in range(10)
]
TEXTS = pool(NEWS)


def test_perfect_and_hopeless() -> None:
    families = {text.name: {text.name} for text in TEXTS}
    for text in TEXTS:
        if text.kind in COPIES:
            families[text.carries[0]].add(text.name)
    perfect = {name: next((members for members in families.values() if name in members), {name}) for name in families}
    perfect |= {name: members for members in families.values() if len(members) > 1 for name in members}
    found = score(TEXTS, perfect)
    assert (found.recall, found.precision, found.wrong) == (1, 1, {})
    alone = score(TEXTS, {text.name: {text.name} for text in TEXTS})
    assert (alone.recall, alone.precision) == (0, None)
    mixed = score(TEXTS, {text.name: {one.name for one in TEXTS} for text in TEXTS})
    assert mixed.recall == 1 and mixed.precision is not None and mixed.precision < 0.6
    assert score([], {}).recall is None


def test_every_kind_changes_what_it_says() -> None:
    text = NEWS[0].paragraphs
    for kind, change in COPIES.items():
        assert (change(text, random.Random(1)) == text) == (kind == "the same text"), kind
    assert all(a != b for a, b in zip(text, another_year(text), strict=True))
    assert set(another_place(text)[0].split()) != set(text[0].split())


@pytest.mark.slow
def test_a_whole_run(tmp_path: Path) -> None:
    found = score(TEXTS, grouped(TEXTS, tmp_path))
    assert found.recall is not None and found.recall >= 0.9
    assert found.precision is not None and found.precision >= 0.9
    assert 0 < cost(TEXTS[:4], tmp_path, WordEmbedder()) < 1


def test_the_sample_corpus_has_articles_to_copy() -> None:
    assert len(originals(None, 1)) > 10
