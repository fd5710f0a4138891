"""A run of the real command that is killed, then interrupted, then left alone ends with the scores of one that was not.

Two readers: the quoting one, and a model behind a server on loopback, whose replies are kept by request.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evals.kept import saved
from tests.assistant.model.rude_server import RudeServer, rude, whole
from tests.assistant.model.scripts import reply

pytestmark = pytest.mark.slow

CASES = 8
SUITE = [
    "sample",
    "--reader",
    "quotes,model",
    "--model",
    "scripted",
    "--limit",
    str(CASES),
    "--set",
    "embeddings=words",
]
TIMED = {"seconds", "ms to retrieve", "ms to read"}
PATIENCE = 120.0


@pytest.fixture
def heeded() -> Iterator[None]:
    """Ctrl-C as a terminal has it: a process that ignores it starts only processes that do."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def started(folder: Path, server: RudeServer, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Start `dateline eval` with `folder` as its working directory."""
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "eval", *SUITE, *more],
        cwd=folder,
        env=os.environ | {"DATELINE_BASE_URL": server.url, "DATELINE_API_KEY": "none"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def to_the_end(folder: Path, server: RudeServer, *more: str) -> str:
    """Run the command and return what it printed."""
    with started(folder, server, *more) as process:
        said, complained = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, complained
    return said


def stopped(folder: Path, server: RudeServer, sign: signal.Signals, *, lines: int) -> tuple[int, str]:
    """Send a signal once so many lines are kept; return the exit status and what was complained."""
    with started(folder, server) as process:
        wait(lambda: process.poll() is not None or len(kept(folder)) >= lines)
        process.send_signal(sign)
        _, complained = process.communicate(timeout=PATIENCE)
    return process.returncode, complained


def wait(until: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE
    while not until() and time.monotonic() < end:
        time.sleep(0.005)


def runs(folder: Path) -> list[Path]:
    """Return the folders of the runs."""
    return sorted((folder / ".dateline" / "evals" / "runs").glob("sample-*"))


def kept(folder: Path) -> list[str]:
    """Return the lines of the first run as they lie on the disk."""
    cases = [run / "cases.jsonl" for run in runs(folder)[:1] if (run / "cases.jsonl").exists()]
    return cases[0].read_text("utf-8").splitlines() if cases else []


def scores(run: Path) -> dict[tuple[str, str], Any]:
    """Return the scores, answers and errors of the cases without what the clock says."""
    return {
        (line["reader"], line["id"]): (
            {score: value for score, value in line["scores"].items() if score not in TIMED},
            line["answer"]["text"],
            line["error"],
        )
        for line in saved(run).lines
    }


@pytest.mark.usefixtures("heeded")
def test_a_run_that_was_killed_and_interrupted_ends_as_one_that_ran_through(tmp_path: Path) -> None:
    with rude(whole(reply(missing="The passages do not say."))) as server:
        status, _ = stopped(tmp_path, server, signal.SIGKILL, lines=4)
        assert status == -signal.SIGKILL and 4 <= (first := len(kept(tmp_path))) < 2 * CASES
        with (runs(tmp_path)[0] / "cases.jsonl").open("a") as file:
            file.write('{"id": "torn", "reader": "quo')  # as a kill in the middle of a line leaves it

        status, complained = stopped(tmp_path, server, signal.SIGINT, lines=CASES + 2)
        assert status == 1 and "goes on there" in complained and "Traceback" not in complained
        assert first < len(kept(tmp_path)) < 2 * CASES + 1

        assert "right" in to_the_end(tmp_path, server)
        [broken] = runs(tmp_path)  # all three were one run
        replies = [*(tmp_path / ".dateline" / "evals" / "replies").rglob("*.json")]
        asked = len(server.requests)
        assert CASES // 2 <= len(replies) <= asked <= len(replies) + 2  # what was on its way is asked for again

        through = json.loads(to_the_end(tmp_path, server, "--run", "through", "--json"))
        assert scores(broken) == scores(broken.parent / "through") and len(scores(broken)) == 2 * CASES
        assert len(server.requests) == asked
        assert {one["score"] for one in through["figures"]} >= {"right", "answerable, right"}
