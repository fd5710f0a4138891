"""The files of a store to be killed and damaged, and whether what is left of it is what a fresh store holds."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.article import Article
from store.catalogue import Catalogue
from store.catalogue import problems as problems_of
from store.embed import Embedder
from store.health import main as index_problems
from store.sound import all_unsound
from store.store import Filter, Store

_NOUNS = ("bridge", "ferry", "council", "harbour", "market", "school", "orchard", "railway", "library", "tower", "mill")
_VERBS = ("opened", "closed", "repaired", "painted", "measured", "sold", "flooded", "moved", "inspected", "rebuilt")


def write(folder: Path, number: int, version: int = 0) -> Path:
    """Write an article that no other one resembles in all its words; `version` changes its text."""
    draw = random.Random(f"{number} {version}")
    lines = [
        f"Workers {draw.choice(_VERBS)} the {draw.choice(_NOUNS)} of Town{number}x{version} "
        f"{draw.randrange(2, 90)} days after the {draw.choice(_NOUNS)} was {draw.choice(_VERBS)}."
        for _ in range(draw.randrange(6, 30))
    ]
    path = folder / f"{number:04}.md"
    path.write_text(f"---\ntitle: Town{number}x{version} report\n---\n" + "\n\n".join(lines) + "\n", "utf-8")
    return path


def change(folder: Path, draw: random.Random) -> None:
    """Edit half of the files, take one away, and rename one."""
    files = sorted(folder.glob("*.md"))
    for path in draw.sample(files, len(files) // 2):
        write(folder, int(path.stem), draw.randrange(1, 10_000))
    gone, moved = draw.sample(sorted(folder.glob("*.md")), 2)
    gone.unlink()
    moved.rename(folder / f"{draw.randrange(5000, 9999):04}.md")


@contextmanager
def fresh(folder: Path, chosen: Embedder) -> Iterator[Store]:
    """Lend a store of the files of `folder` that nothing ever happened to."""
    with tempfile.TemporaryDirectory() as clean, Store.open(Path(clean), chosen) as store:
        store.ingest([folder])
        yield store


def differences(folder: Path, place: Path, chosen: Embedder) -> list[str]:
    """Return how the store at `place` differs from one of the same files that nothing ever happened to."""
    with fresh(folder, chosen) as wanted, Store.open(place, chosen) as held:
        problems = _differences(wanted, held) + index_problems(place) + _unwell(place, chosen)
    folders = [path.name for path in place.glob("chroma-*")]
    return problems if len(folders) == 1 else [*problems, f"{len(folders)} index folders"]


def _unwell(place: Path, chosen: Embedder) -> list[str]:
    """Return what is wrong with a catalogue in itself."""
    catalogue = Catalogue(place)
    try:
        with catalogue.reading() as db:
            return problems_of(db) + [f"passage {name} is damaged" for name in all_unsound(db, chosen)]
    finally:
        catalogue.close()


def news(folder: Path, articles: int) -> Path:
    """Write `articles` articles into a new folder."""
    folder.mkdir(parents=True)
    for number in range(articles):
        write(folder, number)
    return folder


def _differences(fresh: Store, mended: Store) -> list[str]:
    wanted, held = ([article.id for article in each.articles()] for each in (fresh, mended))
    problems = [] if wanted == held else [f"{len(held)} articles instead of {len(wanted)}"]
    if mended.passage_count() != fresh.passage_count():
        problems.append(f"{mended.passage_count()} passages instead of {fresh.passage_count()}")
    if thread := mended.warm():
        thread.join()  # so that the dense search is Chroma's
    return problems + [
        f"{article.title} is not found" for article in fresh.articles() if not _found(mended, fresh, article)
    ]


def _found(mended: Store, fresh: Store, article: Article) -> bool:
    """Return whether both searches find an article: by its title, and each of its passages by its own text."""
    title = mended.passages([name for name, _ in mended.lexical(article.title or "", 1)])
    names = [name for name, _ in fresh.lexical(article.title or "", 100, Filter(articles=frozenset([article.id])))]
    nearest = [mended.dense(vector, 1)[0] for vector in fresh.vectors(names)]
    found = [hit == name and likeness > 0.999 for name, (hit, likeness) in zip(names, nearest, strict=True)]
    return bool(found) and all(found) and [passage.article_id for passage in title] == [article.id]
