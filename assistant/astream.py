"""Answer on an event loop without blocking it: the work is done in a thread, its events come through a queue."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import suppress
from threading import Thread

from assistant.pipeline import Event
from assistant.stop import Stop

_Item = Event | BaseException | None


async def astream(events: Callable[[Stop], Iterator[Event]]) -> AsyncGenerator[Event, None]:
    """Yield what `events` yields, as it comes. Closing or cancelling this stops the work at once."""
    stop, loop = Stop(), asyncio.get_running_loop()
    queue: asyncio.Queue[_Item] = asyncio.Queue()

    def put(item: _Item) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(queue.put_nowait, item)

    def work() -> None:
        try:
            for event in events(stop):
                put(event)
                if stop.stopped:
                    return
            put(None)
        except BaseException as error:  # whatever it is, the one who waits must hear of it
            put(error)

    Thread(target=work, name="dateline-answer", daemon=True).start()
    try:
        while (item := await queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.stop()
