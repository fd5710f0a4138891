"""What happens on the tabs of conversations and set-up, and when the page is opened."""

from typing import Any

import gradio as gr

from assistant import DatelineError, doctor
from page import notes, picks, sourcing, turn
from page.conversation import conversation, welcome
from page.layout import Page
from page.markup import NOTHING, Markup
from page.room import Room
from page.turn import reader
from page.visitor import Visitor, visitor


def wire(page: Page, built: gr.Blocks) -> None:
    """Have the page open where its visitor left it, and the last two tabs do what they say."""
    room, tab = page.room, page.setting
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}

    def opened(request: gr.Request) -> tuple[Any, ...]:
        who = visitor(request)
        listed = room.keeping.listed(who.person)
        return *_conversation(room, who, listed[0].id if listed else None), *_state(room, who), *_chosen(room, who)

    def ticked(name: str) -> tuple[Any, ...]:
        empty = not name and room.examples
        stock = room.shelf.stock()
        past = welcome(room.examples, len(stock.entries)) if empty else gr.skip()
        return notes.waiting(room.waiting, room.progress, room.notice()), past

    def reopen(event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        who, name = visitor(request), str(event._data.get("conversation"))
        room.keeping.touch(who.person, name)
        return *_conversation(room, who, name), gr.Tabs(selected="ask")

    def discard(name: str, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        who, gone = visitor(request), str(event._data.get("conversation"))
        room.keeping.delete(who.person, gone)
        shown = _conversation(room, who, None) if gone == name else (gr.skip(),) * 7
        return *shown, notes.kept(room.keeping.listed(who.person), name)

    def listed(name: str, request: gr.Request) -> Markup:
        return notes.kept(room.keeping.listed(visitor(request).person), name)

    def use(kind: str, model: str, address: str, key: str, request: gr.Request) -> tuple[Any, ...]:
        who = visitor(request)
        said = _use(room, who, {"reader": kind, "model": model, "base_url": address, "api_key": key})
        return said, *_state(room, who), ""

    screen = [
        page.asking.past, page.asking.live, page.conversation, page.picks,
        page.sourcing.bounds, page.sourcing.table, page.asking.chips,
    ]  # fmt: skip
    state = [page.head, tab.findings]
    chosen = [tab.reader, tab.model, tab.base_url]
    built.load(opened, None, [*screen, *state, *chosen], **quiet)
    page.timer.tick(ticked, page.conversation, [page.hint, page.asking.past], **quiet)
    page.kept.reopen(reopen, None, [*screen, page.tabs], **quiet)
    page.kept.discard(discard, page.conversation, [*screen, page.kept], **quiet)
    page.tabs.select(listed, page.conversation, page.kept, **quiet)
    tab.use.click(use, [*chosen, tab.key], [tab.said, *state, tab.key], **quiet)


def _conversation(room: Room, who: Visitor, name: str | None) -> tuple[Any, ...]:
    """Return a conversation as it was left, with the sources chosen last; an empty one where there is none."""
    turns = [turn.read(one) for one in room.keeping.turns(who.person, name)]
    shown = conversation(turns, name) if turns else welcome(room.examples, len(room.shelf.stock().entries))
    chosen = room.choosing.set(who.session, picks.read(turns[-1].picks if turns else ""))
    return shown, NOTHING, name if turns and name else "", *sourcing.view(room, chosen)


def _state(room: Room, who: Visitor) -> tuple[Markup, Markup]:
    """Return the head of the page and what the doctor says, for the reader that a visitor has."""
    settings = room.assistant_of(who.person).settings
    quoting = settings.reader == "quotes" or (settings.reader == "auto" and not settings.model)
    name = reader("quotes") if quoting else settings.model or "a model"
    found = [
        doctor.libraries(),
        *doctor.unknown_variables(),
        doctor.reader(settings),
        doctor.folder(settings),
        _held(room),
        doctor.configured(settings),
    ]
    if not room.local:
        found = [one._replace(text=room.told(one.text)) for one in found]
    return notes.masthead(room.shelf.stock().line(), name), notes.findings(found)


def _held(room: Room) -> doctor.Finding:
    try:
        return doctor.held(room.assistant.store, room.place)
    except DatelineError as error:
        return doctor.Finding("broken", "store", room.told(error))


def _chosen(room: Room, who: Visitor) -> tuple[str, str, str]:
    settings = room.assistant_of(who.person).settings
    return settings.reader, settings.model or "", settings.base_url or ""


def _use(room: Room, who: Visitor, wanted: dict[str, str]) -> Markup:
    """Give the visitor the reader that they want, where only this machine reaches the page."""
    if not room.local:
        return notes.problem("This page is open to other machines, so its settings are made where it is started.")
    try:
        settings = room.settle(who.person, {name: value.strip() for name, value in wanted.items() if value.strip()})
    except DatelineError as error:
        return notes.problem(room.told(error))
    return notes.done(f"From now on, in this browser and until the server ends: {settings.reader}.")
