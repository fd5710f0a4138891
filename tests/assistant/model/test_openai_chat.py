"""The door to a model against a server that misbehaves: what a user sees, how often it is asked, what never shows."""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest

from assistant.answer import Usage
from assistant.model.chat import Form, Message, Request
from assistant.model.openai_chat import OpenAIChat, Patience
from assistant.model.prices import Price
from assistant.stop import Stop
from store.errors import (
    BadReply,
    DatelineError,
    FormRefused,
    ModelRefused,
    ModelUnavailable,
    SettingsError,
    TooLong,
)
from store.model_server import ModelServer
from store.retries import Clock
from tests.assistant.model import rude_server as rude
from tests.assistant.model.rude_server import KEY, Manner, RudeServer, chunk, error, status, stream, usage, whole

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}


class Sleeps:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.now = 100.0

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def patience(self, **limits: float) -> Patience:
        clock = Clock(now=lambda: self.now, chance=lambda: 0.5)
        return Patience(clock=clock, sleep=self.sleep, **({"read": 5.0, "deadline": 60.0} | limits))


@contextmanager
def chat(server: RudeServer, patience: Patience | None = None, **options: Any) -> Iterator[OpenAIChat]:
    """Open a model on the server."""
    reached = ModelServer("m-1", base_url=server.url, api_key=KEY)
    model = OpenAIChat("m-1", reached, patience=patience or Sleeps().patience(), **options)
    try:
        yield model
    finally:
        model.close()


def request(form: Form = "lines", text: str = "When were the exercises?") -> Request:
    schema = SCHEMA if form == "schema" else None
    return Request(messages=(Message(role="user", content=text),), form=form, schema=schema, most=50)


def heard(model: OpenAIChat, asked: Request | None = None, stop: Stop | None = None) -> list[str | Usage]:
    return list(model.stream(asked or request(), stop or Stop()))


def test_a_reply_comes_in_pieces_and_its_usage_last() -> None:
    with rude.rude(whole("The ", "exercises")) as server, chat(server) as model:
        assert heard(model) == ["The ", "exercises", Usage(prompt_tokens=11, completion_tokens=7)]
        assert (server.paths, server.keys) == (["/v1/chat/completions"], [f"Bearer {KEY}"])
    sent = server.requests[0]
    assert (sent["model"], sent["max_tokens"], sent["temperature"], sent["stream"]) == ("m-1", 50, 0, True)
    assert "response_format" not in sent


def test_each_form_is_asked_for_as_servers_know_it() -> None:
    with rude.rude(whole("{}")) as server, chat(server) as model:
        heard(model, request("schema"))
        heard(model, request("object"))
    schema, plain = (sent["response_format"] for sent in server.requests)
    assert (schema["type"], schema["json_schema"]["strict"]) == ("json_schema", True)
    assert (schema["json_schema"]["schema"], plain) == (SCHEMA, {"type": "json_object"})


def test_usage_is_counted_where_the_server_does_not_and_has_a_cost_where_the_price_is_known() -> None:
    price = Price(prompt=1.0, completion=1_000_000.0)
    with rude.rude(stream(chunk("ten words"), chunk(finish="stop"))) as server, chat(server, price=price) as model:
        counted = heard(model)[-1]
    assert isinstance(counted, Usage) and counted.prompt_tokens > 4 and counted.completion_tokens >= 2
    assert counted.cost_usd == pytest.approx(counted.completion_tokens + counted.prompt_tokens / 1e6)


