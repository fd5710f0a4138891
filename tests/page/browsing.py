"""A real browser on a real page: what it asks for is written down, and so is what it complains about."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
SHOTS = ROOT / ".dateline" / "screenshots"
WAIT = 30_000


@contextmanager
def served(store: Path, articles: Path, *options: str, **variables: str) -> Iterator[str]:
    """Serve a page in a process of its own, with variables in its environment, and yield its address."""
    command = [sys.executable, "-m", "tests.page.serving", str(store), str(articles), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | variables)
    try:
        assert process.stdout
        yield process.stdout.readline().split()[3].replace("0.0.0.0", "127.0.0.1")
    finally:
        process.terminate()
        process.communicate(timeout=20)


class Browsing:
    """One browser of one person, with the list of its requests and of its complaints."""

    def __init__(self, playwright: Any, profile: Path, **options: Any) -> None:
        """Start it with a profile of its own; `options` are Playwright's."""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=chromium(), args=ARGUMENTS, viewport={"width": 1400, "height": 900},
            accept_downloads=True, **options,
        )  # fmt: skip
        self.page = self.context.pages[0]
        self.page.set_default_timeout(WAIT)
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.requests.append(event["request"]["url"]))
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"a dialog: {dialog.message}"))

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, address: str) -> None:
        """Open the page and wait until it can be used."""
        self.page.goto(address)
        self.page.wait_for_selector("#past .welcome, #past .turn")

    def leave(self) -> None:
        """Go away from the page, before its server ends and the page complains of that."""
        self.page.goto("about:blank")

    def ask(self, question: str) -> Any:
        """Ask, wait for the answer and return its place on the page."""
        number = self.page.locator("#past .turn").count() + 1
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        try:
            self.page.wait_for_selector(f"#past #turn-{number}", timeout=WAIT / 2)
        except Exception:
            if self.page.input_value("#question textarea") != question:
                raise  # it was taken and not answered
            self.page.press("#question textarea", "Enter")  # on a busy machine the box may not have been ready
            self.page.wait_for_selector(f"#past #turn-{number}")
        return self.page.locator(f"#turn-{number}")

    def tab(self, name: str) -> None:
        """Go to a tab."""
        self.page.get_by_role("tab", name=name).click()

    def shot(self, name: str) -> None:
        """Keep a picture of the page."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(SHOTS / f"{name}.png"))

    def close(self) -> None:
        """Close it, having looked at what it asked for and what it complained of."""
        self.context.close()
        local = ("http://127.0.0.1:", "data:", "blob:http://127.0.0.1:")
        assert [url for url in self.requests if not url.startswith(local)] == []
        assert self.requests
        assert not self.complaints, self.complaints


def chromium() -> str | None:
    """Return where Chromium is, None where the system has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def playwright() -> Any:
    """Return what starts Playwright; skip where it or Chromium can't be had."""
    module = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if chromium() is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    return module.sync_playwright()
