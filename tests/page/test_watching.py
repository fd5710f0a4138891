"""Stores are read through behind an open page, one after the other, whatever is wrong with one of them."""

from pathlib import Path
from threading import Event

from page.watching import watch
from store.embed import WordEmbedder
from store.errors import StoreError
from store.store import Store


class Counting(Store):
    """Says that it is damaged, and ends the watch when it is looked at for the third time."""

    looks = 0
    closed = Event()

    def verify(self) -> None:
        """Count."""
        self.looks += 1
        if self.looks == 3:
            self.closed.set()
        raise StoreError("damaged")


def test_every_store_is_looked_at_until_the_end(tmp_path: Path) -> None:
    with Counting.open(tmp_path / "a", WordEmbedder()) as first, Counting.open(tmp_path / "b", WordEmbedder()) as last:
        watch(lambda: [first, last], Counting.closed, every=0.001)
        assert (first.looks, last.looks) == (3, 3)
