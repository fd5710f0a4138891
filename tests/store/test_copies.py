"""Copies: which are found, which are not, and that the groups are the same whatever order the articles come in."""

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import copies as finding
from store.article import Article, Skipped
from store.catalogue import NAME, Catalogue
from store.copies_groups import MEMBERS, group
from store.copies_profile import details, numbers, profile
from store.copies_propose import SLOTS, propose, sign
from store.copies_verdict import FEWEST, SHARE, copied, share
from store.embed import WordEmbedder
from store.lock import lock
from store.store import Store
from tests.store.town import report, write

STORY = [
    "The ferry Marenka ran aground off the island of Tollan on Tuesday with 212 people on board.",
    "All of them were taken to the harbour of Norrvik by fishing boats, the coast guard said in the evening.",
    "Captain Ilse Brandt told an inquiry that the radar had failed an hour before the ship struck the rocks.",
    "The owner, Vale Lines, has had 3 of its ships inspected since the spring, after a fire on the Oskara.",
    "Divers will look at the hull before it is towed, and the island gets its food by air until then.",
    "A spokeswoman for the ministry said that nobody had been hurt and that the law would be looked at again.",
    "The lighthouse keeper had warned of the sandbank in a letter, which the harbour office never answered.",
]
OTHER = [
    "Rescuers brought more than two hundred passengers ashore after a ferry hit rocks near Tollan, officials said.",
    "The Marenka had left Norrvik in calm weather; why she left the channel is what investigators want to know.",
    "Passengers spoke of a loud bang, then of an hour in which no one on the crew would say what had happened.",
    "It is the second accident of the company within a year, and some islanders now call for a bridge instead.",
    "The coast guard closed the sound to larger ships for the night while oil was pumped from her tanks.",
]


def article(name: str, sentences: Sequence[str], *, day: int | None = 2, skipped: tuple[Skipped, ...] = ()) -> Article:
    return Article(
        id=name, path=f"{name}.txt", text="\n\n".join(sentences), title=None, outlet=None, author=None,
        published=(day and date(2031, 4, day)) or None, published_from=None, url=None, skipped=skipped,
    )  # fmt: skip


def judged(one: Sequence[str], other: Sequence[str], *, days: int | None = 1) -> bool:
    pair = profile(article("a", one)), profile(article("b", other))
    assert copied(*pair, days=days) == copied(*reversed(pair), days=days)
    return copied(*pair, days=days)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY[1:],
        STORY[:2] + STORY[4:],
        STORY[::-1],
        ["Why the ferry to Tollan ran aground", *STORY],
        [*STORY, "Our reporter was told the same by two people on the quay.", OTHER[3]],
        ["NORRVIK (Harbour Press) - " + STORY[0], *STORY[1:]],
        [STORY[0].replace("212", "231"), *STORY[1:]],
        [line.replace("harbour", "harbor").replace("ship", "vessel") for line in STORY],
        [*OTHER, *STORY],
    ],
)
def test_an_edited_copy_is_one(copy: list[str]) -> None:
    assert judged(STORY, copy)


def test_another_report_of_the_event_is_none() -> None:
    assert not judged(STORY, OTHER)
    assert not judged([*STORY[:2], *OTHER], STORY), "a part of an old report as background"


@pytest.mark.parametrize("days", [0, 364, None])
def test_the_same_form_with_other_details_is_none(days: int | None) -> None:
    other = [
        line.replace("Marenka", "Solveig").replace("Tollan", "Askvale").replace("Norrvik", "Ostby").replace("212", "87")
        .replace("Ilse Brandt", "Per Lund").replace("Vale Lines", "Sound Line").replace("Tuesday", "Friday")
        for line in STORY
    ]  # fmt: skip
    assert share(profile(article("a", STORY)), profile(article("b", other))) > 0.5
    assert not judged(STORY, other, days=days)


def test_a_text_taken_up_again_later_must_be_nearly_the_same() -> None:
    assert judged(STORY, STORY, days=400)
    assert judged(STORY, STORY[:5] + OTHER, days=1) and not judged(STORY, STORY[:5] + OTHER, days=30)


