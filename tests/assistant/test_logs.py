"""The log as JSON lines: nothing unless it is asked for, an object a line, and no key."""

import json
import logging
from collections.abc import Iterator

import pytest

from assistant import Settings
from assistant.logs import JsonLines, start

KEY = "walnut-key-of-the-mill"


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    """Lend a logger of ours and leave no handler behind."""
    yield logging.getLogger("dateline.question")
    start(Settings())


def test_it_is_off_unless_it_is_set(log: logging.Logger, capsys: pytest.CaptureFixture[str]) -> None:
    start(Settings())
    log.info("a question", extra={"outcome": "answered"})
    assert capsys.readouterr().err == ""


def test_each_record_is_an_object_with_what_came_with_it(
    log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    start(Settings(log="info"))
    start(Settings(log="info"))
    log.info("a question", extra={"outcome": "answered", "total_ms": 3.5})
    log.debug("not this")
    [line] = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["level"], said["message"]) == ("info", "a question")
    assert (said["outcome"], said["total_ms"]) == ("answered", 3.5)


def test_an_error_is_told_in_full_and_without_the_key() -> None:
    try:
        raise ValueError(f"the key {KEY} was refused")
    except ValueError as error:
        known = (type(error), error, error.__traceback__)
        record = logging.LogRecord("page", logging.ERROR, "x.py", 1, "it failed: %s", (KEY,), known)
    text = JsonLines([KEY]).format(record)
    assert (
        KEY not in text
        and "ValueError" in json.loads(text)["exception"]
        and json.loads(text)["message"].endswith("***")
    )
