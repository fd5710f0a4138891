"""Speak to a Chroma server (`chroma run`) over its HTTP interface, version 2: the few requests that sharing needs.

Chroma's own client waits for ever on a server that hangs, from the moment it is made; it reads the `.env` of the
working folder; and importing it takes over a second, which every single question would pay for. Here each request ends
at a deadline, whatever the server does, and what may pass is tried again before that by the one policy of `retries`.
What is kept on the server, and what it means, is left to the callers.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from store.errors import StoreError, StoreUnavailable
from store.retries import Clock, pause

BATCH = 250
"""Most records in one call; a server's own limit is 5,461, a hosted one's may be 300."""
_PLACE = "/api/v2/tenants/default_tenant/databases/default_database/collections"
_MOST = 200_000_000
"""Bytes of a reply that are read."""
_AGAIN = (408, 425, 429, 502, 503, 504)
_DAMAGE = ("hnsw", "backfill", "compact", "malformed")
_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds: to reach the server, for a look that a question may wait for, and for moving articles."""

    connect: float = 3.0
    look: float = 6.0
    work: float = 60.0


class ChromaServer:
    """A server at an address. Use it from any thread; no call lasts much longer than its deadline."""

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        patience: Patience | None = None,
        clock: Clock | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Reach nothing yet. A `token` goes along with every request, and into no message."""
        self.url, self.patience = url, patience or Patience()
        self._clock, self._sleep = clock or Clock(), sleep
        headers = {"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else {}
        self._client = httpx.Client(base_url=url, headers=headers, follow_redirects=False)

    def collections(self) -> dict[str, dict[str, Any]]:
        """Return the metadata of every collection by its name."""
        found: dict[str, dict[str, Any]] = {}
        while True:
            page = self._call("GET", f"{_PLACE}?limit={_PAGE}&offset={len(found)}", look=True)
            with self._of_chroma():
                found |= {str(one["name"]): dict(one["metadata"] or {}) for one in page}
            if len(page) < _PAGE:
                return found

    def find(self, name: str) -> str | None:
        """Return the id of a collection, None where there is none of this name."""
        try:
            reply = self._call("GET", f"{_PLACE}/{name}", look=True)
        except _NotThere:
            return None
        with self._of_chroma():
            return str(reply["id"])

    def make(self, name: str, *, metadata: dict[str, Any], sync: int) -> str:
        """Return the id of a collection, made where there is none; `sync` changes are kept in its log."""
        hnsw = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 200}
        settings = {"hnsw": hnsw | {"sync_threshold": sync}}
        body = {"name": name, "get_or_create": True, "configuration": settings, "metadata": metadata}
        reply = self._call("POST", _PLACE, body, look=True)
        with self._of_chroma():
            return str(reply["id"])

    def add(self, collection: str, **records: Sequence[Any]) -> None:
        """Add records, given as lists: ids, embeddings, documents, metadatas. One whose id is there stays as it is."""
        for start in range(0, len(records["ids"]), BATCH):
            some = {name: list(values[start : start + BATCH]) for name, values in records.items()}
            self._call("POST", f"{_PLACE}/{collection}/add", some)

    def get(self, collection: str, ids: Sequence[str], include: str, *, look: bool = False) -> dict[str, Any]:
        """Return by its id what `include` (`documents`, `embeddings`, `metadatas`) names of each record that is there.

        A `look` has the shorter deadline.
        """
        found: dict[str, Any] = {}
        for start in range(0, len(ids), BATCH):
            body = {"ids": list(ids[start : start + BATCH]), "include": [include]}
            reply = self._call("POST", f"{_PLACE}/{collection}/get", body, look=look)
            with self._of_chroma():
                found |= zip(reply["ids"], reply[include] or [], strict=True)
        return found

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Take out the records with these ids."""
        for start in range(0, len(ids), BATCH):
            self._call("POST", f"{_PLACE}/{collection}/delete", {"ids": list(ids[start : start + BATCH])})

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @contextmanager
    def _of_chroma(self) -> Iterator[None]:
        """Take a reply of another form for one of another server."""
        try:
            yield
        except (LookupError, TypeError, ValueError) as error:
            raise self._no_chroma() from error

    def _call(self, method: str, path: str, body: Any = None, *, look: bool = False) -> Any:
        """Return what the server answers, asked again while that makes sense and the deadline is not reached."""
        end = self._clock.now() + (self.patience.look if look else self.patience.work)
        content = None if body is None else json.dumps(body).encode()
        tried = 0
        while True:
            tried += 1
            try:
                return self._once(method, path, content, end)
            except StoreUnavailable as error:
                left = end - self._clock.now()
                if (wait := pause(error, tried=tried, left=left, chance=self._clock.chance())) is None:
                    raise
            self._sleep(wait)

    def _once(self, method: str, path: str, content: bytes | None, end: float) -> Any:
        left = max(end - self._clock.now(), 0.05)
        # Half of the time for one try: a connection that was lost unseen is then tried anew before the deadline.
        timeout = httpx.Timeout(max(left / 2, 0.05), connect=min(self.patience.connect, left))
        data = bytearray()
        try:
            headers = {"Content-Type": "application/json"}
            with self._client.stream(method, path, content=content, headers=headers, timeout=timeout) as reply:
                for piece in reply.iter_bytes():
                    data += piece
                    if self._clock.now() > end:
                        raise self._unreached("does not answer in time")
                    if len(data) > _MOST:
                        raise StoreError(f"{self.url} sent more than {_MOST:,} bytes at once; correct --store")
        except httpx.TimeoutException as error:
            raise self._unreached("does not answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, RuntimeError) as error:  # the last: closed meanwhile
            raise self._unreached("can't be reached") from error
        return self._meant(reply.status_code, bytes(data))

    def _meant(self, status: int, data: bytes) -> Any:
        """Return the reply as a value, or raise what it means."""
        try:
            reply = json.loads(data) if data else None
        except ValueError as error:
            raise self._unanswered(status) if status in _AGAIN else self._no_chroma() from error
        if 200 <= status < 300:
            return reply
        if status in (401, 403):
            raise StoreError(f"{self.url} does not let us in (HTTP {status}); check DATELINE_STORE_TOKEN")
        if not isinstance(reply, dict) or "error" not in reply:
            raise self._unanswered(status) if status in _AGAIN else self._no_chroma()
        said = " ".join(str(reply.get("message") or reply["error"]).split())[:200]
        if status == 404:
            raise _NotThere(f"what was shared at {self.url} is gone ({said}); `dateline doctor` says more")
        if status >= 500 and any(word in said.casefold() for word in _DAMAGE):
            raise StoreError(f"the data of the Chroma server {self.url} is damaged ({said}); restore its folder")
        if status >= 500 or status in _AGAIN:
            raise StoreUnavailable(f"the Chroma server {self.url} failed ({said}); try again later")
        raise StoreError(f"the Chroma server {self.url} refused a request ({said})")

    def _unreached(self, what: str) -> StoreUnavailable:
        return StoreUnavailable(f"the shared store {self.url} {what}; start it with `chroma run`, or correct --store")

    def _unanswered(self, status: int) -> StoreUnavailable:
        return StoreUnavailable(f"the shared store {self.url} is busy or away (HTTP {status}); try again later")

    def _no_chroma(self) -> StoreError:
        return StoreError(f"{self.url} answers, but not as a Chroma server does; correct --store")


class _NotThere(StoreError):
    """The server has no such collection."""
