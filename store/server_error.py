"""What a model server means by an error: from its status, its code and its words to one of our errors.

It knows the habits of OpenAI, Ollama, vLLM, LM Studio and llama-server, and no library.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from store.errors import (
    BadReply,
    DatelineError,
    FormRefused,
    ModelRefused,
    ModelUnavailable,
    SettingsError,
    TooLong,
)

PARAMETERS = re.compile(r"\b(max_completion_tokens|max_tokens|temperature|stream_options)\b")
_FORM = re.compile(r"response_format|json_schema|json_object|grammar|structured.?output|guided_json|\bschema\b", re.I)
_LENGTH = re.compile(
    r"context_length_exceeded|exceed_context_size|maximum context length|context (?:size|window|length)"
    r"|(?:prompt|input|request) is too long|too many tokens|exceeds? the (?:model'?s )?(?:max|limit)",
    re.I,
)
_QUOTA = re.compile(
    r"insufficient_quota|billing_hard_limit|exceeded your current quota|insufficient (?:balance|credits)", re.I
)
_FILTER = re.compile(r"content_filter|content_policy|content management policy", re.I)
_AGAIN = (408, 409, 425, 429)
_PICKY = (400, 422)
_SHOWN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerError:
    """What a server answered instead of a reply. `status` is None for an error in the middle of a stream."""

    status: int | None
    text: str = ""
    parameter: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def meant(said: ServerError, name: str, key: str) -> DatelineError:
    """Return what `said` means for someone who asked the model `name`; `key` is kept out of the message."""
    detail = shown(said.text, key)
    if error := _by_status(said, name) or _by_words(said, name, detail):
        return error
    if said.status is None:
        return ModelUnavailable(f"{name}: the server failed in the middle of its reply; try again later{detail}")
    if said.status >= 500:
        wait = seconds(said.headers)
        return ModelUnavailable(f"{name}: the server failed (HTTP {said.status}); try again later{detail}", after=wait)
    if said.status < 300:
        return not_a_reply(name)
    return ModelRefused(f"{name}: the server refused the request (HTTP {said.status}){detail}")


def _by_status(said: ServerError, name: str) -> DatelineError | None:
    """Return what the status alone says, or the words where they outdo it: a quota that is used up is no hurry."""
    status = said.status or 0
    if status == 402 or _QUOTA.search(said.text):
        return ModelRefused(f"{name}: the account has no quota left; check its plan and billing")
    if status in (401, 403):
        return SettingsError(f"{name}: the server does not accept the key; check OPENAI_API_KEY (HTTP {status})")
    if status == 404:
        return SettingsError(f"{name}: the server has no such model, or the base URL lacks its /v1 (HTTP 404)")
    if 300 <= status < 400:
        return SettingsError(f"{name}: the server sends the request elsewhere (HTTP {status}); correct the base URL")
    if status in _AGAIN:
        wait = seconds(said.headers)
        return ModelUnavailable(f"{name}: the server has too much to do (HTTP {status}); try again later", after=wait)
    return None


def _by_words(said: ServerError, name: str, detail: str) -> DatelineError | None:
    """Return what the server's words say of the request: its length, a parameter, the form, the subject."""
    if said.status == 413 or _LENGTH.search(said.text):
        return TooLong(
            f"{name}: the request does not fit the model's window; set DATELINE_WINDOW to its size in tokens"
        )
    named = said.parameter or _named(said.text) or ""
    if PARAMETERS.fullmatch(named) and said.status in _PICKY:
        return ModelRefused(f"{name}: the server does not take {named}{detail}", parameter=named)
    if _FORM.search(said.text):
        return FormRefused(f"{name}: the server does not take this form of reply{detail}")
    if _FILTER.search(said.text):
        return ModelRefused(f"{name}: the server's content filter refused the request")
    return None


def not_a_reply(name: str) -> BadReply:
    """Return the error for what is no reply of a model server at all."""
    return BadReply(f"{name}: the server sent something else than a reply; check the base URL, it often ends in /v1")


def shown(text: str, key: str) -> str:
    """Return a server's words as the end of a one-line message: short, printable, without the key; empty for HTML."""
    if not text.strip() or re.search(r"<(?:!doctype|html|body)\b", text, re.I):
        return ""
    hidden = text.replace(key, "***") if len(key) > 4 else text
    hidden = re.sub(r"\bsk-[\w*.-]+|(?<=Bearer )\S+", "***", hidden)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in hidden).split())
    return f": {line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}"


def seconds(headers: Mapping[str, str]) -> float | None:
    """Return how long the headers ask to wait, None where they do not say."""
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        return max(0.0, float(headers["retry-after"]))
    except KeyError:
        return None
    except ValueError:
        return _until(headers.get("retry-after", ""))


def _until(day: str) -> float | None:
    try:
        moment = parsedate_to_datetime(day)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _named(text: str) -> str | None:
    """Return the first parameter that a refusal speaks of."""
    found = PARAMETERS.search(text)
    return found.group() if found else None
