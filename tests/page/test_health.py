"""What the page says of how it is: numbers and states, and to strangers only whether it works."""

import json
from pathlib import Path
from typing import Literal

from assistant import Assistant, Settings
from page.health import health
from page.room import Room
from tests.assistant.county import county


def test_whole_for_who_is_known(tmp_path: Path) -> None:
    with county(tmp_path) as assistant, Room(assistant) as room:
        status, said = health(room, known=True)
        assert status == 200 and said["status"] == "ok"
        assert said["store"]["articles"] == 5 and said["store"]["index"] == "in step"
        assert said["model"] == "none" and said["questions"] == {"answered": 0, "waiting": 0}
        assert str(tmp_path) not in json.dumps(said)


def test_a_word_for_who_is_not(tmp_path: Path) -> None:
    with county(tmp_path) as assistant, Room(assistant) as room:
        assert health(room, known=False) == (200, {"status": "ok"})


def test_a_store_that_cannot_be_read_is_503(tmp_path: Path) -> None:
    with county(tmp_path) as assistant, Room(assistant) as room:
        assistant.store.close()
        for name in ("catalogue.sqlite3", "catalogue.sqlite3-wal", "catalogue.sqlite3-shm"):
            (assistant.store.folder / name).unlink(missing_ok=True)
        (assistant.store.folder / "catalogue.sqlite3").write_bytes(b"no database " * 1000)
        assert health(room, known=False) == (503, {"status": "failing"})


def test_a_model_that_rests_is_only_a_failure_where_nothing_stands_in(tmp_path: Path) -> None:
    class Resting(Assistant):
        def model_state(self) -> Literal["none", "ready", "resting"]:
            return "resting"

    for reader, expected in (("auto", 200), ("model", 503)):
        settings = Settings(
            store=tmp_path / reader, embeddings="words", reader=reader, model="m", base_url="http://127.0.0.1:9/v1"
        )
        with Resting(settings) as assistant, Room(assistant) as room:
            assert health(room, known=True)[0] == expected
