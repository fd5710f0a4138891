"""Is the Chroma index whole, and does it agree with the catalogue?

Two checks. `intact` compares the index files with the sizes and checksums taken when they were written, and so tells
before Chroma opens them: a damaged file can crash or hang the process that does. `check` asks Chroma itself, in a
process of its own (`python -m store.health FOLDER`) with a time limit. Mending is left to index.py.
"""

import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store import rows
from store.catalogue import Catalogue, get
from store.catalogue_error import broken
from store.embed import is_unit, unit
from store.errors import StoreError
from store.vectors import BATCH, WHOLE, Index, Rows

TIMEOUT = 120.0
_SAMPLES = 100
_DEPTH = 10
_RECALL = 0.98
_SAME = 1e-4

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


def examine(catalogue: Catalogue, folder: Path) -> tuple[list[str], bool]:
    """Return what is wrong with the index in `folder`, found by this process, and whether it finds what a scan finds.

    A whole index may miss passages where many are about equally far from each other, as in a corpus written by form.
    """
    index = Index(folder)
    try:
        with catalogue.reading() as db:
            wanted = [row[0] for row in db.execute("SELECT id FROM passages ORDER BY number")]
        found = index.ids()
        if len(found) != len(wanted) or set(found) != set(wanted):
            return [f"the Chroma index has {len(found)} passages, the catalogue {len(wanted)}"], False
        # Threads build the graph, so that no two are the same: of a small one every passage is tried.
        sample = wanted[:: max(1, len(wanted) // _SAMPLES if len(wanted) > WHOLE else 1)]
        kept = np.concatenate([vectors for _, vectors in embeddings(catalogue, sample)])
        held = index.vectors(sample)
        lost = sum(not np.allclose(held.get(name, 0), row, atol=1e-4) for name, row in zip(sample, kept, strict=True))
        if lost:
            return [f"the Chroma index has lost the vectors of {lost} in {len(sample)} passages"], False
        # A passage is easy to find from its own place; a question comes from between them.
        questions = np.concatenate([kept, unit(kept + np.roll(kept, 1, axis=0))])
        return [], _recall(catalogue, index, wanted, questions) >= (_RECALL if len(wanted) > WHOLE else 1)
    finally:
        index.close()


def embeddings(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Rows]:
    """Yield the kept embeddings of passages, as many at a time as Chroma takes."""
    for start in range(0, len(ids), BATCH):
        group = ids[start : start + BATCH]
        with catalogue.reading() as db:
            found = rows.vectors(db, group)
        if wrong := next((name for name in group if not is_unit(found.get(name, b""))), None):
            raise broken(catalogue.folder, f"the embedding of passage {wrong}")
        yield group, np.frombuffer(b"".join(found[name] for name in group), np.float32).reshape(len(group), -1)


def _recall(catalogue: Catalogue, index: Index, wanted: Sequence[str], questions: NDArray[np.float32]) -> float:
    """Return the share of the nearest passages of `questions` that the index finds; equally near ones are as good."""
    depth = min(_DEPTH, len(wanted))
    best = np.full((len(questions), 0), -1, np.float32)
    for _, vectors in embeddings(catalogue, wanted):
        best = -np.sort(-np.concatenate([best, questions @ vectors.T], axis=1), axis=1)[:, :depth]
    # Rank by rank: among ties any passage reaches the last of the best, and a lost first one would not be seen.
    right = 0
    for hits, wished in zip(index.nearest_each(questions, depth), best.tolist(), strict=True):
        right += sum(hit[1] >= least - _SAME for hit, least in zip(hits, wished, strict=False))
    return right / best.size


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
        return examine(catalogue, folder / kept["folder"])[0]
    except StoreError as error:
        return [str(error)]
    finally:
        catalogue.close()


if __name__ == "__main__":
    found = main(Path(sys.argv[1]))
    for line in found:
        print(line)
    sys.exit(bool(found))
