"""Stand before every request of the page: whose it may be, how large, and what the browser may do with the answer.

Plain ASGI. A request that names another host (DNS rebinding), comes from another site's page, or does not know the
password where there is one (`doors`) is refused; of gradio's addresses only those that the page uses are open. The
browser may load from this server only and run no script that an article could bring: scripts need the number that is
drawn for each page view.
"""

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from page.doors import Doors
from page.markup import join, tag

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

COOKIE = "dateline"
_PERSON = re.compile(r"[\w-]{43}")
HEALTH = "/health"
KNOWN = "dateline.known"
"""Where the scope says whether a request knew the password."""
_OPEN = re.compile(
    r"/(?:|config/?|theme\.css|favicon\.ico|robots\.txt|health|(?:assets|static|page|export)/[^\x00]+)"
    r"|/gradio_api/(?:info/?|startup-events|app_id|theme\.css|heartbeat/\w+|queue/(?:join|data|status)|reset/?|cancel"
    r"|(?:call|run|api)/(?:v2/)?\w+(?:/\w+)?/?|upload|upload_progress|file=(?!\w{2,}:|//|\\)[^\x00]+|mcp(?:/.*)?)",
    re.DOTALL,
)
"""What the page, gradio_client and desktop assistants ask for. A way in that gradio adds is shut until it is here."""
_MANIFEST = re.compile(rb'<link[^>]*\brel="manifest"[^>]*>')
"""A browser asks for it without the password, and complains; the page is no app to be installed."""
_ASK = {"www-authenticate": 'Basic realm="Dateline", charset="UTF-8"'}
Refusal = tuple[int, str, dict[str, str]]
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
    """An application around another one, which lets in what its doors do."""

    def __init__(self, inner: Application, doors: Doors | None = None) -> None:
        """Stand before `inner`; a page for this machine has no other doors."""
        self._inner = inner
        self._doors = doors or Doors()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks over a websocket
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        if refused := self._refused(scope, headers):
            await _answer(send, *refused)
            return
        scope[KNOWN] = self._doors.knows(headers.get("authorization", ""))
        if refused := self._unknown(scope, headers):
            await _answer(send, *refused)
            return
        await self._inner(scope, _counted(receive, self._doors.largest), _Sending(send, scope, headers))

    def _refused(self, scope: Message, headers: dict[str, str]) -> Refusal | None:
        """Return status, words and headers with which a request is turned away whoever sends it, None where not."""
        host = headers.get("host", "")
        if not self._doors.named(host):
            words = "This page does not answer to that name; its owner can add it to DATELINE_APP_HOSTS."
            return 400, words, {}
        if _foreign(scope, headers, host):
            return 403, "This page takes nothing from the pages of other sites.", {}
        return None

    def _unknown(self, scope: Message, headers: dict[str, str]) -> Refusal | None:
        """Return with what a request is turned away that may not be made, or not by who makes it."""
        address = str((scope.get("client") or [""])[0])
        if not scope[KNOWN] and (scope["path"] != HEALTH or "authorization" in headers):
            return self._stranger(headers, address)
        if self._doors.failures.empty(address) and self._doors.password:
            return 429, "Too many wrong passwords came from there; wait a minute.", {}
        if not _OPEN.fullmatch(scope["path"]):
            return 404, "There is no such page.", {}
        if scope["path"].endswith("/upload"):
            return self._sender(headers, address)
        return self._too_large(headers)

    def _stranger(self, headers: dict[str, str], address: str) -> Refusal:
        """Return what who does not know the password hears; who only has not been asked yet has guessed nothing."""
        if "authorization" in headers and self._doors.failures.take(address):
            return 429, "Too many wrong passwords; wait a minute.", {}
        return 401, "This page asks for a user and a password.", _ASK

    def _sender(self, headers: dict[str, str], address: str) -> Refusal | None:
        """Return why somebody may not send files, None where they may."""
        if person(headers.get("cookie", "")) is None:
            return 403, "Open the page first.", {}
        if refused := self._too_large(headers):
            return refused
        if wait := self._doors.uploads.take(address):
            return 429, f"That is a lot of files in a short time; send more in {wait + 1:.0f} seconds.", {}
        return None

    def _too_large(self, headers: dict[str, str]) -> Refusal | None:
        length = headers.get("content-length") or "0"
        if not length.isdecimal():
            return 400, "That is no length.", {}
        largest = self._doors.largest
        return (413, f"That is too large: at most {largest // 1_000_000} MB.", {}) if int(length) > largest else None


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
        body = _MANIFEST.sub(b"", self._body)
        body = re.sub(rb"(?=</head>)", lambda _: _HEAD, body, count=1)
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


def _foreign(scope: Message, headers: dict[str, str], host: str) -> bool:
    """Return whether a browser says that the page of another site sends this."""
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return True
    return headers.get("sec-fetch-site") == "cross-site" and scope["method"] != "GET"


def _counted(receive: Receive, largest: int) -> Receive:
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > largest else message

    return counted


async def _answer(send: Send, status: int, words: str, added: dict[str, str]) -> None:
    known = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"} | _HEADERS | added
    headers = [(key.encode(), value.encode()) for key, value in known.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