def test_a_few_words_are_a_copy_only_when_all_are_the_same() -> None:
    assert judged(["The mayor of Ash opened a library."], ["The mayor of Ash opened a library!"])
    assert not judged(["The mayor of Ash opened a library."], ["The mayor of Ash opened a library.", *STORY])


def test_what_was_skipped_does_not_count() -> None:
    line = "Sign up for our letter and never miss a ferry again, whatever the weather."
    skipped = (Skipped(0, len(line), "call"),)
    assert profile(article("a", [line, *STORY], skipped=skipped)).words == profile(article("b", STORY)).words


def test_details_are_numbers_and_names() -> None:
    assert details("In May the Vale Lines lost two of 3,500 crates, one by one.") == {
        "may",
        "vale",
        "lines",
        "two",
        "3,500",
    }
    assert numbers("Twelve of 30 said one thing.") == {"twelve", "30"}


def rows(articles: Sequence[Article]) -> set[tuple[int, int]]:
    import numpy as np

    runs = [sorted(profile(item).runs) for item in articles]
    signatures = np.frombuffer(b"".join(map(sign, runs)), np.uint32).reshape(len(runs), SLOTS)
    return {(a, b) for a, b in propose(signatures, np.array([len(item) for item in runs])).tolist()}


def test_copies_are_proposed_and_strangers_are_not() -> None:
    pool = [article("a", STORY), article("b", OTHER), article("c", STORY[1:]), article("d", [*STORY[2:], *OTHER])]
    assert {(0, 2), (0, 3), (1, 3)} <= rows(pool) and (0, 1) not in rows(pool)
    assert rows([]) == set() and rows(pool[:1]) == set()


def test_many_copies_of_one_text_take_no_quadratic_number_of_pairs() -> None:
    assert 200 <= len(rows([article(str(n), STORY) for n in range(200)])) <= 200 * 16


@given(st.permutations(range(8)), st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7))))
def test_every_member_copies_the_first_ones_of_its_group(order: list[int], alike: set[tuple[int, int]]) -> None:
    names = [str(number) for number in order]
    same = {frozenset((str(a), str(b))) for a, b in alike if a != b}
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :] if {one, other} in same]
    first = group(names, pairs, lambda one, other: frozenset((one, other)) in same)
    for head in set(first.values()):
        members = [name for name in names if first.get(name) == head]
        assert members[0] == head and len(members) > 1
        for place, name in enumerate(members):
            assert all(frozenset((name, other)) in same for other in members[:place][:MEMBERS])


