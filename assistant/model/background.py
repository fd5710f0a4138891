"""Run requests on an event loop in a thread of its own, so that a waiting one can be cut off at any moment.

Closing a socket from another thread does not wake a blocking read; cancelling a task does.
"""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from assistant.stop import Stop
from store.errors import ModelUnavailable

Say = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class _End:
    error: Exception | None = None


class Background:
    """An event loop that is started with the first request and ends with `close`."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._last: Coroutine[Any, Any, None] | None = None

    def said(self, work: Callable[[Say], Coroutine[Any, Any, None]], stop: Stop) -> Generator[Any, None, None]:
        """Yield what `work` says while it runs; its error is raised after that.

        Closing the iterator or `stop.stop()` cancels it at once; what was said and not yet taken is then left out.
        """
        queue: SimpleQueue[Any] = SimpleQueue()

        async def run() -> None:
            end = _End(ModelUnavailable("the model was closed while it was answering"))
            try:
                await work(queue.put)
                end = _End()
            except Exception as error:
                end = _End(error)
            finally:
                queue.put(end)

        def cut() -> None:
            future.cancel()
            queue.put(_End())

        future = asyncio.run_coroutine_threadsafe(run(), self._running())
        stop.on_stop(cut)
        try:
            while not isinstance(item := queue.get(), _End) and not stop.stopped:
                yield item
            if isinstance(item, _End) and item.error and not stop.stopped:
                raise item.error
        finally:
            future.cancel()

    def close(self, last: Coroutine[Any, Any, None] | None = None) -> None:
        """Cut off what still runs, run `last`, and end the thread."""
        with self._lock:
            loop, thread, self._loop, self._thread = self._loop, self._thread, None, None
        if loop and thread:
            self._last = last
            loop.call_soon_threadsafe(loop.stop)
            thread.join(5)
        elif last:
            last.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if not self._loop:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._run, args=(self._loop,), name="dateline-model", daemon=True)
                self._thread.start()
            return self._loop

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        """Run `loop` until it is stopped, then end what is left on it."""
        try:
            loop.run_forever()
        finally:
            loop.run_until_complete(self._end())
            loop.close()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._last:
            await asyncio.gather(self._last, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_asyncgens()
