"""Who may ask what of the page, and what its answers allow a browser to do."""

import asyncio
import base64
import re
from typing import Any

import pytest

from page.clients import Rates
from page.doors import Doors
from page.guard import Guard, person

PERSON = "p" * 43
PAGE = b"<html><head><script>let a = 1</script></head><body><script src=/x.js></script></body></html>"


async def inner(_scope: Any, receive: Any, send: Any) -> None:
    """Answer with a page that has two scripts, having read what was sent."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[20:]})


def asked(
    path: str = "/", *, doors: Doors | None = None, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Return the status, headers and body of one request to a page with these doors."""
    given = {"host": "127.0.0.1:7860"} | {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(key.encode(), value.encode()) for key, value in given.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": pairs, "client": ("192.0.2.7", 1)}
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(inner, doors)(scope, receive, send))
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]).decode()


@pytest.mark.parametrize("name", ["127.0.0.1:7860", "localhost:1", "LOCALHOST", "[::1]:7860"])
def test_names_of_this_machine_are_answered(name: str) -> None:
    assert status(host=name) == 200


@pytest.mark.parametrize("name", ["evil.test", "127.0.0.1.evil.test", "evil.test:7860", "", "10.0.0.1"])
def test_other_names_are_not(name: str) -> None:
    assert status(host=name) == 400


def status(path: str = "/", method: str = "GET", **headers: str) -> int:
    """Return the status of one request to a page that listens at this machine only."""
    return asked(path, method=method, **headers)[0]


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "null", "http://127.0.0.1:7861", "https://127.0.0.1.evil.test:7860"]
)
def test_what_another_site_sends_is_refused(origin: str) -> None:
    assert status("/gradio_api/upload", "POST", origin=origin, cookie=f"dateline={PERSON}") == 403
    assert status("/gradio_api/queue/join", "POST", sec_fetch_site="cross-site") == 403


def test_what_the_page_itself_sends_is_taken() -> None:
    assert status("/gradio_api/queue/join", "POST", origin="http://127.0.0.1:7860") == 200
    assert status("/gradio_api/upload", "POST", cookie=f"dateline={PERSON}") == 200


def test_an_upload_needs_an_open_page_and_an_end() -> None:
    assert status("/gradio_api/upload", "POST") == 403
    assert status("/gradio_api/upload", "POST", cookie=f"dateline={PERSON}", content_length="99000000") == 413


