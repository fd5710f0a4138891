"""Is the Chroma index whole, and does it agree with the catalogue?

Two checks. `intact` compares the index files with the sizes and checksums taken when they were written, and so tells
before Chroma opens them: a damaged file can crash or hang the process that does. `check` asks Chroma itself, in a
process of its own (`python -m store.health FOLDER`) with a time limit. Mending is left to index.py.
"""

import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from store import rows
from store.catalogue import Catalogue, get
from store.errors import StoreError
from store.vectors import Index

TIMEOUT = 60.0
_SAMPLES = 40
_ALIKE = 0.999

Manifest = dict[str, list[int]]


def manifest(folder: Path) -> Manifest:
    """Return size and checksum of every index file. Chroma's own database is left out: readers touch it."""
    files = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("chroma.sqlite3")
    )
    return {path.relative_to(folder).as_posix(): [path.stat().st_size, _checksum(path)] for path in files}


def intact(folder: Path, expected: Manifest) -> bool:
    """Return whether the index files are byte for byte what was written."""
    try:
        return (folder / "chroma.sqlite3").stat().st_size > 0 and manifest(folder) == expected
    except OSError:
        return False


def check(folder: Path, *, timeout: float = TIMEOUT) -> list[str]:
    """Return what is wrong with the index of the store in `folder`, found by another process."""
    command = [sys.executable, "-m", "store.health", str(folder.resolve())]
    home = Path(__file__).parent.parent  # where `store` is found, and where no .env of the user is read
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False, cwd=home)
    except subprocess.TimeoutExpired:
        return [f"the Chroma index did not answer in {timeout:.0f} s"]
    found = done.stdout.splitlines()
    return found if done.returncode in (0, 1) and bool(found) == bool(done.returncode) else ["the Chroma index crashed"]


def examine(catalogue: Catalogue, folder: Path) -> list[str]:
    """Return what is wrong with the index in `folder`, found by this process: ids, then samples by their own vector."""
    index = Index(folder)
    try:
        with catalogue.reading() as db:
            wanted = [row[0] for row in db.execute("SELECT id FROM passages ORDER BY number")]
        found = index.ids()
        if len(found) != len(wanted) or set(found) != set(wanted):
            return [f"the Chroma index has {len(found)} passages, the catalogue {len(wanted)}"]
        return _lost(catalogue, index, wanted[:: max(1, len(wanted) // _SAMPLES)])
    finally:
        index.close()


def _lost(catalogue: Catalogue, index: Index, sample: list[str]) -> list[str]:
    with catalogue.reading() as db:
        kept = rows.vectors(db, sample)
    # Copies share a vector, so any passage at that very place will do.
    places = [(name, index.nearest(np.frombuffer(vector, np.float32), 1)) for name, vector in kept.items()]
    missing = [name for name, hits in places if not hits or hits[0][1] < _ALIKE]
    return [f"the Chroma index does not find {len(missing)} of {len(sample)} passages"] if missing else []


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def main(folder: Path) -> list[str]:
    """Return what is wrong with the index that the catalogue in `folder` points to."""
    catalogue = Catalogue(folder)
    try:
        with catalogue.reading() as db:
            kept: dict[str, Any] | None = get(db, "index")
            generation = get(db, "generation")
        if kept is None or kept["generation"] != generation:
            return ["the Chroma index is older than the catalogue"]
        if kept["folder"] is None:
            return []
        if not intact(folder / kept["folder"], kept["files"]):
            return ["files of the Chroma index are damaged or missing"]
        return examine(catalogue, folder / kept["folder"])
    except StoreError as error:
        return [str(error)]
    finally:
        catalogue.close()


if __name__ == "__main__":
    problems = main(Path(sys.argv[1]))
    print("\n".join(problems))
    sys.exit(bool(problems))
