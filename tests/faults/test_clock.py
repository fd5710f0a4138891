"""A clock that was set back, and files from a time that has not come: nothing is lost, doubled or taken for newer."""

import os
from datetime import date, timedelta
from pathlib import Path

from assistant import Assistant, Settings
from store.store import Store
from tests.faults.stores import EMBEDDER, TOWNS, wrong
from tests.store.town import report, write

AHEAD = date.today() + timedelta(days=800)


def test_files_of_any_time_are_read_again_when_they_change(tmp_path: Path) -> None:
    files = write(tmp_path / "news", *TOWNS)
    for number, file in enumerate(files):
        moment = (0, 1, 4_000_000_000, 32_503_680_000)[number % 4]  # 1970, and years that are far away
        os.utime(file, (moment, moment))
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        assert store.ingest([tmp_path / "news"]).added == len(TOWNS)
        assert store.ingest([tmp_path / "news"]).unchanged == len(TOWNS)
        files[2].write_text(report("Town2", said="The ferry is free."), "utf-8")
        os.utime(files[2], (0, 0))  # written after the clock went back
        assert store.ingest([tmp_path / "news"]).updated == 1
        assert wrong(store) == []
        [passage] = store.passages([name for name, _ in store.lexical("The ferry is free", 1)])
        assert "The ferry is free." in passage.text


def test_a_store_from_the_future_is_asked_and_mended_as_any_other(tmp_path: Path) -> None:
    write(tmp_path / "news", *TOWNS)
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        store.ingest([tmp_path / "news"])
    for path in (tmp_path / "store").rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        store.ingest([tmp_path / "news"])
        assert wrong(store) == [] and store.index_state() == "in step"


def test_news_of_a_day_to_come_does_not_hide_the_news_there_is(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, day, count in (("now", "2031-04-02", 40), ("then", AHEAD.isoformat(), 90)):
        text = f"outlet: Outlet {name}\npublished: {day}\n---\nThe Merrow carries {count} sacks.\n"
        (tmp_path / "news" / f"{name}.md").write_text(f"---\ntitle: The Merrow\n{text}", "utf-8")
    settings = Settings(store=tmp_path / "store", articles=tmp_path / "news", embeddings="words", reader="quotes")
    with Assistant(settings) as assistant:
        assistant.ingest()
        assert "40" in assistant.ask("How many sacks does the Merrow carry?", as_of=date(2031, 5, 1)).text
        both = assistant.ask("How many sacks does the Merrow carry?")
        assert {item.passage.outlet for item in both.citations} >= {"Outlet now"}
