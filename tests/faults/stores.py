"""Stores to be damaged, made once and copied; and how the tests of this folder look at what is left of them."""

import random
import shutil
from pathlib import Path

from store.embed import WordEmbedder
from store.store import Store
from tests.store.town import report

EMBEDDER = WordEmbedder()
PAGE = 4096
TOWNS = tuple(f"Town{number}" for number in range(12))


def make(work: Path) -> Path:
    """Make `news` and a `store` of it in a folder, and return the folder."""
    (work / "news").mkdir(parents=True)
    for town in TOWNS:
        said = " ".join(f"Citizen {number} of {town} spoke for the ferry at length." for number in range(20))
        (work / "news" / f"{town.lower()}.md").write_text(report(town, said=said), "utf-8")
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([work / "news"])
    return work


def copied(made: Path, work: Path) -> Path:
    """Return a copy; its files keep their times, but not their names."""
    return shutil.copytree(made, work, copy_function=shutil.copy2)


def overwrite(path: Path, *, first: int) -> None:
    """Overwrite a third of the pages of a catalogue, those before `first` left."""
    draw = random.Random(7)
    with path.open("r+b") as file:
        for page in range(first, path.stat().st_size // PAGE):
            if draw.random() < 1 / 3:
                file.seek(page * PAGE)
                file.write(draw.randbytes(PAGE))


def wrong(store: Store, towns: tuple[str, ...] = TOWNS) -> list[str]:
    """Return what is wrong with the store: towns lost, held twice, or not found by both searches."""
    titles = sorted(article.title or "" for article in store.articles())
    found = [] if titles == sorted(f"{town} votes for its bridge" for town in towns) else [f"articles: {titles}"]
    for town in towns:
        question = f"{town} votes for its bridge"
        for hits in (store.lexical(question, 1), store.dense(EMBEDDER.embed_question(question), 1)):
            passages = store.passages([name for name, _ in hits])
            store.require_sound(passages)
            if [passage.title for passage in passages] != [question]:
                found.append(f"{town} is not found")
    return found