def put(folder: Path, texts: dict[str, list[str]], *, day: int = 2) -> list[Path]:
    """Write an article file for each text; each is by an outlet of its own and a day later than the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, text) in enumerate(texts.items()):
        found = {
            "title": name,
            "outlet": f"{name} Post",
            "text": "\n\n".join(text),
            "published": f"2031-04-{day + number:02}",
        }
        (folder / f"{name}.json").write_text(json.dumps(found), "utf-8")
    return sorted(folder.iterdir())


def groups(store: Store) -> set[tuple[str | None, ...]]:
    """Return the titles of every group, the earliest first."""
    found = store.copies([item.id for item in store.articles()])
    return {tuple(copy.title for copy in members) for members in found.values() if len(members) > 1}


TEXTS = {
    "first": STORY, "again": STORY[1:], "other": OTHER, "more": [*STORY, OTHER[3]],
    "brief": OTHER[:3], "round": [*STORY, *OTHER], "form": [line.replace("2", "7") for line in OTHER],
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", WordEmbedder()) as opened:
        yield opened


def test_copies_are_one_source_the_earliest_first(store: Store, tmp_path: Path) -> None:
    store.ingest(put(tmp_path / "news", TEXTS))
    assert ("first", "again", "more", "round") in groups(store)
    ids = {item.title: item.id for item in store.articles()}
    members = store.copies([ids["more"], "gone"])
    assert list(members) == [ids["more"]]
    assert next((copy.outlet, copy.published) for copy in members[ids["more"]]) == ("first Post", date(2031, 4, 2))
    assert [copy.title for copy in store.copies([ids["more"]], until=date(2031, 4, 4))[ids["more"]]] == [
        "first",
        "again",
    ]
    assert [copy.title for copy in store.copies([ids["form"]])[ids["form"]]].count("form") == 1


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(TEXTS)), cut=st.integers(1, 6))
def test_any_order_of_ingest_gives_the_same_groups(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    files = {path.stem: path for path in put(folder / "news", TEXTS)}
    with Store.open(folder / "one", WordEmbedder()) as whole, Store.open(folder / "two", WordEmbedder()) as parts:
        whole.ingest([folder / "news"])
        for some in (order[:cut], order[cut:], order[:1]):
            parts.ingest([files[name] for name in some])
        assert groups(whole) == groups(parts) != set()


def test_an_article_that_is_edited_or_removed_leaves_its_group(store: Store, tmp_path: Path) -> None:
    put(tmp_path / "news", {"first": STORY, "again": STORY[1:], "more": [*STORY, OTHER[3]]})
    store.ingest([tmp_path / "news"])
    ids = {item.title: item.id for item in store.articles()}
    store.remove(ids["first"])
    assert groups(store) == {("again", "more")}
    put(tmp_path / "news", {"again": OTHER})
    store.ingest([tmp_path / "news" / "again.json"])
    assert groups(store) == set()
    store.ingest([tmp_path / "news"])
    assert groups(store) == {("first", "more")}


def test_a_second_ingest_compares_nothing(store: Store, tmp_path: Path) -> None:
    files = put(tmp_path / "news", TEXTS)
    store.ingest(files)
    before = groups(store)
    db = sqlite3.connect(tmp_path / "store" / NAME)
    seen = db.execute("SELECT count(*), sum(copy) FROM compared").fetchone()
    store.ingest(files)
    assert groups(store) == before and db.execute("SELECT count(*), sum(copy) FROM compared").fetchone() == seen
    db.close()


def test_reports_by_form_are_not_copies(store: Store, tmp_path: Path) -> None:
    store.ingest(write(tmp_path / "news", "Ostby", "Quellin", "Tarvo"))
    assert groups(store) == set()
    (tmp_path / "news" / "again.md").write_text(report("Ostby", outlet="Vale Gazette", day="2031-04-03"), "utf-8")
    store.ingest([tmp_path / "news"])
    assert len(groups(store)) == 1


def old(folder: Path) -> None:
    """Make a store what it was before copies were looked for."""
    db = sqlite3.connect(folder / NAME)
    for table in ("sentence_vectors", "traits", "compared", "leans"):
        db.execute(f"DROP TABLE {table}")
    db.execute("DELETE FROM meta WHERE key IN ('copies', 'traits')")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()


def test_an_older_store_is_upgraded_when_it_is_opened(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest(put(tmp_path / "news", TEXTS))
        before, generation = groups(store), store.generation()
    old(tmp_path / "store")
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert groups(store) == before and store.generation() == generation


def test_an_older_store_can_be_read_while_another_process_writes(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest(put(tmp_path / "news", TEXTS))
    old(tmp_path / "store")
    with lock(tmp_path / "store"), Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert groups(store) == set() and store.passage_count() > 0
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert groups(store)


def test_a_run_that_was_stopped_is_taken_up(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest(put(tmp_path / "news", TEXTS))
        before = groups(store)
    catalogue = Catalogue(tmp_path / "store")
    with catalogue.writing() as db:
        db.execute("DELETE FROM traits WHERE first IS NOT NULL")
        db.execute("DELETE FROM meta WHERE key = 'copies'")
    finding.refresh(catalogue)
    catalogue.close()
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert groups(store) == before


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_pair_below_the_threshold_is_a_copy(seed: int, kept: int) -> None:
    draw = random.Random(seed)
    lines = [*draw.sample(STORY, min(kept, len(STORY))), *draw.sample(OTHER, draw.randrange(1, 5))]
    draw.shuffle(lines)
    one, other = profile(article("a", STORY)), profile(article("b", lines))
    if copied(one, other, days=0):
        assert min(len(one.runs), len(other.runs)) >= FEWEST and share(one, other) >= SHARE
    assert copied(one, one)
