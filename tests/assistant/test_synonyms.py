"""Words that stand for each other count for less than the word itself."""

from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from assistant.synonyms import WORTH, share, synonyms
from assistant.words import stem

LINES = [line.split() for line in resources.files("assistant").joinpath("synonyms.txt").read_text("utf-8").splitlines()]
PAIRS = [(line[0], line[1]) for line in LINES]
WEIGHTS = st.dictionaries(st.sampled_from([stem(word) for line in LINES[:40] for word in line]), st.floats(0.1, 9))


def test_every_line_is_a_small_group_of_plain_words() -> None:
    for line in LINES:
        assert 2 <= len(line) == len(set(line))
        assert all(word == word.lower() for word in line), line


def test_a_synonym_counts_less_than_the_word() -> None:
    one, other = map(stem, next((a, b) for a, b in PAIRS if stem(a) != stem(b)))
    assert share({one: 2.0}, frozenset({one})) == 1
    assert share({one: 2.0}, frozenset({other})) == 0
    assert share({one: 2.0}, frozenset({other}), loosely=True) == WORTH
    assert share({one: 1.0, "zeppelin": 3.0}, frozenset({one})) == 0.25


def test_nothing_asked_for_is_all_there() -> None:
    assert share({}, frozenset()) == 1


def test_a_word_of_no_group_stands_for_itself_only() -> None:
    assert synonyms("zeppelin") == {"zeppelin"}


@given(WEIGHTS, st.sets(st.sampled_from([stem(word) for line in LINES[:40] for word in line])))
def test_a_share_is_a_share_and_grows_with_what_is_present(weights: dict[str, float], present: set[str]) -> None:
    alone = share(weights, frozenset(present))
    assert 0 <= alone <= share(weights, frozenset(present), loosely=True) <= 1 + 1e-9
    assert alone <= share(weights, frozenset(present | set(weights))) + 1e-9


def test_standing_for_each_other_is_mutual() -> None:
    for word in {stem(word) for line in LINES for word in line}:
        assert word in synonyms(word)
        assert all(word in synonyms(other) for other in synonyms(word))
