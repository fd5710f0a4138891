"""How the file of a catalogue is, as the system tells it: enough to see that it is not the one that was opened.

Nothing is opened for it: to close a file that SQLite has open in the same process lets go of SQLite's locks.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_SHARED = 32_768
"""Bytes of the memory that the connections to one file share, as SQLite makes it: a file, mapped into each process."""


class Standing(NamedTuple):
    """Which file it is, and what changes when it is written to."""

    file: tuple[int, int]
    size: int
    written: int


def standing(path: Path) -> Standing:
    """Return how the file is now; raise FileNotFoundError where it is gone."""
    known = path.stat()
    _mended(path.with_name(f"{path.name}-shm"))
    return Standing(file=(known.st_dev, known.st_ino), size=known.st_size, written=known.st_mtime_ns)


def _mended(shared: Path) -> None:
    """Make the shared memory as long again as it is mapped: to read what was cut off kills the process.

    SQLite sees that there is nothing in it and makes it anew.
    """
    with suppress(OSError):
        if shared.stat().st_size < _SHARED:
            os.truncate(shared, _SHARED)
