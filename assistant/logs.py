"""Write the log as JSON lines on standard error, where the settings ask for one. Off by default.

What is logged holds no text of questions, articles or answers; secrets are taken out of it as out of a trace.
"""

import json
import logging
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.secrecy import cleaned, secrets_of
from assistant.settings import Settings

_USUAL = frozenset([*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "color_message"])


class JsonLines(logging.Formatter):
    """One record, one JSON object: time, level, logger, message, what came with it, and an error in full."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        """Take `secrets` out of everything."""
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "time": moment.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in _USUAL},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(cleaned(line, self._secrets), ensure_ascii=True, default=lambda _: "?")


class _Ours(logging.StreamHandler):  # type: ignore[type-arg]
    """Known by its class, so that a second call replaces it."""


def start(settings: Settings) -> None:
    """Have the log written as the settings say."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _Ours)]:
        root.removeHandler(handler)
    if settings.log == "off":
        return
    handler = _Ours(sys.stderr)
    handler.setFormatter(JsonLines(secrets_of(settings)))
    handler.setLevel(settings.log.upper())
    root.addHandler(handler)
    logging.getLogger("dateline").setLevel(settings.log.upper())
    logging.getLogger("page").setLevel(settings.log.upper())
