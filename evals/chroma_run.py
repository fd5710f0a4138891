"""Run a real Chroma server on this machine for as long as something needs it, as `chroma run` does."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_UP = 60.0


class ChromaRun:
    """A server of the data in a folder, at one address however often it is started."""

    def __init__(self, data: Path) -> None:
        """Choose a free port; nothing runs yet."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it and return when it answers."""
        beside = Path(sys.executable).parent / "chroma"
        program = str(beside) if beside.exists() else shutil.which("chroma") or "chroma"
        command = [program, "run", "--path", str(self._data), "--host", "127.0.0.1", "--port", str(self._port)]
        environment = os.environ | {"ANONYMIZED_TELEMETRY": "False"}
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        end = time.monotonic() + _UP
        while True:
            try:
                httpx.get(f"{self.url}/api/v2/heartbeat", timeout=1).raise_for_status()
                return
            except httpx.HTTPError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(20)
            self._process = None


@contextmanager
def served(data: Path) -> Iterator[ChromaRun]:
    """Lend a running server of the data in a folder."""
    server = ChromaRun(data)
    server.start()
    try:
        yield server
    finally:
        server.stop()
