"""The measure of finding copies: perfect is 1, hopeless is 0, nothing to score is None; and a whole small run."""

import random
from pathlib import Path

import pytest

from evals.copies import Grouped, judge, shares
from evals.copy_pool import Made, cost, grouped, originals, pool
from evals.copying import COPIES, another_place, another_year, paragraphs
from evals.news import made_up
from store.embed import WordEmbedder

NEWS = [
    Made(name=f"o{n}", carries=(f"o{n}",), paragraphs=paragraphs(made_up(n)["text"]), outlet=f"{n}.example")
    for n in range(10)
]
TEXTS = pool(NEWS)


def scored(groups: dict[str, set[str]]) -> dict[str, float | None]:
    """Return the shares of all texts where these groups were found."""
    found = [judge(text, Grouped(TEXTS, groups)) for text in TEXTS]
    return shares([{"scores": one.scores, "answer": {"counts": one.counts}} for one in found])


def test_perfect_and_hopeless() -> None:
    families = {text.name: {text.name} for text in TEXTS}
    for text in TEXTS:
        if text.kind in COPIES:
            families[text.carries[0]].add(text.name)
    perfect = {name: next((members for members in families.values() if name in members), {name}) for name in families}
    perfect |= {name: members for members in families.values() if len(members) > 1 for name in members}
    assert set(scored(perfect).values()) == {1}
    alone = scored({text.name: {text.name} for text in TEXTS})
    assert (alone["copies, recall"], alone["pairs, precision"]) == (0, None)
    mixed = scored({text.name: {one.name for one in TEXTS} for text in TEXTS})
    assert mixed["copies, recall"] == 1 and (mixed["pairs, precision"] or 1) < 0.6
    assert set(shares([]).values()) == {None}


def test_a_wrong_group_is_named() -> None:
    copy = next(text for text in TEXTS if text.kind in COPIES)
    other = next(text for text in TEXTS if text.kind == "original" and text.name not in copy.carries)
    groups = {text.name: {text.name} for text in TEXTS} | {copy.name: {copy.name, other.name}}
    found = judge(copy, Grouped(TEXTS, groups))
    assert found.scores["right"] == 0 and found.reasons["right"] == f"not with its original; with {other.name}"


def test_every_kind_changes_what_it_says() -> None:
    text = NEWS[0].paragraphs
    for kind, change in COPIES.items():
        assert (change(text, random.Random(1)) == text) == (kind == "the same text"), kind
    assert all(a != b for a, b in zip(text, another_year(text), strict=True))
    assert set(another_place(text)[0].split()) != set(text[0].split())


@pytest.mark.slow
def test_a_whole_run(tmp_path: Path) -> None:
    found = scored(grouped(TEXTS, tmp_path))
    assert (found["copies, recall"] or 0) >= 0.9 and (found["pairs, precision"] or 0) >= 0.9
    assert 0 < cost(TEXTS[:4], tmp_path, WordEmbedder()) < 1


def test_the_sample_corpus_has_articles_to_copy() -> None:
    assert len(originals(None, 1)) > 10
