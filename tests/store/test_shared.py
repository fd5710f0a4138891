"""A store that machines share over a real Chroma server: followed, restarted, killed, away, and by the command line."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest

from assistant.cli import main
from evals.chroma_run import ChromaRun, served
from store.embed import WordEmbedder
from store.errors import EmbedderChanged, StoreUnavailable
from store.shared import SharedStore
from store.store import Store
from tests.store.town import report, write

pytestmark = pytest.mark.slow
EMBEDDER = WordEmbedder()
NAMES = count()
INGEST = """
import sys
from pathlib import Path
from store.embed import WordEmbedder
from store.shared import SharedStore
with SharedStore.join(sys.argv[1], WordEmbedder(), root=Path(sys.argv[2])) as store:
    print("begin", flush=True)
    store.ingest([Path(sys.argv[3])])
"""


class Other(WordEmbedder):
    """Gives vectors under another name."""

    name = "other"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaRun]:
    """One server for all tests here."""
    with served(tmp_path_factory.mktemp("server") / "data") as running:
        yield running


@pytest.fixture
def url(server: ChromaRun) -> str:
    """A corpus of the test's own."""
    return f"{server.url}/test{next(NAMES)}"


def join(url: str, root: Path) -> SharedStore:
    return SharedStore.join(url, EMBEDDER, root=root)


def wait_until(there: object) -> None:
    """Wait for what comes by itself."""
    end = monotonic() + 60
    while not there():  # type: ignore[operator]
        assert monotonic() < end
        sleep(0.05)


def ingesting(url: str, root: Path, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", INGEST, url, str(root), str(folder)], stdout=subprocess.PIPE, text=True
    )


def clean(folders: list[Path], work: Path) -> list[str]:
    """The ids that a store in a folder has of the same files."""
    with Store.open(work, EMBEDDER) as store:
        store.ingest(folders)
        return [article.id for article in store.articles()]


def test_what_one_machine_does_the_other_follows(url: str, tmp_path: Path) -> None:
    news = tmp_path / "news"
    write(news, "Ostby", "Tarvo", "Milen")
    with join(url, tmp_path / "a") as one, join(url, tmp_path / "b") as other:
        one.ingest([news])
        wait_until(lambda: other.article_count() == 3)
        assert other.articles() == one.articles()
        names = [name for name, _ in one.lexical("Tarvo bridge", 5)]
        assert [name for name, _ in other.lexical("Tarvo bridge", 5)] == names
        assert other.passages(names) == one.passages(names)
        assert np.allclose(other.vectors(names), one.vectors(names), atol=1e-6)
        (news / "tarvo.md").write_text(report("Tarvo", said="A lighthouse may follow."), "utf-8")
        (news / "milen.md").unlink()
        (news / "ostby.md").rename(news / "bridge.md")
        one.ingest([news], prune=True, force=True)
        wait_until(lambda: other.articles() == one.articles())
        assert other.article_count() == 2 and other.lexical("lighthouse", 1)
        other.remove(other.articles()[0].id)
        wait_until(lambda: one.article_count() == 1)
        assert one.check() == other.check() == []


def test_two_processes_ingest_overlapping_folders_at_once(url: str, tmp_path: Path) -> None:
    both = [f"Both{number}" for number in range(20)]
    for name in "ab":
        write(tmp_path / f"news-{name}", *both, *(f"Town{name}{number}" for number in range(30)))
    writers = [ingesting(url, tmp_path / name, tmp_path / f"news-{name}") for name in "ab"]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    with join(url, tmp_path / "new") as new, join(url, tmp_path / "a") as one, join(url, tmp_path / "b") as other:
        wanted = clean([tmp_path / "news-a", tmp_path / "news-b"], tmp_path / "clean")
        for store in (new, one, other):
            assert [article.id for article in store.articles()] == wanted
            assert store.passage_count() == len(wanted) == 80
            assert store.check() == []


