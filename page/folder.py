"""Notice that files of the articles folder changed since they were last brought in. It brings nothing in itself."""

from pathlib import Path

from store.load import discover

Stamps = dict[Path, tuple[int, int]]


class Folder:
    """A folder, and how its files were when they were last brought in."""

    def __init__(self, folder: Path | None) -> None:
        """Know nothing yet; without a folder nothing ever changes."""
        self._folder = folder
        self._known: Stamps = {}

    def look(self) -> Stamps:
        """Return the size and time of every article file."""
        found: Stamps = {}
        for item in discover([self._folder]) if self._folder and self._folder.is_dir() else ():
            if isinstance(item, Path):
                try:
                    status = item.stat()
                except OSError:
                    continue
                found[item] = (status.st_size, status.st_mtime_ns)
        return found

    def remember(self, stamps: Stamps) -> None:
        """Take the files as brought in."""
        self._known = stamps

    def changed(self) -> int:
        """Return how many files are new, changed or gone."""
        now = self.look()
        return sum(now.get(path) != self._known.get(path) for path in now.keys() | self._known.keys())
