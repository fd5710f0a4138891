"""A store that several machines share: its home is a Chroma server, and each machine answers from a copy of its own.

The copy is an ordinary store in a folder, catalogue and lexical index included, so all that a question needs is read
here: no question waits for the server, and a server that is away costs only what is new. What a machine ingests goes
into its copy first and from there to the server, article by article as it is made; the others read the server's log
and fetch the articles with their vectors, so nothing is embedded twice.

* The truth is the log: one order of links (this file of this machine holds that article), unlinks and removals, the
  same for all (`shared_log`); what it means is worked out by each copy alone and comes out the same (`shared_state`).
* An article is named by its content. Two machines that ingest it at once share it once; each has its own claim, and
  one that edits or deletes its file takes nothing from the other. So two machines that edit a file of the same path
  differently share both versions: nothing is overwritten. `dateline remove` alone takes an article from everyone.
* A machine is known by a random name in its copy. Where the copy does not outlive the process, as in a container, the
  setting `machine` names it, so that it goes on speaking for its own files; no two at work may have one name.
* News are looked for every two seconds, by one request (`shared_exchange`).

There is no Chroma index in a copy: the exact scan answers, which needs no rebuilding while articles keep arriving.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Self

from store import copies
from store import shared_state as state
from store.catalogue import Catalogue, get, problems, put
from store.chroma_server import ChromaServer, Patience
from store.embed import Embedder
from store.errors import SettingsError, StoreError
from store.lock import lock
from store.report import IngestReport, Progress
from store.shared_address import Address, address
from store.shared_exchange import Exchange
from store.shared_state import Me
from store.shared_sync import Sync
from store.sound import all_unsound
from store.store import Store


class SharedStore(Store):
    """One machine's copy of a shared store, kept up to date as long as it is open."""

    def __init__(
        self, catalogue: Catalogue, embedder: Embedder, server: ChromaServer, place: Address, machine: str | None
    ) -> None:
        """Use `SharedStore.join` instead."""
        super().__init__(catalogue, embedder)
        self._server = server
        self._sync = Sync(catalogue, embedder, server, place, _me(catalogue, machine))
        self._exchanges = Exchange(catalogue.folder, self._sync, self._settle)

    @classmethod
    def join(
        cls,
        url: str,
        embedder: Embedder,
        *,
        root: Path,
        machine: str | None = None,
        token: str | None = None,
        patience: Patience | None = None,
    ) -> Self:
        """Return this machine's copy, below `root`, of what is shared at `url`, brought up to date and kept so.

        Where the server is away the copy is as it was last; raise StoreError where there is none yet.
        """
        place = address(url, embedder.name)
        store = cls(
            Catalogue(place.copy(root)),
            embedder,
            ChromaServer(place.server, token=token, patience=patience),
            place,
            machine,
        )
        try:
            store._check_embedder()
            store._exchanges.open()
        except BaseException:
            store.close()
            raise
        return store

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        prune: bool = False,
        force: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> IngestReport:
        """Bring the copy up to date with the files at and below `paths` and share what is new, while it is made too.

        Raise StoreUnavailable where all of it is in the copy and could not be shared: the next exchange does that.
        """
        sharing = self._exchanges.sharing(progress)
        report = super().ingest(paths, prune=prune, force=force, progress=sharing)
        self._exchanges.share()
        return report

    def exchange(self) -> None:
        """Bring the copy and the server together now; raise StoreError where that can't be."""
        self._exchanges.exchange()

    def remove(self, article_id: str) -> bool:
        """Take an article out for everyone; return whether it was there."""
        with self._exchanges.turn, lock(self._catalogue.folder):
            removed = self._sync.remove(article_id)
            if removed:
                self._settle()
        return removed

    def reembed(self) -> None:
        """Refuse: all machines would have to do it at once."""
        raise StoreError("a shared store is embedded anew under another name: add /NAME to --store and ingest there")

    def check(self) -> list[str]:
        """Return what is wrong with the copy, and between it and the server."""
        with suppress(StoreError):
            self._exchanges.exchange()
        with self._catalogue.reading() as db:
            found = problems(db)
            found += [f"passage {name} is damaged" for name in all_unsound(db, self._embedder)]
        if found:
            found.append(f"the copy is damaged: delete {self.folder}, it is made anew from the server")
        if lost := len(self._sync.lost):
            found.append(f"{lost} shared articles are not whole on the server: restore its data or ingest them again")
        notice = self.notice()
        return [*found, notice] if notice else found

    def notice(self) -> str | None:
        """Return why the answers may lack what is new, None where they do not."""
        return self._exchanges.notice()

    def warm(self) -> None:
        """Load what is kept in memory; there is no index to load."""
        self._view()

    def close(self) -> None:
        """Stop to look for news and close the copy."""
        self._server.close()
        self._exchanges.close()
        super().close()

    def _settle(self) -> None:
        """Bring up to date what is derived; a copy has no Chroma index."""
        copies.refresh(self._catalogue)


def _me(catalogue: Catalogue, machine: str | None) -> Me:
    """Return by which names this copy speaks, made up the first time."""
    with catalogue.writing() as db:
        state.prepare(db)
        known = get(db, "me")
        if known is None:
            name = token_hex(6)
            known = [machine or name, name]
            put(db, "me", known)
    if machine not in (None, known[0]):
        raise SettingsError(
            f"the copy {catalogue.folder} speaks for the machine {known[0]}: set DATELINE_MACHINE to that, or delete it"
        )
    return Me(machine=known[0], copy=known[1])
