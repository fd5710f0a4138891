"""Reach an OpenAI-compatible server (OpenAI, Ollama, vLLM, LM Studio, llama-server). The only file that imports openai.

It makes the clients and turns whatever goes wrong into our errors; what is asked is the matter of its callers. Only
the base URL is ever talked to: redirects are not followed, and no proxy stands before this machine. Where the key and
the address come from is the matter of the settings. A key that is not needed is "none"; the SDK insists on one.
"""

import ipaddress
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpx
import openai

from store.errors import DatelineError, ModelUnavailable, SettingsError
from store.server_error import ServerError, meant, not_a_reply

OPENAI = "https://api.openai.com/v1"
CONNECT = 5.0
"""Seconds to reach a server."""
FAILURES = (openai.OpenAIError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError, TypeError,
            AttributeError, LookupError)  # fmt: skip
"""What a request can raise, a reply that is not what it should be included."""

Client = openai.OpenAI
AsyncClient = openai.AsyncOpenAI


class ModelServer:
    """One server, for the model called `name` in messages."""

    def __init__(self, name: str, *, base_url: str | None, api_key: str | None) -> None:
        """Check the address and the key; nothing is sent. Neither of them given is a SettingsError."""
        if not (api_key or base_url):
            raise SettingsError(f"{name} needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs no key")
        self.name = name
        self._url, self._key = (base_url or OPENAI).strip(), (api_key or "none").strip()
        address = _address(self._url)
        if not (self._key.isascii() and self._key.isprintable()) or " " in self._key:
            raise SettingsError(f"{name}: the key has characters that no key has; check OPENAI_API_KEY")
        self.is_openai = address.hostname == urlsplit(OPENAI).hostname
        self.is_local = _is_loopback(address.hostname or "")
        self.place = shown(self._url)

    def client(self, *, read: float) -> Client:
        """Return a client that waits `read` seconds for each part of a reply and never tries again by itself."""
        http = openai.DefaultHttpxClient(timeout=_timeout(read), follow_redirects=False, trust_env=not self.is_local)
        return Client(base_url=self._url, api_key=self._key, http_client=http, max_retries=0)

    def async_client(self, *, read: float) -> AsyncClient:
        """Return the same for an event loop."""
        http = openai.DefaultAsyncHttpxClient(
            timeout=_timeout(read), follow_redirects=False, trust_env=not self.is_local
        )
        return AsyncClient(base_url=self._url, api_key=self._key, http_client=http, max_retries=0)

    def models(self, *, read: float = 3.0) -> list[dict[str, Any]]:
        """Return what the server says of the models that it has, nothing where it keeps no list."""
        with self.client(read=read) as client:
            try:
                listed = client.models.list().data
                return [{str(name): value for name, value in model.model_dump().items()} for model in listed]
            except openai.NotFoundError:
                return []
            except FAILURES as error:
                raise self.translated(error) from None

    def translated(self, error: Exception) -> DatelineError:
        """Return our error for one of the library's. Raise it `from None`: the library's shows the request."""
        match error:
            case DatelineError():
                ours = error
            case openai.APIResponseValidationError():
                ours = not_a_reply(self.name)
            case openai.APIConnectionError() | httpx.HTTPError() | OSError():
                ours = self._unreached(error)
            case openai.APIError():
                ours = meant(_said(error), self.name, self._key)
            case _:
                ours = not_a_reply(self.name)
        return ours

    def _unreached(self, error: Exception) -> ModelUnavailable:
        cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
        if isinstance(error, openai.APITimeoutError) or isinstance(cause, httpx.TimeoutException):
            text = f"{self.place} does not answer in time; try again, or raise DATELINE_TIMEOUT"
        elif isinstance(cause, httpx.NetworkError | httpx.ProtocolError) and not isinstance(cause, httpx.ConnectError):
            text = f"the reply was cut off, the connection to {self.place} broke; try again"
        else:
            text = f"{self.place} can't be reached; check that the server runs, and the base URL"
        return ModelUnavailable(f"{self.name}: {text}")


def shown(url: str) -> str:
    """Return a base URL as it may be printed: without the name and password that it may hold, and without its query."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the base URL"
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}{port}{parts.path}".rstrip("/")


def _address(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        httpx.URL(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except (ValueError, httpx.InvalidURL):
        fine = False
    if not fine:
        raise SettingsError("the base URL is not one; write it as http://localhost:11434/v1 (OPENAI_BASE_URL)")
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _timeout(read: float) -> httpx.Timeout:
    return httpx.Timeout(read, connect=min(CONNECT, read))


def _said(error: openai.APIError) -> ServerError:
    """Return the server's own words and code as one text, with the status where there is one."""
    body: Any = error.body
    if isinstance(body, dict):
        body = " ".join(str(body[name]) for name in ("message", "detail", "error", "code", "type") if body.get(name))
    text, parameter = str(body or error.message), error.param if isinstance(error.param, str) else None
    if isinstance(error, openai.APIStatusError):
        headers = error.response.headers
        return ServerError(status=error.status_code, text=text, parameter=parameter, headers=headers)
    return ServerError(status=None, text=text, parameter=parameter)
