"""Does a store survive kill -9? Kill `ingest` at random moments, run it once more, compare with a store never killed.

    python -m evals.kill [--kills 30] [--articles 400] [--each 3] [--embeddings words] [--json]

Each store is killed `--each` times, its files edited, deleted and renamed in between; then one normal run has to leave
exactly what a fresh store of the same files holds: nothing lost, nothing twice, every article found by both searches.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from store.article import Article
from store.embed import Embedder, embedder
from store.health import main as index_problems
from store.store import Filter, Store

ROOT = Path(__file__).parent.parent
SEED = 20
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One kill: when, whether the run had not ended before, and what a reader met then."""

    seconds: float
    killed: bool
    articles: int
    stale: bool
    readable: bool


def kill(folder: Path, store: Path, name: str, seconds: float) -> Killed:
    """Kill an ingest `seconds` after it began; return where it was then."""
    with _ingesting(folder, store, name) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        killed = process.returncode == -signal.SIGKILL
    # A reader must be able to answer from what the killed run left, before anything is mended.
    with Store.open(store, embedder(name)) as opened:
        articles = opened.article_count()
        return Killed(
            seconds=round(seconds, 2),
            killed=killed,
            articles=articles,
            stale=opened.generation() > 0 and bool(index_problems(store)),
            readable=not articles or bool(opened.lexical("workers", 1)),
        )


def verify(folder: Path, store: Path, chosen: Embedder) -> list[str]:
    """Run a normal ingest; return how the store differs from one that was never killed."""
    with (
        tempfile.TemporaryDirectory() as clean,
        Store.open(Path(clean), chosen) as fresh,
        Store.open(store, chosen) as mended,
    ):
        fresh.ingest([folder])
        mended.ingest([folder], prune=True)
        problems = _differences(fresh, mended) + index_problems(store)
    folders = [path.name for path in store.glob("chroma-*")]
    return problems if len(folders) == 1 else [*problems, f"{len(folders)} index folders"]


def run(work: Path, *, kills: int, articles: int, each: int, name: str = "words") -> dict[str, Any]:
    """Return what `kills` kills did to stores of `articles` articles in the folder `work`."""
    draw = random.Random(SEED)
    long = _duration(_news(work / "timed", articles), work / "timed-store", name)
    seen: list[Killed] = []
    problems: list[str] = []
    while (left := kills - sum(one.killed for one in seen)) > 0:
        folder, store = _news(work / f"news-{len(seen)}", articles), work / f"store-{len(seen)}"
        for turn in range(min(each, left)):
            if turn:
                change(folder, draw)
            seen.append(kill(folder, store, name, draw.uniform(0, long)))
            long = long if seen[-1].killed else min(long, seen[-1].seconds)
        problems += verify(folder, store, embedder(name))
    return {
        "kills": sum(one.killed for one in seen),
        "ended_before": sum(not one.killed for one in seen),
        "index_not_in_step": sum(one.stale for one in seen),
        "unreadable": sum(not one.readable for one in seen),
        "problems": problems,
        "seen": [asdict(one) for one in seen],
    }


def _news(folder: Path, articles: int) -> Path:
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


@contextmanager
def _ingesting(folder: Path, store: Path, name: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "evals.kill", "--child", str(folder), str(store), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it has imported what it needs and begins
        yield process


def _duration(folder: Path, store: Path, name: str) -> float:
    with _ingesting(folder, store, name) as process:
        begin = time.perf_counter()
        process.wait()
        return time.perf_counter() - begin


def _found(mended: Store, fresh: Store, article: Article) -> bool:
    """Return whether both searches find an article: by its title, and each of its passages by its own text."""
    title = mended.passages([name for name, _ in mended.lexical(article.title or "", 1)])
    names = [name for name, _ in fresh.lexical(article.title or "", 100, Filter(articles=frozenset([article.id])))]
    nearest = [mended.dense(vector, 1)[0] for vector in fresh.vectors(names)]
    found = [hit == name and likeness > 0.999 for name, (hit, likeness) in zip(names, nearest, strict=True)]
    return bool(found) and all(found) and [passage.article_id for passage in title] == [article.id]


def _child(folder: str, store: str, name: str) -> None:
    with Store.open(Path(store), embedder(name)) as opened:
        print("begin", flush=True)
        opened.ingest([Path(folder)], prune=True)


def main() -> int:
    """Run the kills that the command line asks for; the exit status is 1 where a store was harmed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--each", type=int, default=3, help="kills of one store before its normal run")
    parser.add_argument("--embeddings", default="words")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _child(*given.child)
        return 0
    with tempfile.TemporaryDirectory() as work:
        done = run(Path(work), kills=given.kills, articles=given.articles, each=given.each, name=given.embeddings)
    print(json.dumps(done, indent=1) if given.json else _lines(done))
    return int(bool(done["problems"] or done["unreadable"]))


def _lines(done: dict[str, Any]) -> str:
    first = f"{done['kills']} kills ({done['ended_before']} runs ended before); index not in step after "
    first += f"{done['index_not_in_step']}, mended by the next run; unreadable after {done['unreadable']}"
    return "\n".join([first, *(done["problems"] or ["nothing lost, nothing twice, every article found"])])


if __name__ == "__main__":
    sys.exit(main())