HTML = "<!doctype html><html><body>Welcome to the gateway</body></html>"
QUOTA = error(429, "You exceeded your current quota", code="insufficient_quota")
LONG = error(400, "This model's maximum context length is 4096 tokens.", code="context_length_exceeded")
LLAMA_LONG = error(400, "request (5031 tokens) exceeds the available context size", type="exceed_context_size_error")
FORM = error(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.")
GRAMMAR = error(500, "failed to parse grammar")
ECHO = error(400, f"what is {KEY} supposed to be?\n\x1b[31mhm")
FILTERED = stream(chunk("The "), chunk(finish="content_filter"))
REFUSAL = stream(chunk(refusal="I can't help "), chunk(refusal="with that."), chunk(finish="stop"))
THINKS = stream(chunk("<think>Well, they said"), chunk(finish="length"))

FAILURES: list[tuple[str, Manner, type[DatelineError], str, int]] = [
    ("key refused", error(401, f"Incorrect API key provided: {KEY}"), SettingsError,
     "m-1: the server does not accept the key; check OPENAI_API_KEY (HTTP 401)", 1),
    ("not allowed", error(403, "no"), SettingsError,
     "m-1: the server does not accept the key; check OPENAI_API_KEY (HTTP 403)", 1),
    ("no such model", error(404, "model not found"), SettingsError,
     "m-1: the server has no such model, or the base URL lacks its /v1 (HTTP 404)", 1),
    ("redirect", status(307, {}, Location="http://example.invalid/v1"), SettingsError,
     "m-1: the server sends the request elsewhere (HTTP 307); correct the base URL", 1),
    ("too many requests", error(429, "slow down"), ModelUnavailable,
     "m-1: the server has too much to do (HTTP 429); try again later", 3),
    ("no quota", QUOTA, ModelRefused, "m-1: the account has no quota left; check its plan and billing", 1),
    ("server error", error(500, "oh"), ModelUnavailable, "m-1: the server failed (HTTP 500); try again later: oh", 3),
    ("overloaded, in HTML", status(503, HTML), ModelUnavailable,
     "m-1: the server failed (HTTP 503); try again later", 3),
    ("reset", rude.reset, ModelUnavailable,
     "m-1: the reply was cut off, the connection to PLACE broke; try again", 3),
    ("context too long", LONG, TooLong,
     "m-1: the request does not fit the model's window; set DATELINE_WINDOW to its size in tokens", 1),
    ("context too long, llama-server", LLAMA_LONG, TooLong,
     "m-1: the request does not fit the model's window; set DATELINE_WINDOW to its size in tokens", 1),
    ("too large a request", error(413, "no"), TooLong,
     "m-1: the request does not fit the model's window; set DATELINE_WINDOW to its size in tokens", 1),
    ("form not taken", FORM, FormRefused, "m-1: the server does not take this form of reply: *", 1),
    ("grammar not taken", GRAMMAR, FormRefused,
     "m-1: the server does not take this form of reply: failed to parse grammar", 1),
    ("bad request that echoes the key", ECHO, ModelRefused,
     "m-1: the server refused the request (HTTP 400): what is *** supposed to be? [31mhm", 1),
    ("HTML", status(200, HTML), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("{}", status(200, {}), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("choices null", stream({"choices": None}), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("choices of nothing known", stream({"choices": ["text"]}), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("content that is no text", stream(chunk(content=7)), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("broken JSON", stream('{"choices": ['), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("no event at all", stream(), BadReply,
     "m-1: the server sent something else than a reply; check the base URL, it often ends in /v1", 1),
    ("empty reply", stream(chunk(""), chunk(finish="stop")), BadReply,
     "m-1 sent an empty reply; try again, or another model", 1),
    ("refusal", REFUSAL, ModelRefused, "m-1 will not answer: I can't help with that.", 1),
    ("content filter", FILTERED, ModelRefused, "m-1 will not answer: its content filter stopped the reply", 1),
    ("cut off", stream(chunk("The "), done=False), ModelUnavailable,
     "m-1: the reply was cut off before its end; try again", 1),
    ("torn chunk", rude.torn, ModelUnavailable,
     "m-1: the reply was cut off, the connection to PLACE broke; try again", 1),
    ("too long a reply", stream(chunk("The "), chunk(finish="length")), BadReply,
     "m-1: the reply was longer than it may be and is not whole; ask for less", 1),
    ("only thoughts", THINKS, BadReply,
     "m-1 used up its reply before the first word of it; use another model", 2),
    ("error amid the stream", stream(chunk("The "), {"error": {"message": "out of memory"}}), ModelUnavailable,
     "m-1: the server failed in the middle of its reply; try again later: out of memory", 1),
    ("error at once in the stream", stream({"error": {"message": "loading"}}), ModelUnavailable,
     "m-1: the server failed in the middle of its reply; try again later: loading", 3),
    ("too much", stream(*[chunk("x" * 90_000)] * 5), BadReply,
     "m-1 sent far more than was asked for; try another model", 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("manner", "kind", "says", "asked"), [row[1:] for row in FAILURES], ids=[r[0] for r in FAILURES]
)
def test_every_failure_has_its_error_and_its_message(
    manner: Manner, kind: type[DatelineError], says: str, asked: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with rude.rude(manner) as server, chat(server) as model:
        with pytest.raises(DatelineError) as caught:
            heard(model, request("schema"))
        assert KEY not in f"{model!r} {vars(model)} {model._server!r} {caplog.text}"
    message = str(caught.value)
    assert type(caught.value) is kind or (kind is BadReply and isinstance(caught.value, BadReply))
    place = server.url
    assert re.fullmatch(re.escape(says.replace("PLACE", place)).replace(r":\ \*", ": .*"), message)
    assert len(server.requests) == asked
    assert KEY not in f"{caught.value!r} {message} {caught.value.__cause__!r}" and message.isprintable()


@pytest.mark.parametrize(
    ("manner", "read", "deadline", "says", "asked"),
    [
        (rude.silent, 0.1, 20, "does not answer in time; try again, or raise DATELINE_TIMEOUT", 3),
        (rude.stalled, 1, 20, "does not answer in time; try again, or raise DATELINE_TIMEOUT", 1),
        (rude.dripping, 5, 0.3, "no whole reply within 0.3 seconds; try again, or raise DATELINE_DEADLINE", 1),
        (rude.silent, 5, 0.3, "no whole reply within 0.3 seconds; try again, or raise DATELINE_DEADLINE", 1),
    ],
)
def test_no_server_is_waited_for_without_end(
    manner: Manner, read: float, deadline: float, says: str, asked: int
) -> None:
    with rude.rude(manner) as server, chat(server, Sleeps().patience(read=read, deadline=deadline)) as model:
        with pytest.raises(ModelUnavailable, match=re.escape(says)):
            heard(model)
        assert len(server.requests) == asked
        assert server.gone.wait(5)


def test_a_server_that_is_not_there() -> None:
    with rude.rude(rude.silent) as server:
        pass
    sleeps = Sleeps()
    with chat(server, sleeps.patience()) as model, pytest.raises(ModelUnavailable) as caught:
        heard(model)
    assert str(caught.value) == f"m-1: {server.url} can't be reached; check that the server runs, and the base URL"
    assert sleeps.slept == [0.5, 1.0]


def test_what_passes_is_tried_again() -> None:
    with rude.rude(error(503, "busy"), rude.reset, whole("Yes.")) as server, chat(server) as model:
        assert heard(model)[0] == "Yes."
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("header", "slept"), [({"Retry_After": "7"}, [7.0, 7.0]), ({"retry_after_ms": "1500"}, [1.5, 1.5]),
                          ({"Retry_After": "soon"}, [0.5, 1.0]), ({"Retry_After": "600"}, []),
                          ({"Retry_After": "Sat, 01 Jan 2028 00:00:00 GMT"}, [])],
)  # fmt: skip
def test_a_server_that_names_a_wait_is_given_it_within_the_deadline(header: dict[str, str], slept: list[float]) -> None:
    sleeps = Sleeps()
    manner = status(429, {"error": {"message": "slow"}}, **header)
    with rude.rude(manner) as server, chat(server, sleeps.patience()) as model, pytest.raises(ModelUnavailable):
        heard(model)
    assert (sleeps.slept, len(server.requests)) == (slept, len(slept) + 1)


def test_what_a_server_does_not_take_is_left_out_from_then_on() -> None:
    manner = rude.refuses("temperature", rude.refuses("max_tokens", rude.refuses("stream_options", whole("Yes."))))
    with rude.rude(manner) as server, chat(server) as model:
        assert heard(model)[0] == "Yes."
        assert len(server.requests) == 4
        assert heard(model)[0] == "Yes."
    assert len(server.requests) == 5
    last = server.requests[-1]
    assert last["max_completion_tokens"] == 50
    assert not {"temperature", "max_tokens", "stream_options"} & last.keys()


def test_a_model_that_thinks_first_gets_room_for_it() -> None:
    thoughts = [chunk(reasoning_content="Let me see. "), chunk(finish="length")]
    with rude.rude(stream(*thoughts), whole("Yes.")) as server, chat(server) as model:
        assert heard(model)[0] == "Yes."
    assert [sent["max_tokens"] for sent in server.requests] == [50, 4146]


def test_a_broken_connection_after_words_is_not_tried_again() -> None:
    with rude.rude(rude.torn) as server, chat(server) as model:
        said = model.stream(request(), Stop())
        assert next(said) == "The exercises "
        with pytest.raises(ModelUnavailable):
            next(said)
    assert len(server.requests) == 1


@pytest.mark.parametrize("manner", [rude.silent, rude.stalled, rude.dripping])
def test_a_stop_ends_the_request_at_once(manner: Manner) -> None:
    stop = Stop()
    got: list[str | Usage] = []
    with rude.rude(manner) as server, chat(server, Sleeps().patience(read=60, deadline=60)) as model:
        thread = Thread(target=lambda: got.extend(heard(model, stop=stop)))
        thread.start()
        while not server.requests:
            time.sleep(0.005)
        stop.stop()
        thread.join(5)
        assert not thread.is_alive() and server.gone.wait(5)
    assert not [piece for piece in got if isinstance(piece, Usage)]


def test_closing_the_iterator_ends_the_request() -> None:
    with rude.rude(rude.stalled) as server, chat(server) as model:
        said = model.stream(request(), Stop())
        assert next(said) == "The exercises "
        said.close()
        assert server.gone.wait(5)


def test_a_model_that_is_closed_while_it_answers_is_no_whole_answer() -> None:
    with rude.rude(rude.stalled) as server, chat(server) as model:
        said = model.stream(request(), Stop())
        next(said)
        model.close()
        with pytest.raises(ModelUnavailable, match="closed while it was answering"):
            list(said)
        assert server.gone.wait(5)


def test_after_a_stop_the_next_request_works_and_a_stopped_one_asks_nothing() -> None:
    stop = Stop()
    with rude.rude(rude.stalled, whole("Yes.")) as server, chat(server) as model:
        said = model.stream(request(), stop)
        next(said)
        stop.stop()
        assert list(said) == []
        assert heard(model, stop=stop) == []
        assert heard(model)[0] == "Yes."
        assert len(server.requests) == 2


def test_a_server_that_keeps_failing_is_left_alone_and_then_tried_once() -> None:
    sleeps = Sleeps()
    with rude.rude(error(503, "busy")) as server, chat(server, sleeps.patience()) as model:
        for _ in range(5):
            with pytest.raises(ModelUnavailable):
                heard(model)
        assert len(server.requests) == 15
        with pytest.raises(ModelUnavailable, match="left alone for 30 more seconds"):
            heard(model)
        assert len(server.requests) == 15
        sleeps.now += 31
        server.manners = (whole("Yes."),)
        assert heard(model)[0] == "Yes."
        assert heard(model)[0] == "Yes."


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["<think>hm</think>", "Yes."], "Yes."),
        (["\n<thi", "nk>", "h", "m</th", "ink>\n", "Yes."], "\nYes."),
        (["<think>a</think><think>b</think>Yes."], "Yes."),
        (["<thinking>hm</thinking>Yes."], "Yes."),
        (["They wrote <think>this</think>"], "They wrote <think>this</think>"),
        (["<", "b>Yes</b>"], "<b>Yes</b>"),
        (["<thin"], "<thin"),
    ],
)
def test_thoughts_are_left_out(pieces: list[str], text: str) -> None:
    with rude.rude(whole(*pieces)) as server, chat(server) as model:
        assert "".join(piece for piece in heard(model) if isinstance(piece, str)) == text


def test_text_that_cannot_be_sent_is_mended() -> None:
    with rude.rude(whole("Yes.")) as server, chat(server) as model:
        heard(model, request(text="a \ud800 b"))
    assert server.requests[0]["messages"] == [{"role": "user", "content": "a ? b"}]


def test_usage_that_is_none_is_no_failure() -> None:
    odd = {**chunk("Yes."), "usage": {"prompt_tokens": None}}
    with rude.rude(stream(odd, chunk(finish="stop"), {"usage": None, "choices": []})) as server, chat(server) as model:
        assert heard(model)[0] == "Yes."


def test_no_proxy_stands_before_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with rude.rude(whole("Yes.")) as server, chat(server) as model:
        assert heard(model)[0] == "Yes."


@pytest.mark.parametrize(
    ("listed", "window"),
    [
        ({"id": "m-1", "max_model_len": 32768}, 32768),
        ({"id": "m-1", "meta": {"n_ctx": 8192, "n_ctx_train": 2048}}, 2048),
        ({"id": "m-1", "meta": {"n_ctx_train": 4096}}, 4096),
        ({"id": "other", "context_length": 16384}, 16384),
        ({"id": "m-1", "owned_by": "library"}, 4096),
        ({"id": "m-1"}, 8192),
        ({"id": "m-1", "max_model_len": "much"}, 8192),
    ],
)
def test_a_server_may_tell_the_window(listed: dict[str, Any], window: int) -> None:
    listing = status(200, {"object": "list", "data": [{"object": "model", "created": 1, **listed}]})
    with rude.rude(whole("Yes."), listing=listing) as server, chat(server) as model:
        assert (model.window, model.window, server.paths) == (window, window, ["/v1/models"])
    with rude.rude(whole("Yes."), listing=listing) as server, chat(server, window=1024) as model:
        assert (model.window, server.paths) == (1024, [])


@pytest.mark.parametrize("listing", [status(404, {}), status(200, HTML), status(200, {"data": None}), rude.reset])
def test_a_server_that_does_not_list_its_models_has_a_modest_window(listing: Manner) -> None:
    with rude.rude(whole("Yes."), listing=listing) as server, chat(server) as model:
        assert model.window == 8192


def test_usage_comes_from_the_last_count() -> None:
    counts = [
        {**chunk("Yes."), "usage": usage(11, 1)["usage"]},
        {**chunk(finish="stop"), "usage": usage(11, 3)["usage"]},
    ]
    with rude.rude(stream(*counts)) as server, chat(server) as model:
        assert heard(model)[-1] == Usage(prompt_tokens=11, completion_tokens=3)
