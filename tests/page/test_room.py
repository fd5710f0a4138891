"""What visitors share, and what they have of their own."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest

from assistant import Answer, Assistant, Claim, DatelineError, SettingsError, Stage
from assistant.pipeline import Event
from assistant.stop import Stop
from page import notes, turn
from page.examples import candidates
from page.room import Room
from page.streaming import events
from store.rebuild import unfinished
from tests.assistant.county import county


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Return a room over a small folder."""
    with county(tmp_path) as assistant, Room(assistant) as found:
        yield found


def test_the_folder_is_read_and_the_rest_made_ready_behind_the_page(room: Room) -> None:
    (room.articles or Path()).joinpath("new.txt").write_text("The tender Merrow was sold in Dunmere.", "utf-8")
    room.open(patience=60)
    assert len(room.shelf.stock().entries) == 6 and room.folder.changed() == 0


def test_the_shelf_is_read_again_when_the_store_changed(room: Room) -> None:
    before = room.shelf.stock()
    assert room.shelf.stock() is before and len(before.entries) == 5
    room.assistant.remove(before.entries[0].id)
    assert len(room.shelf.stock().entries) == 4
    assert {entry.path for entry in before.entries} >= {"ledger.md"}


def test_another_reader_is_for_one_visitor_only(room: Room) -> None:
    settings = room.settle("ann", {"reader": "quotes", "k": 3})
    assert settings.k == room.assistant_of("ann").settings.k == 3
    assert room.assistant_of("bob") is room.assistant
    assert room.assistant_of("ann").ask("Who built the oven of the bakery?").outcome == "answered"
    room.settle("ann", {})
    assert room.assistant_of("ann") is room.assistant


def test_settings_that_cannot_be_leave_the_reader_as_it_was(room: Room) -> None:
    with pytest.raises(SettingsError):
        room.settle("ann", {"reader": "tea leaves"})
    assert room.assistant_of("ann") is room.assistant


def test_a_key_of_a_visitor_is_in_no_file_and_no_text(room: Room) -> None:
    room.settle("ann", {"reader": "quotes", "api_key": "sk-walnut"})
    assert "sk-walnut" not in repr(room.assistant_of("ann").settings)
    files = [path for path in room.place.rglob("*") if path.is_file()]
    assert files and not any(b"sk-walnut" in path.read_bytes() for path in files)


def test_a_new_question_stops_the_one_that_runs_in_the_same_tab(room: Room) -> None:
    first, other = room.begin("tab"), room.begin("another")
    second = room.begin("tab")
    assert first.stopped and not second.stopped and not other.stopped
    room.end("tab", first)
    room.stop("tab")
    assert second.stopped
    room.stop("tab")


class Waiting(Assistant):
    """Says one claim and waits until it is stopped."""

    def stream(self, question: str, *, stop: Stop | None = None, **_: Any) -> Iterator[Event]:
        """Yield a stage and a claim, then nothing."""
        held = Flag()
        (stop or Stop()).on_stop(held.set)
        yield Stage(name="searched", detail=question, ms=1)
        yield Claim(text="one", citations=(1,))
        held.wait(60)
        self.settings.model_fields_set  # noqa: B018 - it goes on for a while after it was stopped
        yield Claim(text="two", citations=(1,))


def test_what_is_stopped_says_nothing_more(room: Room) -> None:
    waiting, stop = Waiting(room.assistant.settings), Stop()

    async def heard() -> list[Event]:
        found = []
        async for event in events(waiting, "Why?", stop):
            found.append(event)
            if isinstance(event, Claim):
                stop.stop()
        return found

    assert [type(event) for event in asyncio.run(asyncio.wait_for(heard(), 20))] == [Stage, Claim]
    waiting.close()


def test_who_goes_away_stops_it(room: Room) -> None:
    waiting, stop = Waiting(room.assistant.settings), Stop()

    async def leave() -> None:
        found = events(waiting, "Why?", stop)
        await anext(found)
        await found.aclose()

    asyncio.run(asyncio.wait_for(leave(), 20))
    assert stop.stopped
    waiting.close()


def test_events_are_those_of_the_assistant_and_so_are_its_errors(room: Room) -> None:
    async def heard(question: str) -> list[Event]:
        return [event async for event in events(room.assistant, question, Stop())]

    assert isinstance(asyncio.run(heard("Who built the oven of the bakery on Tallow Street?"))[-1], Answer)
    with pytest.raises(DatelineError, match="empty"):
        asyncio.run(heard(" "))


def test_examples_are_made_of_what_the_articles_say(room: Room) -> None:
    found = list(candidates(room.assistant.articles()))
    assert "When will the Corvale fleet hold its summer drills off Ness Point?" not in found  # "its" leans on nothing
    assert "How many sailors took part in the drills of the Corvale fleet off Ness Point?" in found


def spoilt(room: Room) -> None:
    """Damage the catalogue under a page that is open."""
    room.assistant.store.close()
    for name in ("catalogue.sqlite3-wal", "catalogue.sqlite3-shm"):
        (room.place / name).unlink(missing_ok=True)
    (room.place / "catalogue.sqlite3").write_bytes(b"no database " * 1000)


def test_visitors_are_told_of_a_damaged_store_in_one_line_without_its_folder(room: Room) -> None:
    before = room.shelf.stock()
    assert room.notice() is None and "Note" not in notes.waiting(0, None, room.notice())
    spoilt(room)
    said = room.notice()
    assert said and "damaged" in said and "--rebuild" in said and "\n" not in said
    assert str(room.place.parent) not in said and "Note" in notes.waiting(2, None, said)
    assert room.shelf.stock() is before


def test_visitors_are_told_that_a_store_was_not_wholly_made_anew(room: Room) -> None:
    (room.place / "damaged-1").mkdir()
    (room.place / "damaged-1" / "unfinished").touch()
    assert unfinished(room.place) and "not wholly made anew" in (room.notice() or "")


def test_an_answer_names_its_files_without_their_folders(room: Room) -> None:
    found = room.assistant.ask("Who built the oven of the bakery on Tallow Street?")
    shown = turn.document(found, room.shelf.shown, room.told)
    assert [item["article"]["path"] for item in shown["citations"]] == ["bakery.txt"] * len(found.citations)
    assert str(room.place.parent) not in json.dumps(shown)
