"""What lies in a folder beside articles, and what happens to it meanwhile: named, bounded, and nothing else is lost."""

import os
import stat
from pathlib import Path

import pytest

from store.catalogue import Catalogue
from store.embed import WordEmbedder
from store.errors import ArticleError
from store.ingest import MOST_PASSAGES, Ingest
from store.load import discover, load
from store.store import Store
from tests.hostile.formats import STORY
from tests.store.town import write

NAMES = [
    "line\nbreak.md",
    "\u202egnp.md",
    "<img src=x onerror=alert(1)>.md",
    "😀 'quoted' \"name\" $(rm) `id`.md",
    "x" * 252 + ".md",
    "-rf.md",
    "C:\\windows.md",
    "%2e%2e%2f.md",
]


@pytest.mark.skipif(os.name != "posix", reason="needs names that other systems forbid")
def test_any_file_name_is_ingested_and_only_shown(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number, name in enumerate(NAMES):
        (news / name).write_text(f"The mayor of Town{number} opened a library on Monday.")
    (news / "etc.md").symlink_to("../../etc")
    raw = os.fsencode(news) + b"/caf\xe9\xff.md"
    with open(raw, "w") as file:  # noqa: PTH123 - a name that is no text
        file.write("The mayor of Rawtown opened a library.")
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        done = store.ingest([news])
        assert done.added == len(NAMES) + 1 and {error.code for error in done.failed} <= {"link"}
        assert not any("\\xe9" in article.id or "/" in article.id for article in store.articles())
        [found] = [article for article in store.articles() if "Rawtown" in article.text]
        assert found.path.endswith("caf\\xe9\\xff.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_one_of_each_kind_of_bad_file_costs_no_good_one(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby", "Quellin", "Tarvo")
    news = tmp_path / "news"
    os.mkfifo(news / "pipe.txt")
    (news / "loop").symlink_to(news)
    (news / "nowhere.txt").symlink_to(news / "gone")
    (news / "secret.txt").symlink_to("/etc/hostname")
    (news / "device.txt").symlink_to("/dev/zero")
    with (news / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    (news / "empty.txt").write_text(" \u200b\n")
    (news / "packed.txt").write_bytes(b"\x1f\x8b\x08")
    (news / "wide.txt").write_bytes(STORY.encode("utf-16-le"))
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        done = store.ingest([news])
        assert done.added == 4
        reasons = {Path(error.path).name: error.code for error in done.failed}
        assert reasons == {
            **{"pipe.txt": "not_a_file", "nowhere.txt": "link", "secret.txt": "link", "device.txt": "link"},
            **{"huge.txt": "too_large", "empty.txt": "empty", "packed.txt": "not_text"},
        }
        assert store.check() == []


@pytest.mark.slow
def test_more_passages_than_a_text_may_have_are_cut_and_named(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("".join(f"{'f ' * 120}{n}.\n\n" for n in range(2_300)))
    catalogue = Catalogue(tmp_path / "store")
    run = Ingest(catalogue, WordEmbedder(), None)  # without the Chroma index, which costs more than all the rest
    run.run([tmp_path / "long.txt"])
    done = run.report(0, 0)
    with Store(catalogue, WordEmbedder()) as store:
        assert done.added == 1 and [error.code for error in done.cut] == ["truncated"]
        assert store.passage_count() == MOST_PASSAGES


def test_a_folder_of_too_many_files_is_read_up_to_the_limit(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").touch()
        (tmp_path / f"{number:02}.jpg").touch()
    found = list(discover([tmp_path], most=10))
    assert [item.name for item in found[:-1] if isinstance(item, Path)] == [f"{number:02}.txt" for number in range(10)]
    assert isinstance(found[-1], ArticleError) and found[-1].code == "too_many"


def test_a_title_of_ten_thousand_letters_is_cut_and_leaves_room_for_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {'Ferry ' * 2_000}\n---\n{STORY}")
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest([tmp_path / "a.md"])
        [article] = store.articles()
        assert article.title and len(article.title) <= 200 and 0 < store.passage_count() < 10


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2031-02-30", "tomorrow", "1e9", "[1, 2]", "31/31/2031"])
def test_an_impossible_date_is_no_date(tmp_path: Path, day: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: Ferry\ndate: {day}\n---\nThe ferry stopped. It waits.")
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest([tmp_path / "a.md"])
        assert [article.published for article in store.articles()] == [None]


@pytest.mark.parametrize("token", ["<|endoftext|>", "<|im_start|>", "<s>", "[CLS]", "[UNK]", "</s>", "<unk>"])
def test_a_special_token_is_plain_text(tmp_path: Path, token: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"The ferry stopped {token} on Monday, its captain said.")
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest([path])
        assert [article.text for article in store.articles()] == [path.read_text()]


def test_a_directory_and_a_device_under_the_name_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    [error] = load(tmp_path / "folder.txt")
    assert isinstance(error, ArticleError) and error.code == "not_a_file"
    if Path("/dev/null").exists() and stat.S_ISCHR(Path("/dev/null").stat().st_mode):
        (tmp_path / "null.txt").symlink_to("/dev/null")
        [named] = discover([tmp_path / "null.txt"])
        assert isinstance(named, ArticleError) and named.code == "not_a_file"
