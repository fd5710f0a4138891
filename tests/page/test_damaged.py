"""A store is damaged while its page is open: visitors are told in a line, the page lives, and goes on once mended.

The page is a process of its own: a process that reads a file which is cut under it is killed by the system.
"""

import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from store.catalogue import NAME
from store.embed import embedder
from store.rebuild import finish, rebuild
from store.store import Store
from tests.assistant.county import QUESTIONS, write
from tests.page.browsing import Browsing, playwright, served

pytestmark = pytest.mark.slow
QUESTION = QUESTIONS[2]


def cut(store: Path) -> None:
    os.truncate(store / NAME, (store / NAME).stat().st_size // 2)


def emptied(store: Path) -> None:
    os.truncate(store / NAME, 0)


def noise(store: Path) -> None:
    with (store / NAME).open("r+b") as file:
        file.write(random.Random(1).randbytes((store / NAME).stat().st_size))


def gone(store: Path) -> None:
    for path in store.glob(f"{NAME}*"):
        path.unlink()


def folder(store: Path) -> None:
    shutil.rmtree(store)


DAMAGES: tuple[Callable[[Path], None], ...] = (cut, emptied, noise, gone, folder)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `news`."""
    place = tmp_path_factory.mktemp("damaged")
    write(place / "news")
    return place


@pytest.fixture(scope="module")
def address(work: Path) -> Iterator[str]:
    """Serve a page over `store`."""
    with served(work / "store", work / "news", DATELINE_EMBEDDINGS="words") as found:
        yield found


def asked(address: str) -> str:
    """Return what a program hears that asks: an answer, or a line."""
    begun = httpx.post(f"{address}/gradio_api/call/v2/ask", json={"question": QUESTION}, timeout=60).json()
    heard = httpx.get(f"{address}/gradio_api/call/v2/ask/{begun['event_id']}", timeout=60).text
    return str(json.loads(re.findall(r"^data: (.*)$", heard, re.M)[-1]))


def mended(work: Path) -> None:
    """Do what the command does that is named."""
    chosen = embedder("words")
    rescued = rebuild(work / "store", chosen)
    with Store.open(work / "store", chosen) as store:
        store.ingest([work / "news", *rescued.files])
    finish(rescued)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_programs_hear_a_line_and_after_the_command_the_answer(
    address: str, work: Path, damage: Callable[[Path], None]
) -> None:
    assert "Hobb Karrow" in asked(address) and httpx.get(f"{address}/health").status_code == 200
    damage(work / "store")
    said = asked(address)
    assert "Hobb Karrow" in said or "ingest PATH --rebuild" in said
    assert str(work) not in said and "Traceback" not in said
    if "Hobb Karrow" not in said:
        assert httpx.get(f"{address}/health").status_code == 503
    mended(work)
    assert "Hobb Karrow" in asked(address) and httpx.get(f"{address}/health").json()["store"]["articles"] == 5


def test_a_person_sees_the_line_without_asking_until_it_is_mended(work: Path, tmp_path: Path) -> None:
    with playwright() as running, served(work / "store", work / "news", DATELINE_EMBEDDINGS="words") as address:
        person = Browsing(running, tmp_path / "profile")
        person.open(address)
        person.ask(QUESTION)
        gone(work / "store")
        person.page.wait_for_selector("#hint:has-text('ingest PATH --rebuild')")
        assert str(work) not in person.page.locator("#hint").inner_text()
        person.page.fill("#question textarea", QUESTION)
        person.page.press("#question textarea", "Enter")
        person.page.wait_for_selector("#live:has-text('ingest PATH --rebuild')")
        mended(work)
        person.page.wait_for_selector("#hint:not(:has-text('Note'))", state="attached")
        assert "Hobb Karrow" in person.ask(QUESTION).inner_text()
        person.leave()
        person.close()
