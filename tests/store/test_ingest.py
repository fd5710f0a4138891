"""What an ingest changes, for every way in which files change."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from store.embed import Vectors, WordEmbedder
from store.errors import StoreError, StoreLocked
from store.health import main
from store.ingest import BATCH
from store.lock import lock
from store.report import Progress
from store.store import Store
from tests.store.town import report, write


class Counting(WordEmbedder):
    """Counts the texts it embeds."""

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return super().embed(texts)


class Stopping(WordEmbedder):
    """Is stopped by Ctrl-C at its second batch."""

    def __init__(self) -> None:
        self.batches = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.batches += 1
        if self.batches > 1:
            raise KeyboardInterrupt
        return super().embed(texts)


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
def store(tmp_path: Path, embedder: Counting) -> Iterator[Store]:
    with Store.open(tmp_path / "store", embedder) as opened:
        yield opened


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write(tmp_path / "news", "Ostby", "Quellin", "Tarvo")
    return tmp_path / "news"


def in_step(store: Store) -> bool:
    """Return whether the Chroma index holds exactly what the catalogue does."""
    return main(store.folder) == []


def ids(store: Store) -> list[str]:
    return [passage for passage, _ in store.lexical("council bridge ferry engineers", 1000)]


@pytest.mark.slow
def test_new_files_go_in_and_are_found(store: Store, news: Path) -> None:
    report = store.ingest([news])
    assert (report.added, report.updated, report.unchanged, report.removed, report.failed) == (3, 0, 0, 0, ())
    assert report.passages == store.passage_count() > 0
    [passage] = store.passages([store.lexical("Quellin", 1)[0][0]])
    assert passage.title == "Quellin votes for its bridge" and passage.outlet == "Harbour Post"
    article = store.article(passage.article_id)
    assert article and article.text[passage.start : passage.end] == passage.text
    assert store.check() == []


def test_a_second_ingest_reads_and_embeds_nothing(store: Store, news: Path, embedder: Counting) -> None:
    store.ingest([news])
    before, generation, embedded = ids(store), store.generation(), embedder.embedded
    report = store.ingest([news])
    assert (report.added, report.unchanged, report.passages) == (0, 3, 0)
    assert (ids(store), store.generation(), embedder.embedded) == (before, generation, embedded)


def test_a_touched_file_embeds_nothing(store: Store, news: Path, embedder: Counting) -> None:
    store.ingest([news])
    embedded = embedder.embedded
    os.utime(news / "ostby.md", (1, 1))
    assert store.ingest([news]).unchanged == 3
    assert embedder.embedded == embedded


def test_an_edited_file_replaces_its_passages(store: Store, news: Path) -> None:
    (news / "ostby.md").write_text(report("Ostby", said="A lighthouse may follow."), "utf-8")
    store.ingest([news])
    (news / "ostby.md").write_text(report("Ostby", said="An aqueduct may follow."), "utf-8")
    done = store.ingest([news])
    assert (done.added, done.updated, done.unchanged, done.removed) == (0, 1, 2, 0)
    assert store.lexical("lighthouse", 5) == []
    assert len(store.lexical("aqueduct", 5)) == 1
    vector = WordEmbedder().embed_question("lighthouse")
    found = store.passages([passage for passage, _ in store.dense(vector, 10)])
    assert not any("lighthouse" in passage.text for passage in found)
    assert store.article_count() == 3 and in_step(store)


def test_a_changed_outlet_is_not_a_second_article(store: Store, news: Path) -> None:
    store.ingest([news])
    (news / "ostby.md").write_text(report("Ostby", outlet="Vale Gazette"), "utf-8")
    assert store.ingest([news]).updated == 1
    assert store.outlets() == ["Harbour Post", "Vale Gazette"]
    assert store.article_count() == 3


def test_a_renamed_file_is_the_same_article(store: Store, news: Path, embedder: Counting) -> None:
    store.ingest([news])
    before, embedded = {article.id for article in store.articles()}, embedder.embedded
    (news / "ostby.md").rename(news / "renamed.md")
    assert store.ingest([news]).added == 0
    assert {article.id for article in store.articles()} == before
    assert embedder.embedded == embedded
    [article_id] = [article.id for article in store.articles() if "Ostby" in article.text]
    assert store.paths(article_id) == [store.path(article_id)] == [str(news / "renamed.md")]
    (news / "renamed.md").write_text(report("Ostby", said="Edited after it was renamed."), "utf-8")
    store.ingest([news])
    assert store.article_count() == 3 and store.article(article_id) is None


def test_a_new_file_may_take_the_name_of_a_renamed_one(store: Store, news: Path, embedder: Counting) -> None:
    store.ingest([news])
    before, embedded = {article.id for article in store.articles()}, embedder.embedded
    (news / "ostby.md").rename(news / "renamed.md")
    (news / "ostby.md").write_text(report("Kelmond"), "utf-8")
    store.ingest([news])
    assert before < {article.id for article in store.articles()} and store.article_count() == 4
    assert embedder.embedded == embedded + 1
    [(name, _)] = store.lexical("Ostby", 1)
    assert store.path(store.passages([name])[0].article_id) == str(news / "renamed.md")


def test_what_is_embedded_in_batches_is_all_kept_once(store: Store, tmp_path: Path, embedder: Counting) -> None:
    towns = [f"Town{number}" for number in range(2 * BATCH + 1)]
    write(tmp_path / "many", *towns)
    write(tmp_path / "many" / "again", *towns[::50])
    seen: list[Progress] = []
    report = store.ingest([tmp_path / "many"], progress=seen.append)
    assert report.added == store.article_count() == len(towns) and report.unchanged == len(towns[::50])
    assert embedder.embedded == store.passage_count() == report.passages
    assert seen[-1].done == seen[-1].total == len(towns) + len(towns[::50])


def test_two_files_with_one_text_are_one_article(store: Store, news: Path) -> None:
    (news / "copy.md").write_bytes((news / "tarvo.md").read_bytes())
    assert store.ingest([news]).added == 3
    [article] = [article for article in store.articles() if "Tarvo" in article.text]
    assert store.paths(article.id) == [str(news / "copy.md"), str(news / "tarvo.md")]
    (news / "copy.md").unlink()
    assert store.ingest([news], prune=True).removed == 0
    assert store.path(article.id) == str(news / "tarvo.md")
    (news / "tarvo.md").unlink()
    assert store.ingest([news], prune=True).removed == 1
    assert store.article(article.id) is None


def test_gone_files_stay_until_they_are_pruned(store: Store, news: Path) -> None:
    store.ingest([news])
    (news / "ostby.md").unlink()
    assert store.ingest([news]).removed == 0 and store.article_count() == 3
    assert store.ingest([news], prune=True).removed == 1 and store.article_count() == 2
    assert store.lexical("Ostby", 5) == []


def test_prune_leaves_other_folders_alone(store: Store, news: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "newsroom", "Farholt", "Merrow")
    store.ingest([news, tmp_path / "newsroom"])
    other[0].unlink()
    assert store.ingest([news], prune=True).removed == 0
    assert store.article_count() == 5


def test_prune_refuses_where_a_folder_looks_unmounted(store: Store, news: Path) -> None:
    store.ingest([news])
    for file in news.iterdir():
        file.unlink()
    with pytest.raises(StoreError, match=r"3 of 3 files are gone.*--force"):
        store.ingest([news], prune=True)
    assert store.article_count() == 3
    assert store.ingest([news], prune=True, force=True).removed == 3
    assert store.passage_count() == 0 and store.lexical("bridge", 3) == []


def test_prune_refuses_where_more_than_a_fifth_is_gone(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "many", *(f"Town{number:02}" for number in range(40)))
    store.ingest([tmp_path / "many"])
    for file in files[:8]:
        file.unlink()
    assert store.ingest([tmp_path / "many"], prune=True).removed == 8
    for file in files[8:20]:
        file.unlink()
    with pytest.raises(StoreError, match="12 of 32 files are gone"):
        store.ingest([tmp_path / "many"], prune=True)


def test_a_file_that_can_not_be_read_now_keeps_its_article(store: Store, news: Path) -> None:
    store.ingest([news])
    (news / "ostby.md").write_bytes(b"\0\1\2\3" * 100)
    done = store.ingest([news])
    assert [error.path for error in done.failed] == [str(news / "ostby.md")]
    assert len(store.lexical("Ostby", 5)) > 0
    assert len(store.ingest([news]).failed) == 1, "a bad file is named every time"


def test_one_bad_file_does_not_stop_the_others(store: Store, news: Path) -> None:
    (news / "empty.txt").write_text("  \n")
    done = store.ingest([news, news / "missing.md"])
    assert done.added == 3 and {error.code for error in done.failed} == {"empty", "missing"}
    assert [item["path"] for item in done.to_dict()["failed"]] == [error.path for error in done.failed]


def test_a_file_of_many_articles_is_followed_one_by_one(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    lines = [
        {"title": f"{town} news", "text": f"The mayor of {town} opened a library."} for town in ("Ash", "Birk", "Cole")
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    assert store.ingest([file]).added == 3
    lines[1]["text"] = "The mayor of Birk closed the market hall."
    lines.append({"title": "Dun news", "text": "The mayor of Dun opened a pool."})
    file.write_text("\n".join(map(json.dumps, lines)))
    done = store.ingest([file])
    assert (done.added, done.updated, done.unchanged, done.removed) == (1, 1, 2, 0)
    file.write_text(json.dumps(lines[0]))
    assert store.ingest([file]).removed == 3
    assert store.article_count() == 1 and in_step(store)


@pytest.mark.slow
def test_ctrl_c_leaves_whole_articles_and_the_next_run_goes_on(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Town{n}", "text": f"The mayor of Town{n} opened library {n}."}) for n in range(600)]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    with Store.open(tmp_path / "stopped", Stopping()) as store, pytest.raises(KeyboardInterrupt):
        store.ingest([tmp_path / "wire.jsonl"])
    with Store.open(tmp_path / "stopped", Counting()) as store:
        assert 0 < store.article_count() < 600
        assert len(store.lexical("mayor", 1000)) == store.article_count() == store.passage_count()
        done = store.ingest([tmp_path / "wire.jsonl"])
        assert done.added + done.unchanged == store.article_count() == store.passage_count() == 600
        assert done.passages == done.added == store._embedder.embedded  # type: ignore[attr-defined]
        assert in_step(store)


def test_a_second_writer_is_told_so_at_once(store: Store, news: Path, tmp_path: Path) -> None:
    begin = time.monotonic()
    with lock(tmp_path / "store"), pytest.raises(StoreLocked, match="another process is writing"):
        store.ingest([news])
    assert time.monotonic() - begin < 4
    assert store.ingest([news]).added == 3


def test_removing_takes_an_article_out_until_its_file_is_read_again(store: Store, news: Path) -> None:
    store.ingest([news])
    gone = store.articles()[0].id
    assert store.remove(gone) and not store.remove(gone)
    assert store.article_count() == 2 and in_step(store)
    assert store.ingest([news]).added == 1


def test_progress_ends_at_its_total(store: Store, news: Path) -> None:
    seen: list[Progress] = []
    store.ingest([news], progress=seen.append)
    assert (seen[-1].done, seen[-1].total, seen[-1].passages) == (3, 3, store.passage_count())
    assert [step.done for step in seen] == sorted(step.done for step in seen)


def test_ids_are_the_same_in_another_store(store: Store, news: Path, tmp_path: Path) -> None:
    store.ingest([news])
    with Store.open(tmp_path / "other", WordEmbedder()) as other:
        other.ingest(sorted(news.iterdir(), reverse=True))
        assert sorted(ids(other)) == sorted(ids(store))
