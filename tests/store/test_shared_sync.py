"""Copies of a shared store come to hold the same, whatever is done where, and whichever call to the server fails."""

from contextlib import suppress
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import shared_state
from store.catalogue import Catalogue
from store.embed import WordEmbedder
from store.errors import SettingsError, StoreError, StoreUnavailable
from store.shared import SharedStore
from store.shared_address import Address
from store.shared_log import Change, entry
from store.shared_state import Me
from tests.store.shelf import Shelf
from tests.store.town import report, write

EMBEDDER = WordEmbedder()
PLACE = Address(server="http://shelf", corpus="dateline", embedder=EMBEDDER.name)


def joined(shelf: Shelf, folder: Path, machine: str | None = None) -> SharedStore:
    """A copy that exchanges only when it is told to."""
    return SharedStore(Catalogue(folder), EMBEDDER, shelf, PLACE, machine)


def state(store: SharedStore) -> tuple[set[tuple[str, str]], set[str], list[str]]:
    """What a copy took from the log: how many claims each article has, where it is; and what it holds."""
    with store._catalogue.reading() as db:
        claims = set(db.execute("SELECT article_id, count(*) FROM claims GROUP BY article_id").fetchall())
        refs = {row[0] for row in db.execute("SELECT ref FROM refs")}
    return claims, refs, [article.id for article in store.articles()]


def update(store: SharedStore, folder: Path) -> None:
    store.ingest([folder], prune=True, force=True)


def test_what_comes_over_is_what_was_made(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby", "Tarvo")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one, joined(shelf, tmp_path / "b") as other:
        update(one, tmp_path / "news")
        other.exchange()
        assert other.articles() == one.articles() and other.passage_count() == one.passage_count() == 2
        names = [name for name, _ in one.lexical("Tarvo bridge", 5)]
        assert [name for name, _ in other.lexical("Tarvo bridge", 5)] == names
        assert other.passages(names) == one.passages(names)
        assert np.array_equal(other.vectors(names), one.vectors(names))
        question = EMBEDDER.embed_question("the council of Ostby")
        assert other.dense(question, 5) == one.dense(question, 5)
        assert other.check() == one.check() == []


def test_each_machine_speaks_for_its_own_files(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / f"news-{name}", "Ostby")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one, joined(shelf, tmp_path / "b") as other:
        update(one, tmp_path / "news-a")
        update(other, tmp_path / "news-b")
        [article] = other.articles()
        (tmp_path / "news-a" / "ostby.md").write_text(report("Ostby", said="A lighthouse may follow."), "utf-8")
        update(one, tmp_path / "news-a")
        other.exchange()
        # The other machine still has the file.
        assert one.article(article.id) == other.article(article.id) == article
        assert one.paths(article.id) == other.paths(article.id) == [str(tmp_path / "news-b" / "ostby.md")]
        assert other.article_count() == 2 and one.lexical("lighthouse", 1)
        (tmp_path / "news-b" / "ostby.md").unlink()
        update(other, tmp_path / "news-b")
        one.exchange()
        assert one.article(article.id) is other.article(article.id) is None
        assert len(shelf.part("articles")) == 1  # what nobody has is on no server


def test_an_edit_comes_over_in_one_moment(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one, joined(shelf, tmp_path / "b") as other:
        update(one, tmp_path / "news")
        other.exchange()
        before = other.generation()
        (tmp_path / "news" / "ostby.md").write_text(report("Ostby", said="A lighthouse may follow."), "utf-8")
        update(one, tmp_path / "news")
        other.exchange()
        assert other.generation() == before + 1
        assert other.articles() == one.articles() and other.article_count() == 1


def test_a_rename_moves_the_name_alone(tmp_path: Path) -> None:
    [file] = write(tmp_path / "news", "Ostby")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one, joined(shelf, tmp_path / "b") as other:
        update(one, tmp_path / "news")
        other.exchange()
        held = shelf.part("articles")
        file.rename(file.with_name("bridge.md"))
        update(one, tmp_path / "news")
        other.exchange()
        [article] = other.articles()
        assert Path(article.path).name == "bridge.md" and len(other.paths(article.id)) == 1
        assert shelf.part("articles") == held


def test_a_removal_is_for_everyone_and_a_file_brings_it_back(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby", "Tarvo")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one, joined(shelf, tmp_path / "b") as other:
        update(one, tmp_path / "news")
        other.exchange()
        [article, kept] = other.articles()
        assert other.remove(article.id) and not other.remove("nothing")
        one.exchange()
        assert one.articles() == other.articles() == [kept]
        assert len(shelf.part("articles")) == 1
        update(one, tmp_path / "news")
        other.exchange()
        assert other.articles() == one.articles() and one.article_count() == 2


def test_an_article_that_is_shared_is_not_embedded_again(tmp_path: Path) -> None:
    class Counting(WordEmbedder):
        texts = 0

        def embed(self, texts):
            Counting.texts += len(texts)
            return super().embed(texts)

    for name in "ab":
        write(tmp_path / f"news-{name}", "Ostby", "Tarvo")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one:
        update(one, tmp_path / "news-a")
    with SharedStore(Catalogue(tmp_path / "b"), Counting(), shelf, PLACE, None) as other:
        other.exchange()
        update(other, tmp_path / "news-b")
        assert other.article_count() == 2
    assert Counting.texts == 0


TOWNS = st.sampled_from(("Ostby", "Tarvo", "Milen"))
FILES = st.sampled_from(("a.md", "b.md"))
DOING = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 1), FILES, TOWNS),
    st.tuples(st.just("unlink"), st.integers(0, 1)),
    st.tuples(st.just("update"), st.integers(0, 1)),
    st.tuples(st.just("exchange"), st.integers(0, 1)),
    st.tuples(st.just("remove"), st.integers(0, 1)),
    st.tuples(st.just("reopen"), st.integers(0, 1)),
)


