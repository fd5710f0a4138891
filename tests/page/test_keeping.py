"""Conversations are kept for the one who has their number, and for nobody else."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from page.keeping import NAME, Keeping
from store.errors import StoreError
from tests.page.kit import turn

ANN, BOB = "ann-number", "bob-number"


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    """Return an empty file of conversations."""
    return Keeping(tmp_path)


def test_turns_come_back_in_order_also_from_another_process(keeping: Keeping, tmp_path: Path) -> None:
    name = keeping.add(ANN, None, turn().to_dict())
    assert keeping.add(ANN, name, turn("Walnuts are dear.").to_dict()) == name
    again = Keeping(tmp_path)
    assert [one["answer"]["claims"][0]["text"][:7] for one in again.turns(ANN, name)] == ["The Mer", "Walnuts"]
    assert [(kept.id, kept.turns) for kept in again.listed(ANN)] == [(name, 2)]


def test_only_its_owner_sees_a_conversation(keeping: Keeping) -> None:
    name = keeping.add(ANN, None, turn().to_dict())
    assert keeping.turns(BOB, name) == [] and keeping.listed(BOB) == []
    keeping.delete(BOB, name)
    keeping.change(BOB, name, 1, {"answer": {}})
    keeping.touch(BOB, name)
    other = keeping.add(BOB, name, turn().to_dict())
    assert other != name and len(keeping.turns(ANN, name)) == 1
    assert keeping.turns(ANN, name)[0]["answer"]


def test_the_number_of_a_person_is_not_in_the_file(keeping: Keeping, tmp_path: Path) -> None:
    keeping.add(ANN, None, turn().to_dict())
    with sqlite3.connect(tmp_path / NAME) as db:
        dump = "\n".join(db.iterdump())
    db.close()
    assert ANN not in dump


def test_the_last_used_comes_first(keeping: Keeping) -> None:
    first = keeping.add(ANN, None, turn().to_dict())
    second = keeping.add(ANN, None, turn().to_dict())
    assert [kept.id for kept in keeping.listed(ANN)] == [second, first]
    keeping.touch(ANN, first)
    assert [kept.id for kept in keeping.listed(ANN)] == [first, second]


def test_what_is_deleted_is_gone(keeping: Keeping) -> None:
    name = keeping.add(ANN, None, turn().to_dict())
    keeping.delete(ANN, name)
    assert keeping.listed(ANN) == [] and keeping.turns(ANN, name) == []


def test_a_broken_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no database, but long enough to be taken for one " * 99, "utf-8")
    with pytest.raises(StoreError, match="move it away"):
        Keeping(tmp_path)


def test_a_file_that_breaks_under_an_open_page_is_told_and_costs_no_answer(keeping: Keeping, tmp_path: Path) -> None:
    name = keeping.add(ANN, None, turn().to_dict())
    (tmp_path / NAME).write_text("no database, but long enough to be taken for one " * 99, "utf-8")
    assert keeping.turns(ANN, name) == [] and keeping.listed(ANN) == []
    for use in (keeping.check, lambda: keeping.add(ANN, None, turn().to_dict())):
        with pytest.raises(StoreError, match="move it away"):
            use()


def test_it_begins_anew_where_its_folder_was_made_anew(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    keeping = Keeping(tmp_path / "store")
    shutil.rmtree(tmp_path / "store")
    assert keeping.listed(ANN) == []
    (tmp_path / "store").mkdir()
    assert len(keeping.turns(ANN, keeping.add(ANN, None, turn().to_dict()))) == 1
