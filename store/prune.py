"""Take out the articles whose files are gone, unless so many are gone that a folder is more likely not mounted."""

import os
from collections.abc import Sequence
from pathlib import Path

from store.catalogue import Catalogue, changed
from store.errors import StoreError
from store.names import forget, gone, key

SHARE = 0.2
FEW = 10
"""Files that may go at once whatever share they are, as long as some stay."""


def prune(catalogue: Catalogue, paths: Sequence[Path], found: set[bytes], *, force: bool) -> int:
    """Take out what was at or below `paths` and is gone; return the number of articles that had no other file.

    Without `force`, raise StoreError where more than a fifth would go.
    """
    roots = [key(path) for path in paths]
    with catalogue.reading() as db:
        known = [row[0] for row in db.execute("SELECT path FROM names UNION SELECT path FROM files ORDER BY path")]
    below = [name for name in known if any(name == root or _inside(name, root) for root in roots)]
    lost = [name for name in below if name not in found and gone(name)]
    if not force and (len(lost) > max(FEW, SHARE * len(below)) or len(lost) == len(below) > 1):
        message = f"{len(lost)} of {len(below)} files are gone, as where a folder is not mounted"
        raise StoreError(f"nothing was pruned: {message}; look, then repeat with --prune --force")
    removed = 0
    for name in lost:
        with catalogue.writing() as db:
            if count := forget(db, name):
                changed(db)
                removed += count
    return removed


def _inside(name: bytes, root: bytes) -> bool:
    return name.startswith(root if root.endswith(os.fsencode(os.sep)) else root + os.fsencode(os.sep))
