"""What is worth reading: no copies, no overlaps, few passages from one article."""

from datetime import date

from assistant.rank import PER_ARTICLE, alike, rank, shingles
from store.article import Copy
from tests.assistant.making import hit

BRIDGE = "The old bridge over the Tamm was closed on Monday after engineers found cracks in two of its piers."


def test_a_copy_under_another_outlet_is_left_out() -> None:
    edited = BRIDGE.replace("was closed on Monday", "was closed on Monday morning")
    kept = rank([hit(BRIDGE), hit(edited, article_id="a2"), hit("Trams ran late.", article_id="a3")], k=5)
    assert [item.passage.article_id for item in kept] == ["a1", "a3"]


def test_of_copies_the_earliest_stays() -> None:
    late, early = (hit(BRIDGE, article_id=f"a{day}", published=date(2031, 6, day)) for day in (3, 2))
    assert [item.passage.article_id for item in rank([late, early], k=5)] == ["a2"]


def test_overlapping_passages_of_one_article_count_once() -> None:
    one = hit("The ferry sank at dawn near Ostrel.", start=10)
    two = hit("Two sailors swam ashore after the storm.", start=30)
    assert rank([one, two], k=5) == [one]


def test_other_articles_are_heard() -> None:
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()
    many = [hit(f"{word} " * 4, start=200 * n) for n, word in enumerate(words)]
    other = hit("Quite another matter was reported.", article_id="a2")
    kept = rank([*many, other], k=10)
    assert len(kept) == PER_ARTICLE + 1
    assert kept[-1] == other


def test_no_more_than_asked_for() -> None:
    assert len(rank([hit(f"Number {n} differs wholly {n * 7}.", article_id=str(n)) for n in range(9)], k=4)) == 4


def test_a_short_text_is_alike_when_the_longer_holds_it() -> None:
    assert alike(shingles(BRIDGE), shingles(f"{BRIDGE} Nobody was hurt, the city said."))
    assert not alike(shingles(BRIDGE), shingles("The old tower by the lake was opened to visitors in May."))


def carried(*article_ids: str) -> dict[str, tuple[Copy, ...]]:
    """Return what the store says of articles that carry the same report, the earliest first."""
    members = tuple(Copy(article_id=name, title=None, outlet=None, published=None) for name in article_ids)
    return dict.fromkeys(article_ids, members)


def test_copies_share_the_room_of_one_article() -> None:
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()
    many = [hit(f"{word} " * 4, start=200 * n, article_id=f"a{n % 2}") for n, word in enumerate(words)]
    assert len(rank(many, k=10)) == 2 * PER_ARTICLE
    assert len(rank(many, k=10, copies=carried("a0", "a1"))) == PER_ARTICLE


def test_passages_of_copies_may_be_cut_in_other_places() -> None:
    shifted = "They knew in April. " + BRIDGE.replace("cracks in two of its piers", "faults")
    pair = [hit(BRIDGE), hit(shifted, article_id="a2")]
    assert len(rank(pair, k=5)) == 2
    [kept] = rank(pair, k=5, copies=carried("a1", "a2"))
    assert kept.passage is pair[0].passage and [copy.article_id for copy in kept.copies] == ["a2"]


def test_a_passage_that_gives_another_number_or_denies_it_is_kept() -> None:
    toll = "The ferry sank off Tollan with 12 people on board, the coast guard said on Monday evening."
    later, denied = toll.replace("12", "15"), toll.replace("sank", "never sank")
    hits = [hit(toll), hit(later, article_id="a2"), hit(denied, article_id="a3"), hit(toll, article_id="a4")]
    found = rank(hits, k=5, copies=carried("a1", "a2", "a3", "a4"))
    assert [item.passage.article_id for item in found] == ["a1", "a2", "a3"]
