"""A damaged catalogue never answers from wrong data: it is said in one line which command mends it, and it does."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from store.catalogue import NAME
from store.errors import StoreError
from store.rebuild import finish, rebuild, unfinished
from store.store import Store
from tests.faults.stores import EMBEDDER, PAGE, TOWNS, copied, make, overwrite, wrong
from tests.store.town import report


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `news` and a `store` of it."""
    return make(tmp_path_factory.mktemp("made") / "work")


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return copied(made, tmp_path / "work")


def catalogue(work: Path) -> Path:
    return work / "store" / NAME


def header(work: Path) -> None:
    with catalogue(work).open("r+b") as file:
        file.write(b"\xff" * 100)


def pages(work: Path) -> None:
    """Overwrite a third of the pages, the first one left."""
    overwrite(catalogue(work), first=1)


def halved(work: Path) -> None:
    os.truncate(catalogue(work), catalogue(work).stat().st_size // 2)


def emptied(work: Path) -> None:
    os.truncate(catalogue(work), 0)


def gone(work: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        (work / "store" / f"{NAME}{ending}").unlink(missing_ok=True)


def noise(work: Path) -> None:
    catalogue(work).write_bytes(random.Random(1).randbytes(50_000))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "header": header, "pages": pages, "half": halved, "empty": emptied, "gone": gone, "noise": noise,
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_catalogue_is_made_anew_by_one_command(work: Path, damage: str) -> None:
    DAMAGES[damage](work)
    answer_or_a_line(work)
    said = rebuild(work / "store", EMBEDDER)
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([work / "news", *said.files])
        assert wrong(store) == []
    if damage != "gone":
        assert all((path / NAME).exists() for path in said.aside) and said.aside
        assert unfinished(work / "store") == said.aside
    finish(said)
    assert unfinished(work / "store") == ()


def answer_or_a_line(work: Path) -> None:
    """See that what a damaged store still says is right, or that it says in one line what mends it."""
    try:
        with Store.open(work / "store", EMBEDDER) as store:
            for town in TOWNS:
                hits = store.lexical(f"{town} votes for its bridge", 1)
                passages = store.passages([name for name, _ in hits])
                store.require_sound(passages)
                assert [passage.title for passage in passages] in ([], [f"{town} votes for its bridge"])
    except StoreError as error:
        assert "ingest PATH --rebuild" in str(error) and "\n" not in str(error)


@pytest.mark.parametrize("seed", range(8))
def test_one_bad_page_anywhere_is_noticed_or_does_no_harm(work: Path, seed: int) -> None:
    draw = random.Random(seed)
    with catalogue(work).open("r+b") as file:
        file.seek(draw.randrange(1, catalogue(work).stat().st_size // PAGE) * PAGE)
        file.write(draw.randbytes(PAGE))
    answer_or_a_line(work)


def test_a_text_that_changed_in_the_file_is_not_quoted(work: Path) -> None:
    whole = catalogue(work).read_bytes()
    assert b"ninety days" in whole
    catalogue(work).write_bytes(whole.replace(b"ninety days", b"twenty days"))
    with Store.open(work / "store", EMBEDDER) as store:
        hits = store.lexical("Town3 temporary ferry days", 5)
        with pytest.raises(StoreError, match="is not what was read from its file"):
            store.require_sound(store.passages([name for name, _ in hits]))
        assert len([line for line in store.check() if "is damaged" in line]) >= len(TOWNS)


def test_articles_without_a_file_and_embeddings_are_saved(tmp_path: Path) -> None:
    work = make(tmp_path / "work")
    (work / "news" / "town7.md").unlink()
    with catalogue(work).open("r+b") as file:
        file.seek(-PAGE, os.SEEK_END)
        file.write(b"\x00" * PAGE)
    said = rebuild(work / "store", EMBEDDER)
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest(list(said.files))
        assert wrong(store) == [] and store.check() == []
    assert said.articles == 1 and said.embeddings >= len(TOWNS)


def test_files_beside_the_folder_named_come_back_too(work: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(report("Otherby"), "utf-8")
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([other])
    assert other in rebuild(work / "store", EMBEDDER).files


def test_a_rebuilding_that_was_stopped_is_gone_on_with(work: Path) -> None:
    halved(work)
    first = rebuild(work / "store", EMBEDDER)
    with Store.open(work / "store", EMBEDDER) as store:
        assert "--rebuild` again" in (store.notice() or "")
    second = rebuild(work / "store", EMBEDDER)
    assert second.aside == first.aside and set(second.files) == set(first.files)
    finish(second)
    with Store.open(work / "store", EMBEDDER) as store:
        assert store.notice() is None


def test_the_command_mends_it_and_asking_works_again(
    work: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del folder
    places = ["--store", str(work / "store"), "--embeddings", "words"]
    halved(work)
    assert main(["search", "Town5 votes", *places]) == 1
    assert "ingest PATH --rebuild" in capsys.readouterr().err
    assert main(["ingest", str(work / "news"), "--rebuild", *places]) == 0
    assert "The old catalogue is in" in capsys.readouterr().err
    assert main(["search", "Town5 votes for its bridge", "--json", *places]) == 0
    assert json.loads(capsys.readouterr().out)[0]["text"].startswith("The council of Town5")
