"""Who may ask what of the page, and what its answers allow a browser to do."""

import asyncio
import re
from typing import Any

import pytest

from page.guard import Guard, is_loopback, person

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
    path: str = "/", *, listens: str = "127.0.0.1", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Return the status, headers and body of one request; `listens` is where the server does."""
    given = {"host": "127.0.0.1:7860"} | {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(key.encode(), value.encode()) for key, value in given.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": pairs}
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(inner, listens)(scope, receive, send))
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]).decode()


@pytest.mark.parametrize("name", ["127.0.0.1:7860", "localhost:1", "LOCALHOST", "[::1]:7860"])
def test_names_of_this_machine_are_answered(name: str) -> None:
    assert status(host=name) == 200


@pytest.mark.parametrize("name", ["evil.test", "127.0.0.1.evil.test", "evil.test:7860", "", "10.0.0.1"])
def test_other_names_are_not(name: str) -> None:
    assert status(host=name) == 400


def test_another_name_is_answered_where_the_server_listens_to_others() -> None:
    assert asked(listens="0.0.0.0", host="news.test")[0] == 200


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
    ["/openapi.json", "/docs", "/gradio_api/file=http://192.0.2.1/x", "/gradio_api/file=https://x", "/gradio_api/runs",
     "/gradio_api/proxy=http://192.0.2.1", "/proxy=https://x"],
)  # fmt: skip
def test_what_the_page_has_no_use_for_is_closed(path: str) -> None:
    assert status(path) == 404


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


def test_what_reaches_only_this_machine() -> None:
    assert is_loopback("127.0.0.1") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("0.0.0.0") and not is_loopback("10.0.0.1")
