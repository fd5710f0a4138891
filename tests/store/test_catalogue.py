"""The catalogue: transactions, versions, and errors that say what to do."""

import sqlite3
import threading
from pathlib import Path

import pytest

from store.catalogue import NAME, Catalogue, changed, get, problems, put
from store.embed import WordEmbedder
from store.errors import StoreError
from store.store import Store
from tests.store.town import write


def test_a_value_is_kept_over_opening(tmp_path: Path) -> None:
    first = Catalogue(tmp_path / "store")
    with first.writing() as db:
        put(db, "embedder", "words")
        changed(db)
    first.close()
    second = Catalogue(tmp_path / "store")
    with second.reading() as db:
        assert (get(db, "embedder"), get(db, "generation"), get(db, "nothing")) == ("words", 1, None)
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2, "FULL"
    second.close()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_transaction_that_fails_keeps_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    catalogue = Catalogue(tmp_path)
    with pytest.raises(error), catalogue.writing() as db:
        put(db, "embedder", "words")
        raise error
    with catalogue.reading() as db:
        assert get(db, "embedder") is None
    catalogue.close()


def test_many_may_make_one_store_at_once(tmp_path: Path) -> None:
    made: list[Catalogue] = []
    threads = [threading.Thread(target=lambda: made.append(Catalogue(tmp_path / "store"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6
    for catalogue in made:
        catalogue.close()


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    Catalogue(tmp_path).close()
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer Dateline"):
        Catalogue(tmp_path)


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_catalogue_is_named_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged.*ingest PATH --rebuild") as caught:
        Catalogue(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_store_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StoreError, match="can't use the store"):
        Catalogue(tmp_path / "store")


def test_the_check_names_a_lost_lexical_index(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest(write(tmp_path / "news", "Ostby"))
    db = sqlite3.connect(tmp_path / "store" / NAME)
    db.execute("DELETE FROM lexical_data WHERE id > 10")
    db.commit()
    db.close()
    catalogue = Catalogue(tmp_path / "store")
    with catalogue.reading() as lent:
        assert any("lexical" in line for line in problems(lent))
    catalogue.close()
