"""Which articles folder and which store the settings mean. It reads no article and opens no store.

Each folder has a store of its own, so the articles of two folders never mix unless one store is named for both.
"""

import hashlib
import re
from pathlib import Path

from assistant.settings import Place, Settings

STORES = ".dateline"
SAMPLE = Path(__file__).resolve().parent.parent / "articles"


def articles_folder(settings: Settings) -> Path | None:
    """Return the folder to bring up to date before a question, None where only a store is named."""
    if settings.articles is not None:
        return Path(settings.articles)
    if settings.store is not None:
        return None
    return SAMPLE if SAMPLE.is_dir() else Path("articles")


def store_place(settings: Settings) -> Place:
    """Return the store that is named, else the own store of the articles folder."""
    if settings.store is not None:
        return settings.store
    folder = articles_folder(settings)
    assert folder is not None
    return own_store(folder)


def own_store(folder: Path) -> Path:
    """Return where the store of one folder lives: under the working directory, by the folder's name and full path."""
    resolved = folder.resolve()
    digest = hashlib.sha256(str(resolved).encode("utf-8", "surrogateescape")).hexdigest()
    name = re.sub(r"[^A-Za-z0-9-]+", "-", resolved.name).strip("-")[:40] or "articles"
    return Path(STORES) / f"{name}-{digest[:8]}"