@pytest.mark.parametrize(
    "path",
    ["/openapi.json", "/gradio_api/openapi.json", "/docs", "/redoc", "/gradio_api/file=http://192.0.2.1/x",
     "/gradio_api/file=https://x", "/gradio_api/file=HTTP://x", "/gradio_api/file=file:///etc/passwd",
     "/gradio_api/file=ftp://x", "/gradio_api/file=//192.0.2.1/share", "/gradio_api/file=\\\\192.0.2.1\\share",
     "/gradio_api/runs", "/gradio_api/runs/", "/gradio_api/run-history/records", "/gradio_api/proxy=http://192.0.2.1",
     "/proxy=https://x", "/gradio_api/deep_link", "/gradio_api/vibe-edit/", "/gradio_api/vibe-code",
     "/gradio_api/dev/reload", "/gradio_api/profiling/traces", "/gradio_api/component_server", "/gradio_api/token",
     "/gradio_api/user", "/gradio_api/custom_component/1/client/x/y", "/gradio_api/process_recording", "/login",
     "/logout", "/monitoring", "/monitoring/summary", "/monitoring/key", "/svelte/x", "/pwa_icon", "/other",
     "/gradio_api/stream/1", "/manifest.json", "/gradio_api//runs", "//gradio_api/runs"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_page_has_no_use_for_is_closed(path: str, method: str) -> None:
    assert status(path, method) == 404


def test_only_scripts_with_the_number_of_this_view_run() -> None:
    _, headers, body = asked()
    [nonce] = re.findall(r"'nonce-([^']+)'", headers["content-security-policy"])
    assert "'unsafe-inline'" not in headers["content-security-policy"].split("script-src")[1].split(";")[0]
    assert body.count("<script") == body.count(f'<script nonce="{nonce}"') == 3
    assert int(headers["content-length"]) == len(body)
    assert asked()[1]["content-security-policy"] != headers["content-security-policy"]


def test_nothing_may_be_loaded_or_sent_elsewhere() -> None:
    headers = asked()[1]
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert policy["form-action"] == policy["frame-src"] == policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert not re.search(r"https?:|\*", headers["content-security-policy"])
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_a_new_person_gets_a_number_that_scripts_cannot_read() -> None:
    cookie = asked()[1]["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert person(cookie.split(";")[0]) and person(cookie.split(";")[0]) != person(
        asked()[1]["set-cookie"].split(";")[0]
    )
    assert "set-cookie" not in asked(cookie=f"dateline={PERSON}")[1]
    assert "set-cookie" not in asked("/gradio_api/info")[1]


@pytest.mark.parametrize("cookie", ["", "dateline=short", "other=1", "dateline=../../etc" + "x" * 33, "\x00"])
def test_a_number_that_was_not_given_is_nobody(cookie: str) -> None:
    assert person(cookie) is None


CLOSED_TO_STRANGERS = [
    "/", "/config", "/gradio_api/info", "/gradio_api/call/v2/ask", "/gradio_api/queue/join", "/gradio_api/queue/data",
    "/gradio_api/upload", "/gradio_api/mcp/", "/gradio_api/heartbeat/x", "/export/x.md", "/page/page.js", "/theme.css",
    "/assets/index.js", "/nothing",
]  # fmt: skip
WITH_PASSWORD = Doors(user="ann", password="walnut oven")


def basic(user: str, password: str) -> str:
    """Return the header that brings a user and a password."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize("path", CLOSED_TO_STRANGERS)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_every_path_asks_for_the_password(path: str, method: str) -> None:
    code, headers, body = asked(path, doors=WITH_PASSWORD, method=method)
    assert code == 401 and headers["www-authenticate"].startswith("Basic ") and "script" not in body


def test_who_knows_it_comes_in() -> None:
    assert asked(doors=WITH_PASSWORD, authorization=basic("ann", "walnut oven"))[0] == 200


@pytest.mark.parametrize(
    "given", ["", "Basic", "Basic !!!", "Bearer walnut oven", basic("ann", "walnut"), basic("bob", "walnut oven"),
              basic("ann", ""), basic("", "walnut oven"), "Basic " + "A" * 100_000],
)  # fmt: skip
def test_who_does_not_stays_outside(given: str) -> None:
    doors = Doors(user="ann", password="walnut oven")
    assert asked(doors=doors, authorization=given)[0] == 401


def test_guessing_is_ended() -> None:
    doors = Doors(user="ann", password="walnut oven", failures=Rates(3, clock=lambda: 0.0))
    wrong, right = basic("ann", "oven"), basic("ann", "walnut oven")
    paths = ["/", "/health", "/config", "/", "/health"]
    assert [asked(path, doors=doors, authorization=wrong)[0] for path in paths] == [401, 401, 401, 429, 429]
    assert asked(doors=doors, authorization=right)[0] == 429


def test_health_is_there_for_who_knows_nothing() -> None:
    assert asked("/health", doors=WITH_PASSWORD)[0] == 200


def test_files_come_at_a_bounded_rate() -> None:
    doors = Doors(uploads=Rates(2, clock=lambda: 0.0))
    sent = [asked("/gradio_api/upload", doors=doors, method="POST", cookie=f"dateline={PERSON}")[0] for _ in range(3)]
    assert sent == [200, 200, 429]


def test_nothing_speaks_over_a_websocket() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {}

    asyncio.run(Guard(inner)({"type": "websocket", "path": "/", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_body_longer_than_it_says_is_cut_off() -> None:
    taken: list[Any] = []

    async def reads(_scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive()).get("more_body"):
            taken.append(message)
        taken.append(message)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        return {"type": "http.request", "body": b"x" * 400_000, "more_body": True}

    async def send(_: Any) -> None:
        return None

    headers = [(b"host", b"localhost")]
    scope = {"type": "http", "path": "/gradio_api/queue/join", "method": "POST", "headers": headers}
    asyncio.run(Guard(reads, Doors(largest=1_000_000))(scope, receive, send))
    assert [message["type"] for message in taken] == ["http.request", "http.request", "http.disconnect"]