def do(what: str, store: SharedStore, folder: Path, *rest: str) -> None:
    """One thing that is done at a machine."""
    match what:
        case "write":
            (folder / rest[0]).write_text(report(rest[1]), "utf-8")
        case "unlink":
            (folder / "a.md").unlink(missing_ok=True)
        case "update":
            update(store, folder)
        case "exchange":
            store.exchange()
        case "remove":
            for article in store.articles()[:1]:
                store.remove(article.id)


@pytest.mark.slow
@given(doing=st.lists(DOING, min_size=2, max_size=10), fails=st.none() | st.integers(1, 60), late=st.booleans())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_copies_converge(tmp_path_factory: pytest.TempPathFactory, doing, fails, late) -> None:
    work = tmp_path_factory.mktemp("converge")
    shelf = Shelf()
    shelf.fails, shelf.late = fails, late
    folders = [work / f"news-{number}" for number in range(2)]
    for folder in folders:
        folder.mkdir()
    copies = [joined(shelf, work / f"copy-{number}") for number in range(2)]
    for what, who, *rest in doing:
        with suppress(StoreUnavailable):
            if what == "reopen":
                copies[who].close()
                copies[who] = joined(shelf, work / f"copy-{who}")
            else:
                do(what, copies[who], folders[who], *rest)
    shelf.fails = None
    copies.append(joined(shelf, work / "copy-new"))
    for _ in range(2):
        for number in range(2):
            update(copies[number], folders[number])
    for copy in copies:
        copy.exchange()
    try:
        wanted = {file.read_text("utf-8") for folder in folders for file in folder.iterdir()}
        first = state(copies[0])
        assert all(state(copy) == first for copy in copies)
        assert len(first[2]) == len(wanted) and len(first[1]) == len(wanted)
        assert shelf.part("articles") == first[1]
        assert {name.rpartition(":")[0] for name in shelf.part("passages")} == first[1]
        numbers = sorted(int(name) for name in shelf.part("log"))
        assert numbers == list(range(1, len(numbers) + 1))
    finally:
        for copy in copies:
            copy.close()


