"""Where a shared store is: the address of its server, the name of the corpus there, and the folder of the copy here.

`http://host:8000` is the corpus `dateline` of that server, `http://host:8000/harbour` the corpus `harbour`. What is
embedded by different embedders never mixes: a fingerprint of the embedder is part of every name.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from store.errors import SettingsError

FORM = 1
"""Raise it when the log or the records take another form: the two then never meet."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
_PARTS = ("log", "articles", "passages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`server` is what is connected to, `corpus` the name of what is shared there, `embedder` who embeds it."""

    server: str
    corpus: str
    embedder: str

    @property
    def shown(self) -> str:
        """The address as a person gives it."""
        return self.server if self.corpus == "dateline" else f"{self.server}/{self.corpus}"

    @property
    def fingerprint(self) -> str:
        """What tells corpora apart that can't be searched together."""
        return _digest(f"{FORM} {self.embedder}")

    def collection(self, part: str) -> str:
        """Return the name of one of the three collections: log, articles, passages."""
        assert part in _PARTS
        return f"{self.corpus}.{self.fingerprint}.{part}"

    def copy(self, root: Path) -> Path:
        """Return the folder below `root` that holds this machine's copy."""
        host = re.sub(r"[^A-Za-z0-9-]+", "-", urlsplit(self.server).netloc).strip("-")[:40]
        return root / f"shared-{host}-{_digest(f'{self.server} {self.corpus} {self.fingerprint}')}"


def is_address(place: object) -> bool:
    """Return whether a store setting names a server and not a folder."""
    return isinstance(place, str) and re.match(r"https?:", place, re.IGNORECASE) is not None


def address(url: str, embedder: str) -> Address:
    """Return the parts of `url`; raise SettingsError where it is none that can be used."""
    try:
        parts = urlsplit(url)
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port)
    except ValueError:
        fine = False
    if not fine:
        raise SettingsError("the store is no folder and no address; write it as http://localhost:8000 (DATELINE_STORE)")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise SettingsError("the store's address holds more than host and name; a token goes into DATELINE_STORE_TOKEN")
    corpus = parts.path.strip("/") or "dateline"
    if not _NAME.fullmatch(corpus):
        raise SettingsError("the name after the store's address may have letters, digits, - and _ only, 41 at most")
    return Address(server=f"{parts.scheme.lower()}://{parts.netloc.lower()}", corpus=corpus, embedder=embedder)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
