"""The folder of a run. It is named for the suite and the hash of all that its figures depend on.

settings.json  what was run: suite, readers, model, k, sample, the cases' hash; versions, git revision, hashes of code
               and prompts
cases.jsonl    a line a case and reader, as soon as it is done: question, gold, answer, scores, error
summary.json   what the lines come to, written when a run ends; beside it what a suite measures besides (`growth`)
report.html    the same to look at

A run that was stopped goes on in its folder and has lost nothing but the case that it was at. With other settings,
other data or other code it is another folder, so that no table mixes the answers of two versions; what a model said is
kept apart, by request (`replies`), and a run of new code asks only what it asks differently. The gates are no part of
a run: to raise one asks no case again. Making figures and reports of the lines is left to others.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.figures import Line
from evals.provenance import digest
from store.errors import SettingsError

RUNS = Path(".dateline") / "evals" / "runs"
SETTINGS, CASES, SUMMARY = "settings.json", "cases.jsonl", "summary.json"


class Kept:
    """One run's folder. `folder` is where it is."""

    def __init__(self, suite: str, settings: Mapping[str, Any], *, root: Path = RUNS, name: str | None = None) -> None:
        """Open the folder of a run with these settings, or make it; SettingsError where `name` has others."""
        text = json.dumps({"suite": suite} | dict(settings), indent=1, sort_keys=True, default=str)
        self.folder = root / (name or f"{suite}-{digest(text)}")
        self.folder.mkdir(parents=True, exist_ok=True)
        known = self.folder / SETTINGS
        if not known.exists():
            _write(known, text)
        elif known.read_text("utf-8") != text:
            raise SettingsError(f"{self.folder} is a run with other settings, data or code; give this one another name")

    def lines(self) -> list[Line]:
        """Return the lines kept, of two for the same case the later; one that was cut off is left out."""
        return _lines(self.folder / CASES)

    def add(self, line: Line) -> None:
        """Append a line."""
        with (self.folder / CASES).open("a+b") as file:
            whole = file.seek(0, 2) == 0 or (file.seek(-1, 2), file.read(1))[1] == b"\n"
            file.write((b"" if whole else b"\n") + json.dumps(line, default=str).encode() + b"\n")

    def summarise(self, parts: Mapping[str, Any]) -> None:
        """Keep `parts` in the summary, beside what others put there; a part of the same name is replaced."""
        text = json.dumps(_summary(self.folder) | dict(parts), indent=1, default=str)
        _write(self.folder / SUMMARY, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A run as its folder has it; `summary` is empty where it has not ended."""

    folder: Path
    settings: Mapping[str, Any]
    lines: tuple[Line, ...]
    summary: Mapping[str, Any]


def saved(folder: Path) -> Saved:
    """Return the run in `folder`, or the one of that name below `RUNS`; SettingsError where there is none."""
    place = folder if (folder / SETTINGS).exists() else RUNS / folder
    try:
        settings = json.loads((place / SETTINGS).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{folder} is no folder of a run; name one that `dateline eval` has made") from error
    return Saved(folder=place, settings=settings, lines=tuple(_lines(place / CASES)), summary=_summary(place))


def _lines(path: Path) -> list[Line]:
    if not path.exists():
        return []
    found: dict[tuple[str, str], Line] = {}
    for text in path.read_text("utf-8").split("\n"):
        if (line := _line(text)) is not None:
            found[line["reader"], line["id"]] = line
    return list(found.values())


def _line(text: str) -> Line | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and {"id", "reader", "scores", "error"} <= line.keys() else None


def _summary(folder: Path) -> dict[str, Any]:
    path = folder / SUMMARY
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all: a run that is killed here must still go on."""
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(path)
