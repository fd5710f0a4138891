"""Stand before every request of the page: whose it may be, how large, and what the browser may do with the answer.

Plain ASGI. A request that names another host (DNS rebinding) or comes from another site's page is refused; addresses of
gradio that the page has no use for are closed. The browser may load from this server only and run no script that an
article could bring: scripts need the number that is drawn for each page view.
"""

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from page.markup import join, tag

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

COOKIE = "dateline"
_PERSON = re.compile(r"[\w-]{43}")
_LOOPBACK = frozenset(["127.0.0.1", "localhost", "[::1]"])
_CLOSED = re.compile(r"/openapi\.json|/docs|/redoc|/gradio_api/(runs|deep_link|proxy=.*|file=https?:.*)|.*/proxy=.*")
_LARGEST = 64_000_000
"""Bytes of a request: the largest file that ingest takes, and what surrounds it."""
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; frame-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'self'; "
    "object-src 'none'; manifest-src 'self'"
)  # unsafe-eval: gradio compiles the templates of gr.HTML, which are ours; nothing else is evaluated
_HEAD = join(tag("link", rel="stylesheet", href="/page/style.css"), tag("script", src="/page/page.js")).encode()
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """An application around another one. `host` is what the server listens at; a loopback one takes loopback names."""

    def __init__(self, inner: Application, host: str) -> None:
        """Stand before `inner`."""
        self._inner = inner
        self._names = _LOOPBACK if is_loopback(host) else None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        if refused := self._refused(scope, headers):
            await _answer(send, *refused)
            return
        await self._inner(scope, _counted(receive), _Sending(send, scope, headers))

    def _refused(self, scope: Message, headers: dict[str, str]) -> tuple[int, str] | None:
        """Return the status and the words with which a request is turned away, None where it is not."""
        host = headers.get("host", "")
        if self._names is not None and _name(host) not in self._names:
            return 400, "This page answers to the name of its own machine only."
        if _foreign(scope, headers, host):
            return 403, "This page takes nothing from the pages of other sites."
        if _CLOSED.fullmatch(scope["path"]):
            return 404, "There is no such page."
        if scope["path"].endswith("/upload") and person(headers.get("cookie", "")) is None:
            return 403, "Open the page first."
        too_large = int(headers.get("content-length") or 0) > _LARGEST
        return (413, "That is too large.") if too_large else None


class _Sending:
    """Sends what the application answers, with our headers; a page gets the number of its scripts and its cookie."""

    def __init__(self, send: Send, scope: Message, headers: dict[str, str]) -> None:
        self._send = send
        self._nonce = secrets.token_urlsafe(16)
        self._fresh = None if person(headers.get("cookie", "")) else secrets.token_urlsafe(32)
        self._page = scope["path"] == "/" and scope["method"] == "GET"
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *self._added()]}
            if self._page:
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._page:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = await self._whole()
        await self._send(message)

    async def _whole(self) -> Message:
        body = re.sub(rb"(?=</head>)", lambda _: _HEAD, self._body, count=1)
        body = re.sub(rb"(?<=<script)\b", b' nonce="%s"' % self._nonce.encode(), body)
        kept = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        await self._send({**self._start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        return {"type": "http.response.body", "body": body}

    def _added(self) -> list[tuple[bytes, bytes]]:
        added = _HEADERS | {"content-security-policy": _POLICY.format(nonce=self._nonce)}
        if self._page:
            added["cache-control"] = "no-store"
        if self._page and self._fresh:
            added["set-cookie"] = f"{COOKIE}={self._fresh}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"
        return [(key.encode(), value.encode()) for key, value in added.items()]


def person(cookie: str) -> str | None:
    """Return the number of the person that a cookie header names, None where it names nobody."""
    try:
        found = SimpleCookie(cookie).get(COOKIE)
    except CookieError:
        return None
    return found.value if found and _PERSON.fullmatch(found.value) else None


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a server that listens at `host`."""
    return host in ("localhost", "::1") or host.startswith("127.")


def _foreign(scope: Message, headers: dict[str, str], host: str) -> bool:
    """Return whether a browser says that the page of another site sends this."""
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return True
    return headers.get("sec-fetch-site") == "cross-site" and scope["method"] != "GET"


def _name(host: str) -> str:
    return re.sub(r":\d+$", "", host.lower())


def _counted(receive: Receive) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > _LARGEST else message

    return counted


async def _answer(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
