"""The entrance to the page."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

import app
from assistant import Settings, SettingsError


def test_importing_the_entrance_does_not_import_gradio() -> None:
    code = "import sys, app; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_a_taken_port_is_said_before_anything_is_read(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "store", articles=tmp_path, embeddings="words")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"can't serve at 127.0.0.1:{port} .*--port"):
            app.main(settings, port=port)
