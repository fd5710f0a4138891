"""What servers say when they refuse, in their own ways, and what becomes of it: one line, without the key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import (
    BadReply,
    DatelineError,
    FormRefused,
    ModelRefused,
    ModelUnavailable,
    SettingsError,
    TooLong,
)
from store.retries import MOST, pause
from store.server_error import ServerError, meant

KEY = "sk-a-key-that-must-not-be-shown"


@pytest.mark.parametrize(
    ("status", "text", "kind", "parameter"),
    [
        (400, "Unsupported value: 'temperature' does not support 0 with this model.", ModelRefused, "temperature"),
        (400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
         ModelRefused, "max_tokens"),
        (400, "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options')}]", ModelRefused, "stream_options"),
        (422, "[{'loc': ['body', 'response_format'], 'msg': 'Extra inputs are not permitted'}]", FormRefused, None),
        (400, "'response_format.type' must be 'json_schema' or 'text'", FormRefused, None),
        (500, "failed to initialize grammar sampler", FormRefused, None),
        (400, "'max_tokens' is too large: 800. This model's maximum context length is 4096 tokens", TooLong, None),
        (400, "prompt is too long: 9000 tokens", TooLong, None),
        (402, "Insufficient Balance", ModelRefused, None),
        (503, "Loading model", ModelUnavailable, None),
        (529, "overloaded", ModelUnavailable, None),
        (404, "model 'x' not found, try pulling it first", SettingsError, None),
        (400, "The response was filtered due to the content management policy", ModelRefused, None),
        (204, "", BadReply, None),
        (418, "", ModelRefused, None),
    ],
)  # fmt: skip
def test_the_habits_of_servers_are_known(
    status: int, text: str, kind: type[DatelineError], parameter: str | None
) -> None:
    error = meant(ServerError(status=status, text=text), "m-1", KEY)
    assert type(error) is kind
    assert getattr(error, "parameter", None) == parameter


@given(
    st.one_of(st.none(), st.integers(200, 599)),
    st.text().map(lambda text: f"{text}{KEY}\n{text}"),
    st.one_of(st.none(), st.text()),
    st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms"]), st.text()),
)
def test_any_words_of_a_server_become_one_line_without_the_key(
    status: int | None, text: str, parameter: str | None, headers: dict[str, str]
) -> None:
    error = meant(ServerError(status=status, text=text, parameter=parameter, headers=headers), "m-1", KEY)
    assert str(error).isprintable() and str(error).startswith("m-1") and len(str(error)) < 300
    assert KEY not in f"{error} {error!r}"


@given(st.floats(0, 1), st.floats(0, 1000), st.integers(1, 9), st.one_of(st.none(), st.floats(0, 1000)))
def test_a_pause_ends_before_the_deadline_and_is_as_long_as_asked(
    chance: float, left: float, tried: int, after: float | None
) -> None:
    wait = pause(ModelUnavailable("down", after=after), tried=tried, left=left, chance=chance)
    assert wait is None or (tried <= MOST and max(after or 0, 0.37) <= wait < left)
    assert pause(BadReply("x"), tried=tried, left=left, chance=chance) is None
