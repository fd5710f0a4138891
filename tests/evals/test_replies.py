"""Replies of a model are kept whole or not at all, and a replay still tells how long the first time took."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Usage
from assistant.model.chat import Message, Request, ScriptedModel, say
from assistant.stop import Stop
from evals.replies import NoReply, Remembered, key
from store.errors import ModelUnavailable

ASKED = [Message(role="user", content="Who keeps the light at Varn Head?")]
REQUEST = Request(messages=tuple(ASKED))


def reply(_: Request) -> str:
    """Say the same to everything."""
    return "Orla Venn keeps it."


def test_a_second_asking_costs_nothing_and_says_the_same(tmp_path: Path) -> None:
    model = ScriptedModel(reply)
    first = say(Remembered(model, tmp_path), ASKED, most=50, stop=Stop())
    again = Remembered(model, tmp_path)
    assert say(again, ASKED, most=50, stop=Stop()) == first == ("Orla Venn keeps it.", first[1])
    assert len(model.requests) == 1 and first[1].prompt_tokens > 0
    assert (again.name, again.window) == (model.name, model.window)


def test_a_replay_tells_how_long_the_first_time_took(tmp_path: Path) -> None:
    remembered = Remembered(ScriptedModel(reply), tmp_path)
    say(remembered, ASKED, most=50, stop=Stop())
    [path] = tmp_path.iterdir()
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"seconds": 12.5}), "utf-8")
    assert remembered.saved == 0
    for times in (1, 2):
        say(remembered, ASKED, most=50, stop=Stop())
        assert remembered.saved == 12.5 * times


def test_another_question_model_or_bound_is_another_reply() -> None:
    names = {
        key("a", REQUEST),
        key("b", REQUEST),
        key("a", replace(REQUEST, most=9)),
        key("a", replace(REQUEST, form="schema", schema={"type": "object"})),
        key("a", Request(messages=(Message(role="system", content=ASKED[0].content),))),
    }
    assert len(names) == 5 and key("a", REQUEST) in names


def test_what_failed_or_was_broken_off_is_not_kept(tmp_path: Path) -> None:
    down = Remembered(ScriptedModel(lambda _: ModelUnavailable("down")), tmp_path)
    with pytest.raises(NoReply, match="down"):
        say(down, ASKED, most=50, stop=Stop())
    pieces = Remembered(ScriptedModel(reply), tmp_path).stream(REQUEST, Stop())
    assert next(pieces)
    pieces.close()
    stop = Stop()
    pieces = Remembered(ScriptedModel(reply), tmp_path).stream(REQUEST, stop)
    next(pieces)
    stop.stop()
    assert not [piece for piece in pieces if isinstance(piece, Usage)]
    assert not list(tmp_path.iterdir())


def test_a_reply_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    say(Remembered(ScriptedModel(reply), tmp_path), ASKED, most=50, stop=Stop())
    [path] = tmp_path.iterdir()
    assert json.loads(path.read_text("utf-8"))["text"] == "Orla Venn keeps it."
