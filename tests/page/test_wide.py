"""A page for other machines: a browser brings user and password, and everybody else stays outside of everything."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.assistant.county import QUESTIONS, write
from tests.conftest import ROOT
from tests.page.browsing import Browsing, playwright, served

pytestmark = pytest.mark.slow
LOGIN = {"DATELINE_APP_USER": "ann", "DATELINE_APP_PASSWORD": "walnut oven"}
AUTH = ("ann", "walnut oven")
PROBES = [
    "/", "/config", "/config/", "/gradio_api/info", "/gradio_api/openapi.json", "/openapi.json", "/gradio_api/runs",
    "/gradio_api/startup-events", "/gradio_api/heartbeat/x", "/gradio_api/queue/data?session_hash=x",
    "/gradio_api/queue/status", "/gradio_api/app_id", "/gradio_api/mcp/sse", "/gradio_api/upload_progress?upload_id=x",
    "/gradio_api/file=/etc/passwd", "/gradio_api/file=http://192.0.2.1/", "/gradio_api/proxy=http://192.0.2.1/",
    "/gradio_api/login_check", "/login_check", "/login", "/logout", "/user", "/token", "/app_id", "/monitoring",
    "/theme.css", "/robots.txt", "/favicon.ico", "/manifest.json", "/assets/x", "/static/x", "/svelte/x",
    "/page/page.js", "/page/style.css", "/export/x.md", "/docs", "/redoc", "/%2e%2e/etc/passwd", "/nothing",
]  # fmt: skip
SENT = ["queue/join", "run/ask", "api/ask", "call/ask", "call/v2/ask", "upload", "cancel", "reset", "component_server"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a small folder to everybody who knows the password, three questions a minute each."""
    place = tmp_path_factory.mktemp("wide")
    limits = {"DATELINE_APP_RATE": "3", "GRADIO_ALLOWED_PATHS": "/", "GRADIO_SHARE": "True", "GRADIO_DEBUG": "1"}
    with served(place / "store", write(place / "news"), "--wide", **LOGIN, **limits) as found:
        yield found


@pytest.mark.parametrize("path", PROBES)
def test_no_address_is_open_to_a_stranger(address: str, path: str) -> None:
    for auth in (None, ("ann", "wrong")) if path == "/" else (None,):
        assert httpx.get(address + path, auth=auth).status_code == 401


@pytest.mark.parametrize("path", SENT)
def test_nothing_is_taken_from_a_stranger(address: str, path: str) -> None:
    assert httpx.post(f"{address}/gradio_api/{path}", json={"question": "When?"}).status_code == 401


def test_health_says_a_word_to_strangers_and_all_to_others(address: str) -> None:
    assert httpx.get(address + "/health").json() == {"status": "ok"}
    said = httpx.get(address + "/health", auth=AUTH).json()
    assert said["store"]["articles"] == 5 and set(said) == {"status", "store", "model", "questions", "reading"}


def test_names_of_others_do_not_lead_here(address: str) -> None:
    headers = {"host": "evil.test"}
    assert httpx.get(address + "/", auth=AUTH, headers=headers).status_code == 400
    sent = httpx.post(address + "/gradio_api/queue/join", auth=AUTH, headers={"origin": "http://evil.test"}, json={})
    assert sent.status_code == 403 and "access-control-allow-origin" not in sent.headers


def test_no_file_of_the_server_is_given_out(address: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KEY=1", "utf-8")
    for path in ("/etc/passwd", ROOT / "pyproject.toml", ROOT / "app.py", tmp_path / ".env", "../../etc/passwd"):
        found = httpx.get(f"{address}/gradio_api/file={path}", auth=AUTH)
        assert found.status_code in (403, 404) and "root:" not in found.text and "KEY" not in found.text


def test_the_configuration_holds_no_password(address: str) -> None:
    for path in ("/", "/config", "/gradio_api/info", "/health"):
        assert "walnut oven" not in httpx.get(address + path, auth=AUTH).text


def test_a_program_that_asks_too_often_is_told_to_wait(address: str) -> None:
    def ask() -> str:
        start = httpx.post(f"{address}/gradio_api/call/v2/ask", json={"question": QUESTIONS[2]}, auth=AUTH).json()
        return httpx.get(f"{address}/gradio_api/call/v2/ask/{start['event_id']}", auth=AUTH, timeout=60).text

    said = [ask() for _ in range(5)]
    assert "Hobb Karrow" in said[0] and "ask again in" in said[-1]


def test_a_browser_asks_once_it_has_the_password(tmp_path: Path) -> None:
    login = {"username": AUTH[0], "password": AUTH[1]}
    with playwright() as running, served(tmp_path / "store", write(tmp_path / "news"), "--wide", **LOGIN) as found:
        person = Browsing(running, tmp_path / "profile", http_credentials=login)
        person.open(found)
        assert "Hobb Karrow" in person.ask(QUESTIONS[2]).inner_text()
        person.tab("Sources")
        file = tmp_path / "ladder.txt"
        file.write_text("Lamplighter Tove Ansel won the ladder race in Quillmark on 4 May 2033.\n", "utf-8")
        person.page.set_input_files("#files input[type=file]", str(file))
        person.page.wait_for_selector(".report:has-text('1 added')")
        person.leave()
        person.close()


def test_it_does_not_start_without_a_password(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "app", "--host", "0.0.0.0", "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={**os.environ}, check=False)
    assert done.returncode == 2 and "--open" in done.stderr and not (tmp_path / ".dateline").exists()