def test_a_killed_writer_leaves_nothing_half_and_is_taken_up(url: str, tmp_path: Path) -> None:
    write(tmp_path / "news", *(f"Town{number}" for number in range(80)))
    for wait in (0.3, 0.9):
        with ingesting(url, tmp_path / "a", tmp_path / "news") as writer:
            assert writer.stdout and writer.stdout.readline()
            sleep(wait)
            writer.send_signal(signal.SIGKILL)
        with join(url, tmp_path / f"b-{wait}") as reader:
            assert all(reader.lexical(article.title or "", 1) for article in reader.articles())
            assert reader.passage_count() == reader.article_count() and reader.check() == []
    with join(url, tmp_path / "a") as writer, join(url, tmp_path / "b") as reader:
        writer.ingest([tmp_path / "news"])
        reader.exchange()
        assert [article.id for article in reader.articles()] == clean([tmp_path / "news"], tmp_path / "clean")
        assert reader.articles() == writer.articles()


def test_the_server_is_restarted_under_the_readers(tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby", "Tarvo")
    with (
        served(tmp_path / "data") as server,
        join(server.url, tmp_path / "a") as one,
        join(server.url, tmp_path / "b") as other,
    ):
        one.ingest([tmp_path / "news"])
        other.exchange()
        server.stop()
        wait_until(other.notice)
        assert "what was known on" in str(other.notice()) and other.lexical("Tarvo", 1)
        write(tmp_path / "news", "Milen")
        with pytest.raises(StoreUnavailable, match="kept here but not shared yet"):
            one.ingest([tmp_path / "news"])
        assert one.lexical("Milen", 1) and not other.lexical("Milen", 1)
        with pytest.raises(StoreUnavailable):
            other.remove(other.articles()[0].id)
        with join(server.url, tmp_path / "b") as again:  # a new process while the server is away
            assert again.article_count() == 2 and again.notice() and again.check()
        server.start()
        wait_until(lambda: other.article_count() == 3)
        wait_until(lambda: other.notice() is None)
        assert other.articles() == one.articles() and other.check() == []


def test_another_embedder_is_told_which_it_was(url: str, tmp_path: Path) -> None:
    write(tmp_path / "news", "Ostby")
    with join(url, tmp_path / "a") as one:
        one.ingest([tmp_path / "news"])
    with pytest.raises(EmbedderChanged, match=r"made with --embeddings words"):
        SharedStore.join(url, Other(), root=tmp_path / "b")


def test_an_odd_article_comes_over(url: str, tmp_path: Path) -> None:
    text = "Zürich voted “no” on Tuesday — 3\u00a0½ % said so. 東京 too.\n\nهذا خبر. 😀 " + "x" * 300_000
    (tmp_path / "n\udcff.txt").write_text(text, "utf-8")
    with join(url, tmp_path / "a") as one, join(url, tmp_path / "b") as other:
        one.ingest([tmp_path / "n\udcff.txt"])
        other.exchange()
        assert other.articles() == one.articles() and other.article_count() == 1


def test_every_command_takes_an_address(url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "news", "Ostby", "Tarvo")
    at = ["--store", url, "--embeddings", "words"]

    def run(*words: str) -> str:
        assert main([*words, *at]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    assert json.loads(run("ingest", "news", "--json"))["added"] == 2
    [one, other] = json.loads(run("articles", "--json"))
    assert "temporary ferry" in run("show", one["id"])
    assert json.loads(run("search", "the bridge of Tarvo", "--json"))
    asked = json.loads(run("ask", "When did the council of Ostby vote?", "--reader", "quotes", "--json"))
    assert asked["hits"]
    run("remove", other["id"])
    assert [each["id"] for each in json.loads(run("articles", "--json"))] == [one["id"]]
    main(["doctor", "--json", *at])  # what it says of the installation is not the matter here
    found = {one["about"]: one for one in json.loads(capsys.readouterr().out)}
    assert "1 articles" in found["store"]["text"] and url in found["store"]["text"]
    assert (found["health"]["state"], found["health"]["text"]) == ("ok", "the copy is whole and agrees with the server")
    assert main(["ingest", "news", "--reembed", *at]) == 1
    assert "another name" in capsys.readouterr().err
