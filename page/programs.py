"""The endpoints for programs: ask, search and articles, with types, for gradio_client, plain HTTP and MCP."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import gradio as gr
from gradio.context import LocalContext
from gradio.events import api

from assistant import Answer, DatelineError
from assistant.answer import hit_dict
from assistant.narrow import Options
from assistant.question import checked
from assistant.stop import Stop
from page.picks import a_day
from page.room import Room
from page.streaming import events
from page.turn import document, origin
from page.visitor import visitor

_MOST = 50


def wire(room: Room) -> None:
    """Open the endpoints over a room."""

    async def ask(
        question: str,
        as_of: str = "",
        since: str = "",
        until: str = "",
        outlets: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the articles; every statement is carried by quotes.

        Args:
            question: What to ask, in at most 2,000 characters.
            as_of: A day (YYYY-MM-DD) that counts as today; later articles do not count.
            since: The first day of publication that counts.
            until: The last day of publication that counts.
            outlets: Names of the outlets to answer from.

        Returns:
            The answer as `dateline ask --json` prints it, without the folders of its files.
        """
        _counted(room)
        return await _ask(room, question, _options(as_of, since, until, outlets))

    def search(question: str, k: int = 10) -> list[dict[str, Any]]:
        """Find the passages for a question, best first, without reading them.

        Args:
            question: What to look for.
            k: How many passages, at most 50.

        Returns:
            Passages with their article, their place in it and their score.
        """
        _counted(room)
        return _found(room, question, k)

    def articles() -> list[dict[str, Any]]:
        """List the articles in the store, the newest first.

        Returns:
            Id, title, outlet, publication date and file of each.
        """
        return _articles(room)

    api(ask, api_name="ask", concurrency_limit=None)
    api(search, api_name="search", concurrency_limit=8)
    api(articles, api_name="articles", concurrency_limit=8)


async def _ask(room: Room, question: str, options: Options) -> dict[str, Any]:
    stop = Stop()
    try:
        plain = checked(question, room.assistant.settings.question_length)
        with room.line.join() as ticket:
            async for _ in ticket.places(stop):
                pass
            async for event in events(room.assistant, plain, stop, **options):
                if isinstance(event, Answer):
                    return document(event, room.shelf.shown, room.told)
    except (DatelineError, TimeoutError) as error:
        raise gr.Error(room.told(error) or "it took too long", print_exception=False) from error
    raise gr.Error("the question was not answered", print_exception=False)


def _found(room: Room, question: str, k: int) -> list[dict[str, Any]]:
    try:
        hits = room.assistant.search(question, k=max(1, min(int(k), _MOST)))
    except DatelineError as error:
        raise gr.Error(room.told(error), print_exception=False) from error
    return [hit_dict(hit) | asdict(origin(hit.passage)) for hit in hits]


def _articles(room: Room) -> list[dict[str, Any]]:
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "outlet": entry.outlet,
            "published": entry.published.isoformat() if entry.published else None,
            "path": entry.path,
        }
        for entry in room.shelf.stock().entries
    ]


def _counted(room: Room) -> None:
    """Count a question of a program; raise what it hears where it asks too often."""
    request = LocalContext.request.get(None)
    try:
        room.rates.require(visitor(request).client if request else "")
    except DatelineError as error:
        raise gr.Error(str(error), print_exception=False) from error


def _options(as_of: str, since: str, until: str, outlets: Sequence[str] | None) -> Options:
    days = {"as_of": as_of, "since": since, "until": until}
    for name, value in days.items():
        if value and a_day(value) is None:
            raise gr.Error(f"{name} is no day; write it as 2031-06-09", print_exception=False)
    return Options(
        as_of=a_day(as_of), since=a_day(since), until=a_day(until), outlets=list(outlets) if outlets else None
    )
