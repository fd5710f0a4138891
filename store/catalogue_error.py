"""What goes wrong with a catalogue, in one line that says what to do next."""

from pathlib import Path

from store.errors import StoreError, StoreLocked

_DAMAGE = ("malformed", "not a database", "Could not decode", "no such table", "vtable constructor failed")
_MENDED = (
    "`dateline ingest PATH --rebuild` makes it anew and deletes nothing; PATH is your articles, and --store this folder"
)


def broken(folder: Path, what: str) -> StoreError:
    """Return the error that says what is damaged and which command mends it."""
    return StoreError(f"the catalogue in {folder} is damaged ({' '.join(what.split())[:120]}): {_MENDED}")


def gone(folder: Path) -> StoreError:
    """Return the error that says that there is no catalogue any more, and which command makes one."""
    return StoreError(f"the catalogue in {folder} is gone: {_MENDED}")


def meaning(folder: Path, said: str, *, ours: bool) -> StoreError:
    """Return the error for what SQLite said, or the system did where it is not `ours`."""
    if "locked" in said or "busy" in said:
        return StoreLocked(
            f"the store {folder} is busy: another process is writing; repeat the command when it has ended"
        )
    if any(sign in said for sign in ("is full", "No space", "disk I/O error", "File too large")):
        return StoreError(f"the disk of the store {folder} is full or fails: free some space and repeat the command")
    if ours and any(sign in said for sign in _DAMAGE):
        return broken(folder, said)
    return StoreError(f"can't use the store {folder}: {said}")
