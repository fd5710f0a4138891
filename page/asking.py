"""What happens on the first tab: a question is asked, answered piece by piece, stopped, kept, voted on."""

import logging
from collections.abc import AsyncIterator
from functools import partial
from typing import Any, NamedTuple

import gradio as gr

from assistant import Answer, Claim, DatelineError, Stage
from page import feedback, picks, turn
from page.conversation import conversation, ended, running, welcome
from page.layout import Page
from page.markup import NOTHING, Markup
from page.picks import Picks
from page.room import Room
from page.streaming import events
from page.turn import Asked
from page.visitor import Visitor, visitor

_LOG = logging.getLogger(__name__)


class Screen(NamedTuple):
    """What changes on the tab; what is not given stays."""

    past: Any = gr.skip()
    live: Any = gr.skip()
    question: Any = gr.skip()
    name: Any = gr.skip()
    ask: Any = gr.skip()
    stop: Any = gr.skip()


def wire(page: Page) -> None:
    """Have the tab do what its buttons say."""
    room, tab = page.room, page.asking

    async def ask(question: str, name: str, kept: str, request: gr.Request) -> AsyncIterator[Screen]:
        who = visitor(request)
        async for screen in _ask(room, who, str(question), name or None, room.choosing.of(who.session, kept)):
            yield screen

    def stop(request: gr.Request) -> None:
        room.stop(visitor(request).session)

    def example(event: gr.EventData) -> str:
        return str(event._data.get("words", ""))[: room.assistant.settings.question_length]

    def vote(name: str, event: gr.EventData, request: gr.Request) -> Markup:
        return _vote(room, visitor(request), name, event._data)

    def new() -> tuple[Any, ...]:
        return welcome(room.examples, len(room.shelf.stock().entries)), NOTHING, "", gr.update(value="")

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    asked: dict[str, Any] = {
        "fn": ask,
        "inputs": [tab.question, page.conversation, page.picks],
        "outputs": [tab.past, tab.live, tab.question, page.conversation, tab.ask, tab.stop],
        "concurrency_limit": None,  # the room's line lets in as many as may be answered at once
        **quiet,
    }
    gr.on([tab.question.submit, tab.ask.click], trigger_mode="once", **asked)
    tab.past.example(example, None, tab.question, queue=False, **quiet).then(**asked)
    tab.stop.click(stop, None, None, queue=False, **quiet)
    tab.past.vote(vote, page.conversation, tab.past, queue=False, **quiet)
    tab.new.click(new, None, [tab.past, tab.live, page.conversation, tab.question], queue=False, **quiet)


async def _ask(room: Room, who: Visitor, question: str, name: str | None, chosen: Picks) -> AsyncIterator[Screen]:
    """Yield the screen as it changes from the question to its answer."""
    stock = room.shelf.stock()
    turns = [turn.read(one) for one in room.keeping.turns(who.person, name)]
    said = " · ".join(words for _, _, words in picks.words(chosen, len(stock.entries)))
    stages: list[Stage] = []
    found: list[Claim] = []
    draw = partial(running, question, said, stages, found, len(turns) + 1)
    stop = room.begin(who.session)
    yield Screen(live=draw(), question="", ask=gr.update(visible=False), stop=gr.update(visible=True))
    last = Screen(live=draw(note="Stopped."))
    try:
        room.rates.require(who.client)
        options = chosen.options(stock.ids, turn.history(turns))
        assistant = room.assistant_of(who.person)
        with room.line.join() as ticket:
            async for ahead in ticket.places(stop):
                yield Screen(live=draw(ahead=ahead))
            async for event in events(assistant, question, stop, **options):
                if isinstance(event, Answer):
                    shown = turn.document(event, room.shelf.shown, room.told)
                    done = turn.asked(
                        event, shown, searched=stock.searched(chosen), chosen=said, picks=chosen.to_json()
                    )
                    last = _kept(room, who, name, turns, done)
                    break
                (stages if isinstance(event, Stage) else found).append(event)  # type: ignore[arg-type]
                yield Screen(live=draw())
            else:
                last = Screen(live=draw(note="Stopped."))
    except DatelineError as error:
        last = Screen(live=ended(question, room.told(error)), question=question)
    except TimeoutError:
        last = Screen(live=ended(question, "This took too long and was given up; ask again, or ask for less."))
    except Exception as error:
        _LOG.exception("a question failed")
        last = Screen(live=ended(question, f"Something went wrong here ({type(error).__name__}); the log says more."))
    finally:
        stop.stop()
        room.end(who.session, stop)
    yield last._replace(ask=gr.update(visible=True), stop=gr.update(visible=False))


def _kept(room: Room, who: Visitor, name: str | None, turns: list[Asked], done: Asked) -> Screen:
    """Keep a turn and return the screen that shows it; an answer that can't be kept is shown all the same."""
    try:
        name = room.keeping.add(who.person, name if turns else None, done.to_dict())
    except DatelineError as error:
        _LOG.warning(str(error))
        done = turn.noticed(done, "This answer could not be kept: copy it, it is gone when you leave.")
    return Screen(past=conversation([*turns, done], name), live=NOTHING, name=name)


def _vote(room: Room, who: Visitor, name: str, said: dict[str, Any]) -> Markup:
    """Keep what a reader thinks of an answer and return the conversation that shows it."""
    turns = [turn.read(one) for one in room.keeping.turns(who.person, name)]
    number = int(said.get("turn", 0))
    if 1 <= number <= len(turns):
        liked, why = said.get("liked") == "1", str(said.get("why", ""))
        turns[number - 1] = turn.voted(turns[number - 1], liked)
        room.keeping.change(who.person, name, number, turns[number - 1].to_dict())
        line = feedback.feedback(turns, number, room.articles, liked=liked, why=why)
        feedback.save(room.place, line)
    return conversation(turns, name)