@pytest.mark.slow
@pytest.mark.parametrize("late", [False, True], ids=["request lost", "reply lost"])
def test_any_call_may_fail(tmp_path: Path, late: bool) -> None:
    """Call n fails, for every n: nothing is half there for another copy, and the next run makes it whole."""
    write(tmp_path / "news", "Ostby", "Tarvo")
    for number in count(1):
        shelf = Shelf()
        shelf.fails, shelf.late = number, late
        with joined(shelf, tmp_path / f"a-{number}") as one:
            with suppress(StoreUnavailable):
                update(one, tmp_path / "news")
            failed = shelf.calls >= number
            shelf.fails = None
            with joined(shelf, tmp_path / f"b-{number}") as other:
                other.exchange()
                assert other.article_count() in (0, 2) and not other._sync.lost
                update(one, tmp_path / "news")
                other.exchange()
                assert other.articles() == one.articles() and one.article_count() == 2
                assert len(shelf.part("articles")) == len(shelf.part("passages")) == 2
        if not failed:
            return


def test_a_machine_that_lost_its_copy_speaks_for_its_files_again(tmp_path: Path) -> None:
    [file] = write(tmp_path / "news", "Ostby")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a", "desk") as one:
        update(one, tmp_path / "news")
    file.write_text(report("Ostby", said="A lighthouse may follow."), "utf-8")
    with joined(shelf, tmp_path / "new", "desk") as again, joined(shelf, tmp_path / "b") as other:
        again.exchange()
        update(again, tmp_path / "news")
        other.exchange()
        assert other.articles() == again.articles() and other.article_count() == 1
    with pytest.raises(SettingsError, match="DATELINE_MACHINE"):
        joined(shelf, tmp_path / "new", "another")


def test_a_server_with_other_data_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby")
    shelf, other = Shelf(), Shelf()
    for number, one in enumerate((shelf, other)):
        with joined(one, tmp_path / f"copy-{number}") as store:
            update(store, tmp_path / "news")
    for strange in (other, Shelf()):
        with joined(strange, tmp_path / "copy-0") as store:
            with pytest.raises(StoreError, match="not what this copy was made from"):
                store.exchange()
            assert store.article_count() == 1


def test_an_article_that_is_not_whole_is_told_and_fetched_later(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby", "Tarvo")
    shelf = Shelf()
    with joined(shelf, tmp_path / "a") as one, joined(shelf, tmp_path / "b") as other:
        update(one, tmp_path / "news")
        [held] = [records for name, records in shelf.held.items() if name.endswith("passages")]
        name, record = held.popitem()
        other.exchange()
        assert other.article_count() == 1 and "1 shared articles are not whole" in other.check()[0]
        held[name] = record
        assert other.check() == [] and other.article_count() == 2


def test_folding_in_another_order_of_machines_gives_the_same_claims(tmp_path: Path) -> None:
    mine, other = Me(machine="m", copy="m"), Me(machine="n", copy="n")
    change = Change(kind="link", article_id="x", path="/p", shown="p", ref="x.m.1", recipe=1)
    gone = Change(kind="unlink", article_id="x", path="/p")
    entries = [entry("m", "m", [change]), entry("n", "n", [Change(kind="link", article_id="x", path="/p", shown="p")])]
    entries.append(entry("m", "m", [gone]))
    found = []
    for me in (mine, other):
        catalogue = Catalogue(tmp_path / me.machine)
        with catalogue.writing() as db:
            shared_state.prepare(db)
            for number, one in enumerate(entries, 1):
                shared_state.fold(db, number, one, me)
            found.append((shared_state.ref(db, "x"), db.execute("SELECT count(*) FROM claims").fetchone()[0]))
        catalogue.close()
    assert found == [(("x.m.1", 1), 1)] * 2
