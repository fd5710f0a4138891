"""One writer at a time: a lock file in the store folder. The only file that imports filelock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import StoreError, StoreLocked

PATIENCE = 2.0
"""Seconds to wait for another writer: enough for a short write to end, short enough not to look like a hang."""


@contextmanager
def lock(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the writer's lock of the store in `folder`; raise StoreLocked where another writer keeps it.

    The operating system frees it when its process ends, however it ends.
    """
    held = FileLock(folder / ".lock", timeout=patience, thread_local=False)
    try:
        held.acquire()
    except Timeout as error:
        message = f"another process is writing to the store {folder}: wait until it has ended and repeat the command"
        raise StoreLocked(message) from error
    except OSError as error:
        raise StoreError(f"can't write to the store {folder}: {error.strerror or error}") from error
    try:
        yield
    finally:
        held.release()
