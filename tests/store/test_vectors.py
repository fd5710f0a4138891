"""The Chroma index: built, changed by copy, checked, and built anew from the catalogue when it is damaged."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from store import health
from store.catalogue import Catalogue, get
from store.embed import WordEmbedder
from store.errors import StoreError
from store.store import Store
from store.vectors import Index, build
from tests.store.town import report, write

EMBEDDER = WordEmbedder()
TOWNS = tuple(f"Town{number}" for number in range(12))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `news` and a `store` of it, to be copied."""
    work = tmp_path_factory.mktemp("made")
    write(work / "news", *TOWNS)
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([work / "news"])
    return work


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    """A copy of what was made; its files keep their times, but not their names."""
    return shutil.copytree(made, tmp_path / "work", copy_function=shutil.copy2)


def folder_of(work: Path) -> Path:
    [folder] = (work / "store").glob("chroma-*")
    return folder


def one(work: Path, pattern: str) -> Path:
    [file] = folder_of(work).rglob(pattern)
    return file


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def scramble(path: Path) -> None:
    path.write_bytes(bytes(reversed(path.read_bytes())))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no folder": lambda work: shutil.rmtree(folder_of(work)),
    "no database": lambda work: one(work, "chroma.sqlite3").unlink(),
    "empty database": lambda work: one(work, "chroma.sqlite3").write_bytes(b""),
    "no pickle": lambda work: one(work, "index_metadata.pickle").unlink(),
    "short vectors": lambda work: cut(one(work, "data_level0.bin")),
    "scrambled vectors": lambda work: scramble(one(work, "data_level0.bin")),
    "scrambled header": lambda work: scramble(one(work, "header.bin")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_not_asked_and_the_next_ingest_builds_it_anew(work: Path, damage: str) -> None:
    before = folder_of(work).name
    DAMAGES[damage](work)
    with Store.open(work / "store", EMBEDDER) as store:
        if thread := store.warm():
            thread.join()
        [(name, _)] = store.dense(EMBEDDER.embed_question("Town3 votes for its bridge"), 1)
        assert "Town3" in store.passages([name])[0].text
        assert health.main(work / "store") != []
        # New work makes the writer look closely; whatever it finds, what is left is right.
        (work / "news" / "town0.md").write_text(report("Town0", said="One more sentence."), "utf-8")
        store.ingest([work / "news"])
    assert health.main(work / "store") == [] and folder_of(work).name != before


def test_a_missing_or_cut_index_is_mended_without_new_work(work: Path) -> None:
    cut(one(work, "data_level0.bin"))
    with Store.open(work / "store", EMBEDDER) as store:
        assert store.ingest([work / "news"]).passages == 0
    assert health.main(work / "store") == []


@pytest.mark.slow
def test_the_check_runs_apart_and_leaves_the_mending_to_the_next_ingest(work: Path) -> None:
    scramble(one(work, "data_level0.bin"))
    with Store.open(work / "store", EMBEDDER) as store:
        assert store.check() == ["files of the Chroma index are damaged or missing; the next ingest mends it"]
        store.ingest([])
        assert store.check() == []


@pytest.mark.slow
def test_a_crash_or_a_hang_of_the_check_is_a_finding(work: Path) -> None:
    assert health.check(work / "store", timeout=0.01) == ["the Chroma index did not answer in 0 s"]
    assert health.check(work / "store") == []


def test_small_changes_go_into_a_copy_and_large_ones_into_a_new_index(tmp_path: Path) -> None:
    files = write(tmp_path / "news", *TOWNS)
    dead: list[int] = []
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        for said, edited in (("", TOWNS), ("One more.", TOWNS[:1]), ("Another.", TOWNS[:2]), ("A third.", TOWNS)):
            for file, town in zip(files, edited, strict=False):
                file.write_text(report(town, said=said), "utf-8")
            store.ingest([tmp_path / "news"])
            with Catalogue(tmp_path / "store").reading() as db:
                dead.append(get(db, "index")["dropped"])
            assert health.main(tmp_path / "store") == []
    assert dead == [0, 1, 3, 0]


def test_what_a_killed_writer_left_is_swept(work: Path) -> None:
    (work / "store" / "chroma-999").mkdir()
    write(work / "news", "Merrow")
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([work / "news"])
    assert folder_of(work).name != "chroma-999"


@pytest.mark.slow
def test_an_index_that_misses_its_own_passages_is_kept_but_not_served(tmp_path: Path) -> None:
    # Many texts that are equally far from each other: the search by graph loses its way among them.
    write(tmp_path / "news", *(f"Town{number:03}" for number in range(400)))
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        store.ingest([tmp_path / "news"])
        if thread := store.warm():
            thread.join()
        for number in range(0, 400, 40):
            [(name, _)] = store.dense(EMBEDDER.embed_question(f"Town{number:03} bridge"), 1)
            assert f"Town{number:03}" in store.passages([name])[0].text
    assert health.main(tmp_path / "store") == []


def test_the_index_files_are_whole_when_it_is_closed(tmp_path: Path) -> None:
    rows = np.eye(64, dtype=np.float32)
    ids = [f"a:{number}-{number + 1}" for number in range(64)]
    build(tmp_path / "index", [(ids[:40], rows[:40]), (ids[40:], rows[40:])], 64)
    before = health.manifest(tmp_path / "index")
    opened = Index(tmp_path / "index")
    [(name, likeness)] = opened.nearest(rows[50], 1)
    assert name == ids[50] and likeness == pytest.approx(1, abs=1e-6)
    assert sorted(opened.ids()) == sorted(ids)
    opened.close()
    assert health.manifest(tmp_path / "index") == before, "reading replays nothing and writes nothing"
    assert "index_metadata.pickle" in {Path(name).name for name in before}


def test_errors_of_chroma_are_store_errors(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no Chroma index"):
        Index(tmp_path)
    (tmp_path / "chroma.sqlite3").write_bytes(b"damaged" * 1000)
    with pytest.raises(StoreError, match="Chroma failed"):
        Index(tmp_path)
