"""A first run, in a home of its own, opens no connection to any other machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.environment import prepare, tiktoken_cache, without_proxy
from tests.conftest import ROOT

ARTICLE = "The coast guard of Velmora held exercises from 10 to 20 March 2031, the ministry said.\n"
JOB = """
import sys
from assistant import ask
import chromadb, gradio, tiktoken
assert ask("When were the exercises?", articles=sys.argv[1]).outcome == "answered"
assert tiktoken.get_encoding("o200k_base").encode("tokens")
"""
HOOK = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        place = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
        host = place[0] if isinstance(place, tuple) else place
        if host not in ("127.0.0.1", "::1", "localhost") and not str(host).startswith("/"):
            with open(LOG, "a") as file:
                file.write(f"{event} {place}\\n")
sys.addaudithook(watch)
"""
ELSEWHERE = re.compile(r"sa_family=AF_INET6?\b(?!.*(?:\"127\.|\"::1\"))")


def first_run(folder: Path, *watched_by: str) -> Path:
    """Ingest and ask in a new process with an empty home, and return the file that its audit hook writes to."""
    hooks, home, log = folder / "hooks", folder / "home", folder / "log"
    for made in (hooks, home, folder / "news"):
        made.mkdir()
    (folder / "news" / "drills.txt").write_text(ARTICLE, "utf-8")
    (hooks / "sitecustomize.py").write_text(f"LOG = {str(log)!r}\n{HOOK}", "utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": f"{hooks}{os.pathsep}{ROOT}"}
    command = [*watched_by, sys.executable, "-W", "ignore", "-c", JOB, str(folder / "news")]
    # CI is left out of the environment on purpose: onnxruntime is silent where it is set, so it would hide the fault.
    done = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return log


@pytest.mark.slow
def test_a_first_run_asks_python_for_no_connection(tmp_path: Path) -> None:
    log = first_run(tmp_path)
    assert not log.exists(), log.read_text()
    assert not [path for path in (tmp_path / "home").rglob("*") if "Microsoft" in path.parts or "chroma" in path.parts]


def test_the_hook_sees_a_connection(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"LOG = {str(tmp_path / 'log')!r}\n{HOOK}", "utf-8")
    call = "import socket; socket.getaddrinfo('example.invalid', 80)"
    subprocess.run([sys.executable, "-c", call], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, check=False)
    assert "example.invalid" in (tmp_path / "log").read_text()


def traced(folder: Path) -> list[str]:
    """Return strace's command line, or skip where it is not installed or not allowed to look."""
    command = [shutil.which("strace") or "", "-f", "-qq", "-e", "trace=connect,sendto", "-o", str(folder / "trace")]
    if not command[0] or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is not installed or may not trace")
    return command


@pytest.mark.slow
def test_a_first_run_opens_no_connection_in_any_library(tmp_path: Path) -> None:
    first_run(tmp_path, *traced(tmp_path))
    trace = (tmp_path / "trace").read_text(errors="replace").splitlines()
    assert [line for line in trace if ELSEWHERE.search(line)] == []


def test_the_trace_shows_a_connection(tmp_path: Path) -> None:
    call = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"  # sends nothing
    subprocess.run([*traced(tmp_path), sys.executable, "-c", call], capture_output=True, check=False)
    assert [line for line in (tmp_path / "trace").read_text().splitlines() if ELSEWHERE.search(line)]


def test_what_is_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "True")
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    prepare()
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "True"
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
    assert os.environ["NO_PROXY"] == "intranet.example,127.0.0.1,localhost,::1"


@pytest.mark.parametrize(("value", "becomes"), [("*", "*"), ("localhost", "localhost,127.0.0.1,::1"), (" a , ", "a")])
def test_loopback_needs_no_proxy(value: str, becomes: str) -> None:
    assert without_proxy(value).startswith(becomes)


def test_the_token_tables_are_there() -> None:
    found = tiktoken_cache()
    assert found and len(list(found.iterdir())) >= 2
