"""The three collections of a shared store on its server: found, made where they are wanted first, and told apart."""

from dataclasses import dataclass

from store.chroma_server import ChromaServer
from store.errors import EmbedderChanged
from store.shared_address import Address
from store.shared_log import Log
from store.shared_records import Records

_WRITER = "dateline"
_CHANGES_KEPT = 1_000_000
"""Changes that Chroma keeps in its durable log before it writes its index file, which a kill of the server can tear."""
_VECTORS_KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What is shared: the log, and the records of articles and passages."""

    log: Log
    records: Records


def find(server: ChromaServer, place: Address) -> Corpus | None:
    """Return the corpus of an address, None where it is not on the server.

    Raise EmbedderChanged where it is there as another embedder made it.
    """
    ids = [server.find(place.collection(part)) for part in ("log", "articles", "passages")]
    log, articles, passages = ids
    if log is None or articles is None or passages is None:
        _check_embedder(server, place)
        return None
    return Corpus(log=Log(server, log), records=Records(server, articles, passages))


def make(server: ChromaServer, place: Address) -> Corpus:
    """Return the corpus of an address, made where it is not there: the log last, so that it never stands alone."""
    known = {"embedder": place.embedder, "written_by": _WRITER}
    passages = server.make(place.collection("passages"), metadata=known, sync=_VECTORS_KEPT)
    articles = server.make(place.collection("articles"), metadata=known, sync=_CHANGES_KEPT)
    log = server.make(place.collection("log"), metadata=known, sync=_CHANGES_KEPT)
    return Corpus(log=Log(server, log), records=Records(server, articles, passages))


def _check_embedder(server: ChromaServer, place: Address) -> None:
    for name, known in server.collections().items():
        ours = name.startswith(f"{place.corpus}.") and known.get("written_by") == _WRITER
        if ours and known.get("embedder") != place.embedder:
            raise EmbedderChanged(
                f"the shared store {place.shown} was made with --embeddings {known.get('embedder')}: use that, "
                f"or share under another name, as --store {place.server}/NAME"
            )
