"""The writers that `kill` kills, each a process of its own; what a reader meets after that; and what mends it."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.embed import embedder
from store.errors import StoreError
from store.health import main as index_problems
from store.rebuild import finish, rebuild
from store.store import Store

ROOT = Path(__file__).parent.parent
ACTIONS = ("ingest", "remove", "reembed", "rebuild")
NAMED = "dateline ingest PATH --rebuild"


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One kill: of what, when, whether the run had not ended before, and what a reader met then."""

    action: str
    seconds: float
    killed: bool
    articles: int
    stale: bool
    readable: bool


def kill(folder: Path, store: Path, name: str, action: str, seconds: float) -> Killed:
    """Kill a writer `seconds` after it began; return where it was then."""
    with _working(folder, store, name, action) as process:
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
            action=action,
            seconds=round(seconds, 2),
            killed=killed,
            articles=articles,
            stale=opened.generation() > 0 and bool(index_problems(store)),
            readable=not articles or bool(opened.lexical("workers", 1)),
        )


def mend(folder: Path, store: Path, name: str, *, rebuild: bool) -> None:
    """Do what a person does: a normal ingest, with the rebuilding that a line asked for where it did."""
    _work(folder, store, name, "rebuild" if rebuild else "ingest")


def harm(folder: Path, store: Path, name: str) -> tuple[bool, list[str]]:
    """Return whether a damaged store names its command, and every wrong answer that it gives."""
    wrong = []
    try:
        with Store.open(store, embedder(name)) as opened:
            if thread := opened.warm():
                thread.join()
            for path in sorted(folder.glob("*.md")):
                title = path.read_text("utf-8").split("\n")[1].removeprefix("title: ")
                hits = [*opened.lexical(title, 1), *opened.dense(embedder(name).embed_question(title), 1)]
                passages = opened.passages([hit for hit, _ in hits])
                opened.require_sound(passages)
                wrong += [f"{title}: {one.text[:40]}" for one in passages if one.text not in _words(folder, one.title)]
            named = any("rebuild" in line for line in opened.check())
    except StoreError as error:
        named = NAMED in str(error)
        wrong += [] if named else [f"no command is named: {error}"]
    return named, wrong


def _words(folder: Path, title: str | None) -> str:
    """Return the text of the files with a title."""
    texts = (path.read_text("utf-8") for path in folder.glob("*.md"))
    return "\n".join(text for text in texts if f"title: {title}\n" in text)


def duration(folder: Path, store: Path, name: str) -> float:
    """Return the seconds of an ingest that is let be."""
    with _working(folder, store, name, "ingest") as process:
        begin = time.perf_counter()
        process.wait()
        return time.perf_counter() - begin


def child(folder: str, store: str, name: str, action: str) -> None:
    """Be the writer: say when the work begins, and do it."""
    print("begin", flush=True)
    _work(Path(folder), Path(store), name, action)


def _work(folder: Path, store: Path, name: str, action: str) -> None:
    chosen = embedder(name)
    rescued = rebuild(store, chosen) if action == "rebuild" else None
    with Store.open(store, chosen, reembed=action == "reembed") as opened:
        if action == "remove":
            for article in opened.articles()[:20]:
                opened.remove(article.id)
        elif action != "reembed":
            opened.ingest([folder], prune=True, force=True)
    if rescued:
        finish(rescued)


@contextmanager
def _working(folder: Path, store: Path, name: str, action: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "evals.kill", "--child", str(folder), str(store), name, action]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it has imported what it needs and begins
        yield process
