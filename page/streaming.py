"""Follow a question on the event loop of the page, until its answer, its visitor's Stop, or the end of patience."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from time import monotonic
from typing import Unpack

from assistant.assistant import Assistant
from assistant.narrow import Options
from assistant.pipeline import Event
from assistant.stop import Stop


async def events(
    assistant: Assistant, question: str, stop: Stop, **options: Unpack[Options]
) -> AsyncGenerator[Event, None]:
    """Yield what `assistant.astream` yields, and nothing more once `stop` is stopped; leaving the loop stops it too.

    Raise TimeoutError when the patience of the settings is at its end; a model has deadlines of its own below that.
    """
    end, loop, stopped = monotonic() + assistant.settings.app_patience, asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with suppress(RuntimeError):  # the loop is closed: the server ends
            loop.call_soon_threadsafe(stopped.set)

    stop.on_stop(wake)
    gone = asyncio.create_task(stopped.wait())
    try:
        async with aclosing(assistant.astream(question, **options)) as found:
            while (event := await _next(found, gone, end - monotonic())) is not None:
                yield event
    finally:
        gone.cancel()
        stop.stop()


async def _next(found: AsyncGenerator[Event, None], gone: asyncio.Task[bool], patience: float) -> Event | None:
    """Return the next event, None where there is none or its visitor is gone."""
    step = asyncio.create_task(_one(found))
    try:
        await asyncio.wait({step, gone}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        if not step.done() and not gone.done():
            raise TimeoutError
        return None if gone.done() else step.result()
    finally:
        if not step.done():
            step.cancel()
            await asyncio.wait({step})


async def _one(found: AsyncGenerator[Event, None]) -> Event | None:
    return await anext(found, None)
