"""Fusion: both halves count, neighbours lend, and nothing depends on the scale of a half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.fuse import GAP, fuse

ids = st.builds("{0[0]}:{0[1]}-{0[2]}".format, st.tuples(st.sampled_from("ab"), st.integers(0, 9), st.integers(10, 19)))
halves = st.dictionaries(ids, st.floats(0.1, 1, allow_subnormal=False), max_size=6).map(
    lambda found: sorted(found.items(), key=lambda item: (-item[1], item[0]))
)


def test_nothing_found() -> None:
    assert fuse([], []) == []


def test_found_by_both_is_best() -> None:
    dense = [("a:0-9", 0.9), ("b:0-9", 0.8), ("c:0-9", 0.1)]
    lexical = [("b:0-9", 12.0), ("d:0-9", 11.0), ("c:0-9", 1.0)]
    assert fuse(dense, lexical)[0][0] == "b:0-9"


def test_one_half_alone_keeps_its_order() -> None:
    found = [("a:0-9", 0.9), ("b:0-9", 0.8), ("c:0-9", 0.1)]
    assert [passage_id for passage_id, _ in fuse(found, [])] == ["a:0-9", "b:0-9", "c:0-9"]
    assert [passage_id for passage_id, _ in fuse([], found)] == ["a:0-9", "b:0-9", "c:0-9"]


def test_neighbours_lend_to_each_other_within_an_article_only() -> None:
    far = f"a:{201 + GAP}-999"
    scores = dict(fuse([("a:0-100", 1.0), ("a:101-200", 0.6), (far, 0.6), ("b:0-9", 0.0)], []))
    assert scores["a:0-100"] > scores["a:101-200"] > scores[far] > scores["b:0-9"]


def test_an_article_that_both_halves_found_is_best() -> None:
    dense = [("a:0-100", 1.0), ("b:0-100", 1.0), ("c:0-100", 0.0)]
    lexical = [("b:900-999", 1.0), ("c:900-999", 0.0)]
    scores = dict(fuse(dense, lexical))
    assert scores["b:0-100"] > scores["a:0-100"] > scores["c:0-100"]


def test_news_gain_where_asked_as_of_a_day() -> None:
    found = [("a:0-9", 1.0), ("b:0-9", 0.95), ("c:0-9", 0.0)]
    assert fuse(found, [], ages={"a:0-9": 400, "b:0-9": 1})[0][0] == "b:0-9"
    assert fuse(found, [], ages={"a:0-9": 1, "b:0-9": 1})[0][0] == "a:0-9"
    assert fuse(found, [], ages={})[0][0] == "a:0-9"


def test_an_article_id_may_hold_colons_and_dashes() -> None:
    assert [passage_id for passage_id, _ in fuse([("a:b-c:0-9", 1.0)], [])] == ["a:b-c:0-9"]


@given(halves, halves, st.floats(0.5, 50))
def test_scores_are_shares_in_order_whatever_the_scale(
    dense: list[tuple[str, float]], lexical: list[tuple[str, float]], scale: float
) -> None:
    fused = fuse(dense, lexical)
    scores = [score for _, score in fused]
    assert {passage_id for passage_id, _ in fused} == {passage_id for passage_id, _ in [*dense, *lexical]}
    assert all(0 <= score <= 1 + 1e-9 for score in scores)
    assert scores == sorted(scores, reverse=True)
    other = dict(fuse(dense, [(passage_id, score * scale) for passage_id, score in lexical]))
    assert other == pytest.approx(dict(fused), abs=1e-6)
