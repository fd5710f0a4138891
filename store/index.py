"""Keep the Chroma index in step with the catalogue, and say which index may be asked.

The catalogue counts a generation up in every transaction that changes passages, and names the index folder with the
generation that it was checked to agree with. So the health mark can't be forgotten: an index of another generation is
not asked, and the next writer brings it up to date. It does so in a new folder and switches only after the check, so a
kill at any moment leaves the old index whole and at most a folder that nobody points to.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import randbelow

from store.catalogue import Catalogue, Connection, get, put
from store.errors import StoreError
from store.health import Manifest, embeddings, examine, intact, manifest
from store.vectors import Index, build

_PREFIX = "chroma-"
_SOMEWHERE = 1_000_000
MARGIN = 200_000_000
"""Bytes of the disk that stay free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the catalogue says of the index: None for a folder means that there are no passages."""

    folder: str | None
    generation: int
    files: Manifest
    dropped: int
    """Passages taken out since it was built: Chroma never frees their places."""
    serves: bool
    """Whether it found what a scan finds when it was checked; where not, the scan answers."""


def current(catalogue: Catalogue) -> Path | None:
    """Return the folder of the index that agrees with the catalogue and is undamaged, or None."""
    with catalogue.reading() as db:
        kept, generation = _kept(db), get(db, "generation")
    if kept is None or kept.folder is None or not kept.serves or kept.generation != generation:
        return None
    folder = catalogue.folder / kept.folder
    return folder if intact(folder, kept.files) else None


def stale(catalogue: Catalogue) -> bool:
    """Return whether the index is older than the catalogue, or gone: what a writer sees at a glance."""
    with catalogue.reading() as db:
        kept, generation = _kept(db), get(db, "generation")
    if kept is None or kept.generation != generation:
        return bool(generation)
    return kept.folder is not None and not _sized(catalogue.folder / kept.folder, kept.files)


def distrust(catalogue: Catalogue) -> None:
    """Make the next writer build the index anew."""
    with catalogue.writing() as db:
        put(db, "index", None)


def refresh(catalogue: Catalogue) -> None:
    """Bring the index up to date with the catalogue. The caller holds the writer's lock."""
    with catalogue.reading() as db:
        kept, generation = _kept(db), int(get(db, "generation") or 0)
        wanted = [row[0] for row in db.execute("SELECT id FROM passages ORDER BY number")]
    _sweep(catalogue.folder, kept.folder if kept else None)
    if wanted:
        require_space(catalogue.folder, 3 * 4 * len(wanted) * _dimensions(catalogue))
        folder, dropped, serves = _written(catalogue, kept, wanted)
        files = manifest(folder)
        found = Kept(folder=folder.name, generation=generation, files=files, dropped=dropped, serves=serves)
    else:
        found = Kept(folder=None, generation=generation, files={}, dropped=0, serves=False)
    with catalogue.writing() as db:
        put(db, "index", asdict(found))
    _sweep(catalogue.folder, found.folder)


def require_space(folder: Path, needed: int) -> None:
    """Raise StoreError where the disk has not `needed` bytes and a margin."""
    free = shutil.disk_usage(folder).free
    if free < needed + MARGIN:
        missing = (needed + MARGIN - free) / 1e6
        raise StoreError(
            f"the disk of the store {folder} is nearly full: free {missing:,.0f} MB and repeat the command"
        )


def _written(catalogue: Catalogue, kept: Kept | None, wanted: Sequence[str]) -> tuple[Path, int, bool]:
    """Return the folder of a new, checked index, the dead places in it, and whether it finds what a scan finds."""
    if kept and kept.folder and intact(catalogue.folder / kept.folder, kept.files):
        folder = _fresh(catalogue)
        shutil.copytree(catalogue.folder / kept.folder, folder)
        with suppress(StoreError):  # then a new index, below
            dropped = _changed(catalogue, folder, kept.dropped, wanted)
            if dropped is not None and examine(catalogue, folder) == ([], True):
                return folder, dropped, True
    folder = _fresh(catalogue)
    build(folder, embeddings(catalogue, wanted), len(wanted))
    problems, serves = examine(catalogue, folder)
    if problems:
        raise StoreError(f"a new Chroma index is not right: {problems[0]}; free memory and disk and ingest again")
    return folder, 0, serves


def _changed(catalogue: Catalogue, folder: Path, dead: int, wanted: Sequence[str]) -> int | None:
    """Bring a copy of the old index up to date; return its dead places, None where a new index is the better way."""
    index = Index(folder)
    try:
        have = set(index.ids())
        drop, add = sorted(have.difference(wanted)), [name for name in wanted if name not in have]
        if len(add) + dead + len(drop) > len(wanted) // 2:
            return None
        dead += len(drop)
        index.change(drop, embeddings(catalogue, add), count=len(add), places=len(wanted) + dead)
        return dead
    finally:
        index.close()


def _sized(folder: Path, files: Manifest) -> bool:
    try:
        return all((folder / name).stat().st_size == size for name, (size, _) in files.items()) and (
            (folder / "chroma.sqlite3").stat().st_size > 0
        )
    except OSError:
        return False


def _dimensions(catalogue: Catalogue) -> int:
    with catalogue.reading() as db:
        return int(get(db, "dimensions") or 0)


def _fresh(catalogue: Catalogue) -> Path:
    """Return the path of a folder that never was: Chroma remembers in memory what it had open at a path."""
    with catalogue.writing() as db:
        # A catalogue that was made anew begins somewhere else: this process may have had its first folders open.
        number = int(get(db, "folders") or randbelow(_SOMEWHERE)) + 1
        put(db, "folders", number)
    return catalogue.folder / f"{_PREFIX}{number}"


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"{_PREFIX}*") if path.name.removeprefix(_PREFIX).isdigit()]


def _sweep(folder: Path, keep: str | None) -> None:
    for path in _folders(folder):
        if path.name != keep:  # where another system still holds a file open, the next writer tries again
            shutil.rmtree(path, ignore_errors=True)


def _kept(db: Connection) -> Kept | None:
    value = get(db, "index")
    return None if value is None else Kept(**value)
