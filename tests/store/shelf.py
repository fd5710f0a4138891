"""A fake of the Chroma server for tests of sharing: records in memory, and a call of choice that fails."""

from collections.abc import Sequence
from typing import Any

from store.errors import StoreUnavailable


class Shelf:
    """Keeps the first record of an id, as Chroma does. Call number `fails` fails; where `late`, once it is done."""

    url = "http://shelf"

    def __init__(self) -> None:
        self.held: dict[str, dict[str, dict[str, Any]]] = {}
        self.calls = 0
        self.fails: int | None = None
        self.late = False

    def collections(self) -> dict[str, dict[str, Any]]:
        return {name: {} for name in self._call(lambda: self.held)}

    def find(self, name: str) -> str | None:
        return self._call(lambda: name if name in self.held else None)

    def make(self, name: str, **_: Any) -> str:
        return self._call(lambda: (self.held.setdefault(name, {}), name)[1])

    def add(self, collection: str, **records: Sequence[Any]) -> None:
        def add() -> None:
            for place, name in enumerate(records["ids"]):
                self.held[collection].setdefault(name, {kind: values[place] for kind, values in records.items()})

        self._call(add)

    def get(self, collection: str, ids: Sequence[str], include: str, **_: Any) -> dict[str, Any]:
        held = self.held[collection]
        return self._call(lambda: {name: held[name][include] for name in ids if name in held})

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        self._call(lambda: [self.held[collection].pop(name, None) for name in ids])

    def close(self) -> None:
        pass

    def part(self, name: str) -> set[str]:
        """The ids in the collection of this part."""
        return {one for title, records in self.held.items() if title.endswith(name) for one in records}

    def _call(self, work: Any) -> Any:
        self.calls += 1
        if self.calls != self.fails:
            return work()
        if self.late:
            work()
        raise StoreUnavailable("the shelf fell")
