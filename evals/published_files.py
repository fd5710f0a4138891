"""Read the JSON-lines files of a benchmark as published; what is wrong with one is a SettingsError that names it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from store.errors import SettingsError

Row = Mapping[str, Any]


def rows(folder: Path, patterns: Sequence[str], *, needed: Sequence[str], with_file: bool = False) -> list[Row]:
    """Return the rows of all files that match, by name; each has the `needed` keys, and where asked its file's name."""
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    if not paths:
        raise SettingsError(f"there is no {' or '.join(patterns)} in {folder}; name the folder with --data")
    found = [(path, row) for path in paths for row in lines(path, needed=needed)]
    return [row | ({"file": path.name} if with_file else {}) for path, row in found]


def lines(path: Path, *, needed: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the rows of one file, each with the `needed` keys."""
    try:
        texts = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} can't be read as text in UTF-8: {error}; get the published file anew") from error
    return [_row(path, number, text, needed) for number, text in enumerate(texts, 1) if text.strip()]


def _row(path: Path, number: int, text: str, needed: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"{path}:{number}: no JSON ({error}); get the published file anew") from error
    missing = [name for name in needed if not isinstance(row, dict) or name not in row]
    if missing:
        raise SettingsError(f"{path}:{number}: no {', '.join(missing)}; it is another file than the published one")
    return dict(row)
