"""Answering on an event loop: the same events, and an end at once when nobody waits any more."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

import pytest

from assistant import Answer, Assistant, Claim, QuestionError, Stage
from assistant.astream import astream
from assistant.model.reader import ModelReader
from assistant.narrow import filtered
from assistant.pipeline import Desk, Event, answer
from assistant.stop import Stop
from tests.assistant.county import QUESTIONS, county
from tests.assistant.model.scripts import Silent


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the county's news."""
    with county(tmp_path_factory.mktemp("county")) as made:
        yield made


def kinds(events: list[Event]) -> list[object]:
    return [event.text if isinstance(event, Claim | Answer) else event.name for event in events]


def test_the_events_are_those_of_stream(assistant: Assistant) -> None:
    async def collect() -> list[Event]:
        return [event async for event in assistant.astream(QUESTIONS[0])]

    assert kinds(asyncio.run(collect())) == kinds(list(assistant.stream(QUESTIONS[0])))


def test_aask_returns_what_ask_returns(assistant: Assistant) -> None:
    assert asyncio.run(assistant.aask(QUESTIONS[2])).text == assistant.ask(QUESTIONS[2]).text


def test_an_error_reaches_the_one_who_waits(assistant: Assistant) -> None:
    with pytest.raises(QuestionError):
        asyncio.run(assistant.aask("?"))


def waiting(assistant: Assistant, model: Silent) -> Desk:
    reader = ModelReader(model)
    return Desk(store=assistant.store, embedder=assistant._desk.embedder, reader=reader, k=5)


def followed(desk: Desk) -> AsyncGenerator[Event, None]:
    return astream(lambda stop: answer(QUESTIONS[0], desk, where=filtered({}), stop=stop))


def test_cancelling_ends_the_request_before_its_first_word(assistant: Assistant) -> None:
    model = Silent()
    desk = waiting(assistant, model)

    async def cancelled() -> list[Event]:
        seen: list[Event] = []

        async def follow() -> None:
            async with aclosing(followed(desk)) as events:
                seen.extend([event async for event in events])

        task = asyncio.create_task(follow())
        await asyncio.to_thread(model.asked.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return seen

    assert asyncio.run(cancelled()) == []
    assert model.ended.wait(10)


def test_closing_ends_the_request(assistant: Assistant) -> None:
    model = Silent()
    desk = waiting(assistant, model)

    async def closed() -> Event:
        events = followed(desk)
        first = await anext(events)
        await asyncio.to_thread(model.asked.wait)
        await events.aclose()
        return first

    assert isinstance(asyncio.run(closed()), Stage)
    assert model.ended.wait(10)


def test_a_stop_from_another_thread_ends_a_stream_without_an_answer(assistant: Assistant) -> None:
    model, stop = Silent(), Stop()
    desk = waiting(assistant, model)
    events = answer(QUESTIONS[0], desk, where=filtered({}), stop=stop)
    assert isinstance(next(events), Stage)
    stop.stop()
    assert list(events) == []
