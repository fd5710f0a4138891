"""Open the store that the settings mean: a folder, or this machine's copy of what is shared on a server."""

from pathlib import Path

from assistant.places import STORES, store_place
from assistant.settings import Settings
from store.embed import Embedder
from store.errors import StoreError
from store.shared import SharedStore
from store.shared_address import is_address
from store.store import Store


def open_store(settings: Settings, embedder: Embedder, *, reembed: bool = False) -> Store:
    """Return the open store, made where there is none; `reembed` embeds a folder's store anew."""
    place = store_place(settings)
    if not is_address(place):
        return Store.open(Path(place), embedder, reembed=reembed)
    if reembed:
        raise StoreError("a shared store is embedded anew under another name: add /NAME to --store and ingest there")
    token = settings.store_token.get_secret_value() if settings.store_token else None
    return SharedStore.join(str(place), embedder, root=Path(STORES), machine=settings.machine, token=token)
