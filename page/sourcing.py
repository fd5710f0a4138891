"""What happens on the tab of sources: they are chosen, read, brought in and removed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import ArticleError, DatelineError
from page import arriving, article, notes, picks, shelved
from page.layout import Page
from page.markup import Markup
from page.picks import Picks
from page.room import Room
from page.shelf import matching
from page.visitor import visitor
from store.article import Span
from store.report import IngestReport

_POLL = 0.3
_PICKED = (("field", ""), ("value", ""), ("on", "1"))


def wire(page: Page) -> None:
    """Have the library, the hint and the places that bring articles do what they say."""
    room, tab = page.room, page.sourcing
    searched = gr.State("")

    def pick(kept: str, words: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        field, value, on = (str(event._data.get(name, default)) for name, default in _PICKED)
        change = partial(picks.changed, field=field, value=value, on=on == "1")
        return view(room, room.choosing.change(visitor(request).session, kept, change), words)

    def search(kept: str, event: gr.EventData, request: gr.Request) -> tuple[str, Markup]:
        words = str(event._data.get("words", ""))[:200]
        return words, shelved.table(room.shelf.stock(), room.choosing.of(visitor(request).session, kept), words)

    def switch(kept: str, words: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        change = partial(_switched, room, words=words, on=event._data.get("on") == "1")
        return view(room, room.choosing.change(visitor(request).session, kept, change), words)

    def take_out(kept: str, words: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        said = _removed(room, str(event._data.get("article")))
        return *view(room, room.choosing.of(visitor(request).session, kept), words), said

    def whole(event: gr.EventData) -> Markup:
        data = event._data
        try:
            found = room.assistant.article(str(data.get("article")))
        except DatelineError as error:
            return article.unreadable(room.told(error))
        quote = Span(_number(data.get("start")), _number(data.get("end")))
        return article.article(found, quote, room.shelf.shown(found.path)) if found else article.gone()

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    outputs = [page.picks, tab.bounds, tab.table, page.asking.chips]
    for source in (tab.bounds, tab.table, page.asking.chips):
        source.pick(pick, [page.picks, searched], outputs, trigger_mode="multiple", **quiet)
    tab.bounds.search(search, page.picks, [searched, tab.table], trigger_mode="always_last", **quiet)
    tab.table.switch(switch, [page.picks, searched], outputs, trigger_mode="multiple", **quiet)
    tab.table.take_out(take_out, [page.picks, searched], [*outputs, tab.report], **quiet)
    for source in (page.asking.past, tab.table):
        source.article(whole, None, page.whole, **quiet)
    _wire_arrivals(page, outputs)


def _wire_arrivals(page: Page, outputs: list[Any]) -> None:
    room, tab = page.room, page.sourcing

    async def dropped(files: list[str] | None, kept: str, request: gr.Request) -> AsyncIterator[tuple[Any, ...]]:
        chosen = room.choosing.of(visitor(request).session, kept)
        async for shown in _arriving(room, chosen, lambda: room.bring(lambda: _dropped(room, files or []))):
            yield *shown, None

    async def pasted(text: str, title: str, outlet: str, day: str, kept: str) -> AsyncIterator[tuple[Any, ...]]:
        def work() -> IngestReport:
            return room.bring(lambda: [_pasted(room, text, title, outlet, day)])

        async for shown in _arriving(room, picks.read(kept), work):
            yield shown

    async def refreshed(kept: str, request: gr.Request) -> AsyncIterator[tuple[Any, ...]]:
        chosen = room.choosing.of(visitor(request).session, kept)
        async for shown in _arriving(room, chosen, room.ingest):
            yield *shown, notes.waiting(room.waiting, room.progress, room.notice())

    told = [*outputs, tab.report]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_id": "bring"}
    tab.files.upload(dropped, [tab.files, page.picks], [*told, tab.files], **quiet)
    fields = [tab.text, tab.title, tab.outlet, tab.published, page.picks]
    tab.paste.click(pasted, fields, told, **quiet)
    page.hint.refresh(refreshed, page.picks, [*told, page.hint], **quiet)


def view(room: Room, chosen: Picks, words: str = "") -> tuple[str, Markup, Markup, Markup]:
    """Return the picks, and what shows them: the bounds, the library and the line above the question."""
    stock = room.shelf.stock()
    chips = picks.chips(chosen, len(stock.entries))
    return chosen.to_json(), shelved.bounds(stock, chosen), shelved.table(stock, chosen, words), chips


async def _arriving(room: Room, chosen: Picks, work: Callable[[], IngestReport]) -> AsyncIterator[tuple[Any, ...]]:
    """Yield how far `work` is, and last its report with the library that has the new articles."""
    stay = (gr.skip(),) * 4
    task = asyncio.create_task(asyncio.to_thread(work))
    while not (await asyncio.wait([task], timeout=_POLL))[0]:
        yield *stay, notes.reading(room.progress)
    try:
        said = notes.report(task.result(), room.shelf.shown)
    except DatelineError as error:
        said = notes.problem(room.told(error))
    yield *view(room, chosen), said


def _dropped(room: Room, files: list[str]) -> list[Path]:
    return arriving.drop(files, room.brought, most=room.assistant.settings.app_files)


def _pasted(room: Room, text: str, title: str, outlet: str, day: str) -> Path:
    published = picks.a_day(day.strip())
    if day.strip() and published is None:
        raise ArticleError("the pasted text", "date", "has a date that is none; write it as 2031-06-09")
    return arriving.paste(text, room.brought, title=title, outlet=outlet, published=published)


def _switched(room: Room, chosen: Picks, *, words: str, on: bool) -> Picks:
    """Return the picks with every article that the search finds on or off."""
    stock = room.shelf.stock()
    if words.strip():
        return chosen.switched([entry.id for entry in matching(stock.entries, words)], on)
    return replace(chosen, listed=frozenset(), only=not on)


def _removed(room: Room, article_id: str) -> Markup:
    try:
        found = room.assistant.article(article_id)
        paths = [Path(path) for path in room.assistant.store.paths(article_id)]
        if found is None or not room.assistant.remove(article_id):
            return notes.problem("It was not there any more.")
    except DatelineError as error:
        return notes.problem(room.told(error))
    ours = [path for path in paths if path.parent == room.brought]
    for path in ours:
        path.unlink(missing_ok=True)
    back = "" if len(ours) == len(paths) else " It comes back when its folder is read again, while its file is there."
    return notes.done(f"Removed “{found.title or room.shelf.shown(found.path)}”.{back}")


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 10 else 0
