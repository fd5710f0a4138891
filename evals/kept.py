"""The folder of a run: `settings.json` says what was run, `cases.jsonl` has one line a case and reader.

A line is written as soon as its case is done, so that a run that was stopped has lost nothing. The folder is named for
the suite and the hash of all settings; a run with other settings, other data or other code is another folder.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.figures import Line
from evals.provenance import digest
from store.errors import SettingsError

RUNS = Path(".dateline") / "evals" / "runs"


class Kept:
    """One run's folder. `folder` is where it is."""

    def __init__(self, suite: str, settings: Mapping[str, Any], *, root: Path = RUNS, name: str | None = None) -> None:
        """Open the folder of a run with these settings, or make it; SettingsError where `name` has others."""
        text = json.dumps({"suite": suite} | dict(settings), indent=1, sort_keys=True, default=str)
        self.folder = root / (name or f"{suite}-{digest(text)}")
        self.folder.mkdir(parents=True, exist_ok=True)
        known = self.folder / "settings.json"
        if known.exists() and known.read_text("utf-8") != text:
            raise SettingsError(f"{self.folder} is a run with other settings, data or code; give this one another name")
        known.write_text(text, "utf-8")
        self._cases = self.folder / "cases.jsonl"

    def lines(self) -> list[Line]:
        """Return the lines kept, of two for the same case the later; one that was cut off is left out."""
        if not self._cases.exists():
            return []
        found: dict[tuple[str, str], Line] = {}
        for text in self._cases.read_text("utf-8").split("\n"):
            if (line := _line(text)) is not None:
                found[line["reader"], line["id"]] = line
        return list(found.values())

    def add(self, line: Line) -> None:
        """Append a line."""
        with self._cases.open("a+b") as file:
            whole = file.seek(0, 2) == 0 or (file.seek(-1, 2), file.read(1))[1] == b"\n"
            file.write((b"" if whole else b"\n") + json.dumps(line, default=str).encode() + b"\n")


def _line(text: str) -> Line | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and {"id", "reader", "scores", "error"} <= line.keys() else None
