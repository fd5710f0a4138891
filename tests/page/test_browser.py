"""What a person does on the page, done by a real browser against a real server; nothing leaves the machine."""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from tests.conftest import ROOT
from tests.page.browsing import Browsing, playwright, served

pytestmark = pytest.mark.slow
QUESTION = "When were the exercises?"
DROPPED = "Lamplighter Tove Ansel won the ladder race in Quillmark on 4 May 2033.\n\nNobody else reached the top.\n"
HOSTILE = """---
title: <img src=x onerror=alert(1)> ![t](http://192.0.2.1/t.png) ${alert(2)} {{title}}
outlet: <script>alert(3)</script>
published: 2033-06-02
---
The ferry Grebe sank off Tolm on 1 June 2033. </p><form action=http://192.0.2.1/><input name=q></form>
<iframe src=http://192.0.2.1/f></iframe> [9] [see](http://192.0.2.1/l) `${alert(4)}` {{#each value}}
<svg onload=alert(5)>.
"""


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """Start Playwright."""
    with playwright() as running:
        yield running


@pytest.fixture(scope="module")
def embedded(started: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the sample corpus, to be copied: embedding it takes longer than a test."""
    del started
    place = tmp_path_factory.mktemp("embedded") / "store"
    with Assistant(Settings(store=place, articles=ROOT / "articles", reader="quotes")) as assistant:
        assistant.ingest()
    return place


@pytest.fixture(scope="module")
def store(embedded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the page that most tests share."""
    return shutil.copytree(embedded, tmp_path_factory.mktemp("page") / "store")


@pytest.fixture(scope="module")
def address(started: Any, store: Path) -> Iterator[str]:
    """Serve the sample corpus."""
    del started  # where there is no browser, nothing is served
    with served(store, ROOT / "articles") as found:
        yield found


@pytest.fixture
def person(started: Any, tmp_path: Path) -> Iterator[Browsing]:
    """Return the browser of a new person."""
    found = Browsing(started, tmp_path / "profile")
    yield found
    found.close()


def test_a_person_asks_and_checks(person: Browsing, address: str) -> None:
    person.open(address)
    person.page.wait_for_selector(".examples button")
    person.shot("1-welcome")
    turn = person.ask(QUESTION)
    assert "answered" in turn.locator(".badge").inner_text()
    assert re.search(r"searched \d+ passages of \d+ articles, \d+ ms · read by the quoting reader", turn.inner_text())
    turn.locator(".claim .marker").first.click()
    card = person.page.locator("#turn-1-source-1")
    assert "hit" in (card.get_attribute("class") or "")
    quote = card.locator("mark").inner_text()
    assert quote.startswith("Joint exercises of") and "June 20" in quote
    person.page.wait_for_timeout(600)
    person.shot("2-card")
    card.get_by_role("button", name="Whole article").click()
    person.page.wait_for_selector("dialog[open]")
    marked = person.page.locator("dialog mark")
    assert " ".join(marked.inner_text().split()) == " ".join(quote.split())
    assert marked.bounding_box()["y"] < 900
    person.shot("3-article")
    person.page.keyboard.press("Escape")
    assert person.page.locator("dialog[open]").count() == 0


def test_the_keyboard_is_enough(person: Browsing, address: str) -> None:
    person.open(address)
    person.ask(QUESTION)
    marker = person.page.locator("#turn-1 .claim .marker").nth(1)
    marker.focus()
    assert "near" in (person.page.locator("#turn-1-source-2").get_attribute("class") or "")
    person.page.keyboard.press("Enter")
    assert person.page.evaluate("document.activeElement.id") == "turn-1-source-2"
    person.page.keyboard.press("Tab")
    person.page.keyboard.press("Enter")
    person.page.wait_for_selector("dialog[open]")
    person.page.keyboard.press("Enter")  # the dialog opens with the focus on its way out
    assert person.page.locator("dialog[open]").count() == 0


def test_sources_are_chosen_and_hold_for_what_follows(person: Browsing, address: str) -> None:
    person.open(address)
    person.tab("Sources")
    person.page.click(".outlets summary")
    person.page.locator(".boxes label", has_text="The Harbour Ledger").locator("input").check()
    person.page.fill('input[data-pick="since"]', "2031-01-01")
    person.page.wait_for_selector("#chips .chip:has-text('since 1 January 2031')", state="attached")
    person.shot("4-sources")
    person.tab("Ask")
    assert "The Harbour Ledger" in person.page.locator("#chips").inner_text()
    turn = person.ask(QUESTION)
    assert set(turn.locator(".card:not(.other) .outlet").all_inner_texts()) == {"The Harbour Ledger"}
    follow = person.ask("And who will lead them?")
    assert set(follow.locator(".outlet").all_text_contents()) <= {"The Harbour Ledger"}
    assert "The Harbour Ledger" in follow.locator(".question small").inner_text()
    person.page.get_by_role("button", name="all articles again").click()
    person.page.wait_for_selector("#chips:has-text('all')")


def test_single_articles_are_switched_and_searched(person: Browsing, address: str) -> None:
    person.open(address)
    person.tab("Sources")
    person.page.fill('input[type="search"]', "harbour-ledger.md")
    person.page.wait_for_function("document.querySelectorAll('#library tbody tr').length == 1")
    person.page.locator("#library tbody input").uncheck()
    person.page.wait_for_selector("#library tr.out")
    person.tab("Ask")
    turn = person.ask(QUESTION)
    titles = turn.locator("h4").all_inner_texts()
    assert titles and "Keldania and Brevia to hold largest joint exercise in a generation" not in titles


def test_a_file_is_dropped_and_asked_about_and_removed(person: Browsing, address: str, tmp_path: Path) -> None:
    file = tmp_path / "ladder.txt"
    file.write_text(DROPPED, "utf-8")
    person.open(address)
    person.tab("Sources")
    person.page.set_input_files("#files input[type=file]", str(file))
    person.page.wait_for_selector(".report:has-text('1 added')")
    person.tab("Ask")
    turn = person.ask("Who won the ladder race in Quillmark?")
    assert "Tove Ansel" in turn.locator(".claim").first.inner_text()
    person.tab("Sources")
    person.page.fill('input[type="search"]', "ladder")
    person.page.wait_for_function("document.querySelectorAll('#library tbody tr').length == 1")
    person.page.get_by_role("button", name=re.compile("^Remove")).click()
    person.page.get_by_role("button", name="Yes, remove").click()
    person.page.wait_for_selector(".report:has-text('Removed')")
    person.tab("Ask")
    assert "not in these articles" in person.ask("Who won the ladder race in Quillmark?").locator(".badge").inner_text()


def test_a_text_is_pasted(person: Browsing, address: str) -> None:
    person.open(address)
    person.tab("Sources")
    person.page.get_by_label("Title").fill("A goose in the tower")
    person.page.get_by_label("Published", exact=True).fill("2033-02-03")
    person.page.get_by_label("Text of an article").fill("Keeper Ilse Brandt found a goose in the tower of Ormsea.")
    person.page.get_by_role("button", name="Bring in the text").click()
    person.page.wait_for_selector(".report:has-text('1 added')")
    person.tab("Ask")
    assert "Ilse Brandt" in person.ask("Who found a goose in the tower of Ormsea?").locator(".said").inner_text()


def test_a_conversation_outlives_reload_and_restart_and_is_exported(
    started: Any, embedded: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(embedded, tmp_path / "store")
    person = Browsing(started, tmp_path / "profile")
    with served(store, ROOT / "articles") as address:
        person.open(address)
        person.ask(QUESTION)
        person.page.reload()
        person.page.wait_for_selector("#turn-1 .card mark")
        person.leave()
    with served(store, ROOT / "articles") as address:
        person.open(address)
        person.page.wait_for_selector("#turn-1 .card mark")
        person.tab("Conversations")
        with person.page.expect_download() as download:
            person.page.get_by_role("link", name="Markdown").click()
        assert f"## {QUESTION}" in Path(download.value.path()).read_text("utf-8")
        with person.page.expect_download() as download:
            person.page.get_by_role("link", name="JSON").click()
        assert json.loads(Path(download.value.path()).read_text("utf-8"))[0]["schema"] == "dateline.answer/1"
        other = Browsing(started, tmp_path / "other")
        other.open(address)
        assert other.page.locator(".turn").count() == 0
        other.close()
        person.page.get_by_role("button", name=re.compile("^Delete")).click()
        person.page.get_by_role("button", name="Yes, delete").click()
        person.page.wait_for_selector("#kept:has-text('Nothing is kept yet')")
        (store / "damaged-1").mkdir()
        (store / "damaged-1" / "unfinished").touch()
        person.page.wait_for_selector("#hint:has-text('not wholly made anew')")
        person.close()


def test_an_answer_is_voted_on(person: Browsing, address: str, store: Path) -> None:
    person.open(address)
    turn = person.ask(QUESTION)
    turn.get_by_role("button", name="A bad answer").click()
    turn.get_by_label("A word on why").fill("It misses the wire report")
    person.page.keyboard.press("Enter")
    person.page.wait_for_selector(".vote:has-text('Kept, thank you.')")
    line = json.loads((store / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert (line["liked"], line["why"], line["case"]["question"]) == (False, "It misses the wire report", QUESTION)


def test_a_long_answer_is_stopped_at_once(person: Browsing, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text(DROPPED, "utf-8")
    with served(tmp_path / "store", articles, "--slow") as address:
        person.open(address)
        person.page.fill("#question textarea", "What takes long?")
        person.page.press("#question textarea", "Enter")
        person.page.wait_for_selector("#live .claim:has-text('Claim 1')")
        person.shot("5-running")
        person.page.click("#stop")
        person.page.wait_for_selector("#live .stopped:has-text('Stopped')", timeout=5_000)
        claims = person.page.locator("#live .claim").count()
        person.page.wait_for_timeout(1_500)
        assert person.page.locator("#live .claim").count() == claims < 10
        assert (tmp_path / "store" / "stopped").exists()
        assert person.page.locator("#ask").is_visible()
        person.leave()


def test_nothing_in_an_article_acts(person: Browsing, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "evil.md").write_text(HOSTILE, "utf-8")
    with served(tmp_path / "store", articles) as address:
        person.open(address)
        turn = person.ask("When did the ferry Grebe sink off Tolm? <img src=x onerror=alert(6)>")
        if turn.locator(".others").count():
            turn.locator(".others summary").click()
        turn.locator("[data-act=article]").first.click()
        person.page.wait_for_selector("dialog[open]")
        shown = "#past, #whole, #live, #chips"
        for selector in ("img", "iframe", "form", "script", "svg[onload]", "a[href^=http]", "input[name=q]"):
            assert person.page.locator(shown).locator(selector).count() == 0
        assert "<iframe src=http://192.0.2.1/f>" in person.page.locator("dialog .text").inner_text()
        assert "${alert(2)}" in person.page.locator("dialog h2").inner_text()
        assert turn.locator(".marker:has-text('9')").count() == 0
        person.page.keyboard.press("Escape")
        person.tab("Sources")
        assert "alert(3)" in person.page.locator("#library").inner_text()
        person.leave()


def test_it_fits(person: Browsing, address: str) -> None:
    person.open(address)
    person.ask("How many people died at the bridge?")
    themes: list[Any] = ["light", "dark"]
    for theme, width in product(themes, (1400, 390)):
        person.page.emulate_media(color_scheme=theme)
        person.page.set_viewport_size({"width": width, "height": 900})
        person.page.reload()
        person.page.wait_for_selector("#turn-1")
        for tab in ("Ask", "Sources", "Conversations", "Set up"):
            person.tab(tab)
            person.page.wait_for_timeout(200)
            assert person.page.evaluate("document.documentElement.scrollWidth") <= width
            person.shot(f"{theme}-{width}-{tab.lower().replace(' ', '-')}")
