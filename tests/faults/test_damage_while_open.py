"""What befalls the catalogue under an open store: it notices, says what mends it, and follows the mending.

Files that are cut under an open store are tried against a process of its own, in tests/page/test_damaged.py.
"""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.catalogue import NAME
from store.errors import StoreError
from store.rebuild import finish, rebuild
from store.store import Store
from tests.faults.stores import EMBEDDER, TOWNS, copied, make, overwrite, wrong
from tests.store.town import report

OTHERS = tuple(f"Otherby{number}" for number in range(12))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `news` and a `store` of it, and the `catalogue` of another corpus."""
    work = make(tmp_path_factory.mktemp("made") / "work")
    (work / "other").mkdir()
    for town in OTHERS:
        (work / "other" / f"{town}.md").write_text(report(town), "utf-8")
    with Store.open(work / "others", EMBEDDER) as store:
        store.ingest([work / "other"])
    (work / "others" / NAME).rename(work / "catalogue")
    return work


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return copied(made, tmp_path / "work")


def file(work: Path) -> Path:
    return work / "store" / NAME


def noise(work: Path) -> None:
    with file(work).open("r+b") as opened:
        opened.write(random.Random(1).randbytes(file(work).stat().st_size))


def middle(work: Path) -> None:
    overwrite(file(work), first=2)


def replaced(work: Path) -> None:
    (work / "noise").write_bytes(b"no catalogue " * 5000)
    (work / "noise").replace(file(work))


def gone(work: Path) -> None:
    file(work).unlink()


def folder(work: Path) -> None:
    shutil.rmtree(work / "store")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "noise": noise, "middle": middle, "replaced": replaced, "gone": gone, "folder": folder,
}  # fmt: skip


def opened(work: Path) -> Store:
    """Return an open store that has been asked, and so holds much in memory."""
    store = Store.open(work / "store", EMBEDDER)
    assert wrong(store) == []
    return store


def mended(work: Path) -> None:
    """Do what `dateline ingest PATH --rebuild` does in another process."""
    rescued = rebuild(work / "store", EMBEDDER)
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([work / "news", *rescued.files])
    finish(rescued)


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_is_said_which_command_mends_it_and_then_it_is_followed(work: Path, damage: str) -> None:
    with opened(work) as store:
        DAMAGES[damage](work)
        try:
            store.verify()
        except StoreError as error:
            assert "--rebuild" in str(error)
        for ask in (store.generation, store.articles, lambda: store.lexical(TOWNS[0], 1), store.passage_count):
            with pytest.raises(StoreError, match="ingest PATH --rebuild") as caught:
                ask()
            assert "\n" not in str(caught.value)
        assert damage not in ("gone", "folder") or not file(work).exists()
        mended(work)
        assert wrong(store) == []
        store.verify()
        assert wrong(store) == []


@pytest.mark.parametrize("way", ["copied over it", "put in its place"])
def test_the_catalogue_of_another_corpus_is_not_taken_for_this(work: Path, way: str) -> None:
    with opened(work) as store:
        before = store.generation()
        if way == "copied over it":
            shutil.copyfile(work / "catalogue", file(work))
        else:
            (work / "catalogue").replace(file(work))
        try:
            store.verify()
            assert wrong(store, OTHERS) == [] and store.generation() != before
        except StoreError as error:  # the log of the one lies beside the other
            assert "--rebuild" in str(error)
        mended(work)
        assert {f"{town} votes for its bridge" for town in TOWNS} <= {article.title for article in store.articles()}


def test_what_is_whole_is_read_through_once(work: Path) -> None:
    with opened(work) as store:
        store.verify()
        store.verify()
        assert wrong(store) == []


def test_two_catalogues_never_have_one_generation(work: Path) -> None:
    with opened(work) as store:
        before = store.generation()
        mended(work)
        assert store.generation() not in (before, 0) and wrong(store) == []
        store.ingest([work / "other"])
        assert wrong(store, (*TOWNS, *OTHERS)) == []


def test_memory_that_was_cut_is_made_anew(work: Path) -> None:
    with opened(work) as store:
        os.truncate(file(work).with_name(f"{NAME}-shm"), 0)
        assert wrong(store) == []
        store.ingest([work / "other"])
        assert wrong(store, (*TOWNS, *OTHERS)) == []
