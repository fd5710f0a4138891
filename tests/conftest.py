"""What all tests share: no setting of this machine reaches them, and none leaves a store in the project."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def nothing_configured(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Forget the settings in the environment, and work in a folder of the session's own."""
    for name in [*os.environ]:
        if name.startswith(("DATELINE_", "OPENAI_")):
            del os.environ[name]
    os.environ["PYTHONPATH"] = str(ROOT)  # for processes that a test or the store starts
    os.chdir(tmp_path_factory.mktemp("working"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working directory of the test's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
