"""Files and texts that are brought get a place of their own; a folder that changes is noticed."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from page.arriving import drop, paste
from page.folder import Folder
from store.errors import ArticleError
from store.load import load


def test_a_dropped_file_never_overwrites_another(tmp_path: Path) -> None:
    place = tmp_path / "brought"
    for number, words in enumerate(["one", "two", "one"]):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "News of the day!.TXT").write_text(words, "utf-8")
    found = drop([str(tmp_path / f"{number}" / "News of the day!.TXT") for number in range(3)], place, most=3)
    assert [path.name for path in found] == ["News-of-the-day.txt", "News-of-the-day-2.txt", "News-of-the-day.txt"]
    assert [path.read_text("utf-8") for path in found] == ["one", "two", "one"]


def test_too_many_files_at_once_are_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="are 3; bring at most 2 at a time"):
        drop(["a.txt", "b.txt", "c.txt"], tmp_path / "brought", most=2)
    assert not (tmp_path / "brought").exists()


@pytest.mark.parametrize("title", ["../../etc/passwd", "a\x00b", "\u202eevil", "", "." * 300, "Ärger in Öd"])
def test_a_pasted_text_is_an_article_inside_its_place(title: str, tmp_path: Path) -> None:
    path = paste("Words of it.\nMore.", tmp_path, title=title, outlet="Sable Ledger", published=date(2031, 6, 9))
    assert path.parent == tmp_path and path.suffix == ".json"
    assert json.loads(path.read_text("utf-8"))["published"] == "2031-06-09"
    [found] = load(path)
    assert not isinstance(found, ArticleError) and found.outlet == "Sable Ledger" and "Words of it." in found.text


def test_nothing_and_too_much_are_refused(tmp_path: Path) -> None:
    for text in (" \n", "x" * 1_000_001):
        with pytest.raises(ArticleError):
            paste(text, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_says_how_many_files_changed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    folder = Folder(tmp_path)
    assert folder.changed() == 2
    folder.remember(folder.look())
    assert folder.changed() == 0
    (tmp_path / "a.txt").unlink()
    os.utime(tmp_path / "b.txt", (1, 1))
    (tmp_path / "c.md").write_text("c", "utf-8")
    (tmp_path / "ignored.exe").write_text("x", "utf-8")
    assert folder.changed() == 3


def test_no_folder_never_changes(tmp_path: Path) -> None:
    assert Folder(None).changed() == 0 and Folder(tmp_path / "gone").changed() == 0
