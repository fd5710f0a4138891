"""Damage a store in the ways that disks, tools and people do: the catalogue, the Chroma folder, or both at once."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from store.catalogue import NAME

Damage = Callable[[Path, random.Random], None]
_PAGE = 4096


def _some_page(path: Path, draw: random.Random) -> None:
    pages = path.stat().st_size // _PAGE
    with path.open("r+b") as file:
        file.seek(draw.randrange(1, max(2, pages)) * _PAGE)
        file.write(draw.randbytes(_PAGE))


def _header(path: Path, draw: random.Random) -> None:
    with path.open("r+b") as file:
        file.write(draw.randbytes(100))


def _cut(path: Path, draw: random.Random) -> None:
    os.truncate(path, draw.randrange(path.stat().st_size))


def _swapped(path: Path, draw: random.Random) -> None:
    """Put one page where another belongs, as a disk does that writes to the wrong place."""
    pages = path.stat().st_size // _PAGE
    one, other = draw.sample(range(1, pages), 2)
    with path.open("r+b") as file:
        file.seek(one * _PAGE)
        taken = file.read(_PAGE)
        file.seek(other * _PAGE)
        file.write(taken)


def _in_catalogue(how: Callable[[Path, random.Random], None]) -> Damage:
    return lambda store, draw: how(store / NAME, draw)


def _in_index(name: str, how: Callable[[Path, random.Random], None]) -> Damage:
    def damage(store: Path, draw: random.Random) -> None:
        for path in sorted(store.glob(f"chroma-*/**/{name}")):
            how(path, draw)

    return damage


def _noise(path: Path, draw: random.Random) -> None:
    path.write_bytes(draw.randbytes(path.stat().st_size))


def _lost(path: Path, _: random.Random) -> None:
    path.unlink()


def _no_index(store: Path, _: random.Random) -> None:
    for path in store.glob("chroma-*"):
        shutil.rmtree(path)


DAMAGES: dict[str, Damage] = {
    "a page of the catalogue": _in_catalogue(_some_page),
    "the catalogue's header": _in_catalogue(_header),
    "the catalogue cut": _in_catalogue(_cut),
    "two pages of the catalogue swapped": _in_catalogue(_swapped),
    "the catalogue emptied": _in_catalogue(lambda path, _: os.truncate(path, 0)),
    "the catalogue gone": _in_catalogue(_lost),
    "Chroma's folder gone": _no_index,
    "Chroma's database cut": _in_index("chroma.sqlite3", _cut),
    "Chroma's database noise": _in_index("chroma.sqlite3", _header),
    "Chroma's database gone": _in_index("chroma.sqlite3", _lost),
    "the vectors noise": _in_index("data_level0.bin", _noise),
    "the vectors cut": _in_index("data_level0.bin", _cut),
    "the graph's header noise": _in_index("header.bin", _noise),
    "the graph's lengths gone": _in_index("length.bin", _lost),
    "the graph's links noise": _in_index("link_lists.bin", _noise),
    "the names noise": _in_index("index_metadata.pickle", _noise),
    "the names gone": _in_index("index_metadata.pickle", _lost),
}
