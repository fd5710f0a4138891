"""What a store gives back: both searches, filters, passages; and how several readers and writers get on."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.catalogue import Catalogue
from store.embed import WordEmbedder
from store.errors import EmbedderChanged, StoreError
from store.exact import allowed, read
from store.lexical import Lexicon, Stemmer
from store.store import Filter, Store
from tests.store.town import OUTLETS, report, write

DAYS = ("2031-01-10", "2031-02-10", "2031-03-10", None)
EMBEDDER = WordEmbedder()


class Other(WordEmbedder):
    """Gives other vectors under another name."""

    name = "other"
    dimensions = 256


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of twelve articles, three outlets by four days. Tests only read it."""
    folder = tmp_path_factory.mktemp("news")
    for number in range(12):
        text = report(f"Town{number}", outlet=OUTLETS[number % 3], day=DAYS[number % 4])
        (folder / f"{number}.md").write_text(text, "utf-8")
    with Store.open(tmp_path_factory.mktemp("store"), EMBEDDER) as store:
        store.ingest([folder])
        yield store


def test_both_searches_put_the_named_town_first(kept: Store) -> None:
    question = "When did the council of Town7 vote?"
    for found in (kept.lexical(question, 5), kept.dense(EMBEDDER.embed_question(question), 5)):
        assert "Town7" in kept.passages([found[0][0]])[0].text
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_the_index_and_the_scan_agree(kept: Store) -> None:
    questions = [f"council of Town{number}" for number in range(12)]
    scanned = [kept.dense(EMBEDDER.embed_question(question), 4) for question in questions]
    thread = kept.warm()
    assert thread is not None
    thread.join()
    served = [kept.dense(EMBEDDER.embed_question(question), 4) for question in questions]
    for one, other in zip(scanned, served, strict=True):
        assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-5)


@given(
    outlets=st.sets(st.sampled_from(OUTLETS)),
    since=st.none() | st.dates(date(2031, 1, 1), date(2031, 4, 1)),
    until=st.none() | st.dates(date(2031, 1, 1), date(2031, 4, 1)),
    undated=st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_filters_let_through_what_they_say(
    kept: Store, outlets: set[str], since: date | None, until: date | None, undated: bool
) -> None:
    where = Filter(outlets=tuple(outlets), since=since, until=until, undated=undated)
    wanted = {
        article.id
        for article in kept.articles()
        if (not outlets or article.outlet in outlets)
        and (since is None or (article.published is not None and article.published >= since))
        and (until is None or (undated if article.published is None else article.published <= until))
    }
    for found in (
        kept.dense(EMBEDDER.embed_question("bridge"), 100, where),
        kept.lexical("council bridge", 100, where),
    ):
        assert {passage.article_id for passage in kept.passages([name for name, _ in found])} == wanted


def test_a_filter_by_articles(kept: Store) -> None:
    chosen = frozenset(article.id for article in kept.articles()[:2])
    found = kept.dense(EMBEDDER.embed_question("bridge"), 100, Filter(articles=chosen))
    assert {name.partition(":")[0] for name, _ in found} == chosen
    assert kept.dense(EMBEDDER.embed_question("bridge"), 100, Filter(articles=frozenset())) == []


@given(words=st.text(max_size=80) | st.text("\"'*^:(){}+- ANDORTNE", max_size=40))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_searched_for(kept: Store, words: str) -> None:
    assert all(score > 0 for _, score in kept.lexical(words, 3))


@pytest.mark.parametrize("words", ["", " ", "\0", "\ud800", '"', "NEAR(", "*", "a:b", "—", "x" * 10_000, "the and of"])
def test_odd_text_can_be_searched_for(kept: Store, words: str) -> None:
    kept.lexical(words, 3)


def test_words_are_stemmed_and_accents_folded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Voters in Zürich rejected the tunnelling plans of the naïve planners.", "utf-8")
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        store.ingest([tmp_path / "a.txt"])
        for words in ("zurich", "Zürich's", "tunnel", "reject plan", "NAIVE"):
            assert store.lexical(words, 1), words
        assert store.frequencies(store.stems("planner kayak")) == {"planner": 1, "kayak": 0}


def test_reading_ahead_changes_nothing_that_is_found(kept: Store) -> None:
    catalogue = Catalogue(kept.folder)
    with catalogue.reading() as db:
        plain, ahead = (Lexicon(read(db)) for _ in range(2))
        ahead.read_ahead(db, lambda: True, frequent=2)
        for words in (["bridg", "town7"], ["mayor"], ["council", "nowher"]):
            assert plain.search(db, words, 5) == ahead.search(db, words, 5)
            assert [plain.frequency(db, word) for word in words] == [ahead.frequency(db, word) for word in words]
        for prefix in ("town", "bri", "x"):
            assert plain.terms(db, prefix) == ahead.terms(db, prefix)
    catalogue.close()


def test_publication_dates_are_those_of_the_articles(kept: Store) -> None:
    names = [name for name, _ in kept.lexical("council bridge", 50)]
    dated = {one.id: one.published for one in kept.passages(names) if one.published}
    assert kept.published([*names, "gone:0-1"]) == dated


def test_passages_come_in_the_order_asked_for_and_gone_ones_are_left_out(kept: Store) -> None:
    names = [name for name, _ in kept.lexical("bridge", 5)]
    found = kept.passages([names[3], "gone:0-9", names[1]])
    assert [passage.id for passage in found] == [names[3], names[1]]
    for passage in found:
        article = kept.article(passage.article_id)
        assert article is not None and article.text[passage.start : passage.end] == passage.text
        assert all(passage.start <= span.start < span.end <= passage.end for span in passage.sentences)


def test_vectors_are_what_was_embedded(kept: Store) -> None:
    name, likeness = kept.dense(EMBEDDER.embed_question("ferry"), 1)[0]
    rows = kept.vectors([name, "gone:0-9"])
    assert float(rows[0] @ EMBEDDER.embed_question("ferry")) == pytest.approx(likeness, abs=1e-6)
    assert not rows[1].any()


def test_a_vector_of_another_width_is_refused(kept: Store) -> None:
    with pytest.raises(StoreError, match="dimensions"):
        kept.dense(np.zeros(7, np.float32), 3)


def test_an_empty_store_answers(tmp_path: Path) -> None:
    with Store.open(tmp_path / "deep" / "store", EMBEDDER) as store:
        assert store.dense(EMBEDDER.embed_question("bridge"), 3) == []
        assert store.lexical("bridge", 3) == []
        assert (store.articles(), store.outlets(), store.passage_count()) == ([], [], 0)
        assert store.vectors([]).shape[0] == 0
        assert store.article("nothing") is None and store.check() == []
        with pytest.raises(StoreError, match="no article nothing"):
            store.path("nothing")


def test_a_reader_sees_what_another_store_writes(tmp_path: Path) -> None:
    [file] = write(tmp_path / "news", "Ostby")
    with Store.open(tmp_path / "store", EMBEDDER) as writer, Store.open(tmp_path / "store", EMBEDDER) as reader:
        writer.ingest([file])
        assert len(reader.lexical("Ostby", 3)) == 1
        if thread := reader.warm():
            thread.join()
        file.write_text(report("Ostby", said="A lighthouse may follow."), "utf-8")
        writer.ingest([file])
        vector = EMBEDDER.embed_question("lighthouse")
        for _ in range(2):  # while the new index is loaded, and from it
            [(name, _)] = reader.dense(vector, 1)
            assert "lighthouse" in reader.passages([name])[0].text
            assert reader.generation() == writer.generation()
            if thread := reader.warm():
                thread.join()


def test_several_threads_may_read_while_one_writes(tmp_path: Path) -> None:
    files = write(tmp_path / "news", *(f"Town{number}" for number in range(30)))
    wrong: list[str] = []
    stop = threading.Event()
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        store.ingest(files[:10])
        store.warm()

        def read() -> None:
            while not stop.is_set():
                found = store.passages([name for name, _ in store.dense(EMBEDDER.embed_question("council Town3"), 3)])
                if not found or not store.lexical("Town3", 1):
                    wrong.append("Town3 was not found")

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        try:
            for place in range(10, 30, 5):
                store.ingest(files[place : place + 5])
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    assert wrong == []


def test_another_embedder_is_refused_until_the_store_is_embedded_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", EMBEDDER) as store:
        store.ingest(write(tmp_path / "news", "Ostby", "Tarvo"))
        before = [article.id for article in store.articles()]
    with pytest.raises(EmbedderChanged, match=r"--embeddings words.*--reembed"):
        Store.open(tmp_path / "store", Other())
    with Store.open(tmp_path / "store", Other(), reembed=True) as store:
        assert [article.id for article in store.articles()] == before
        assert "Tarvo" in store.passages([store.dense(Other().embed_question("Tarvo"), 1)[0][0]])[0].text
        assert store.vectors([store.lexical("Tarvo", 1)[0][0]]).shape[1] == 256
        assert len(store.lexical("Tarvo", 9)) == 1
        assert store.ingest([tmp_path / "news"]).unchanged == 2
    with pytest.raises(EmbedderChanged):
        Store.open(tmp_path / "store", EMBEDDER)


def test_an_open_reader_learns_that_the_embedder_changed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", EMBEDDER) as reader:
        reader.ingest(write(tmp_path / "news", "Ostby"))
        Store.open(tmp_path / "store", Other(), reembed=True).close()
        with pytest.raises(EmbedderChanged):
            reader.dense(EMBEDDER.embed_question("Ostby"), 1)


def test_the_filter_looks_at_every_passage(kept: Store) -> None:
    matrix = kept._view().matrix
    assert allowed(matrix, Filter()).all() and len(matrix.numbers) == kept.passage_count()


def test_words_are_cut_while_the_stemmer_is_closed_without_harm() -> None:
    for _ in range(20):
        stemmer, begun = Stemmer(), threading.Event()

        def cut(stemmer: Stemmer = stemmer, begun: threading.Event = begun) -> str:
            try:
                while True:
                    stemmer.stems("the boats of Ormsea")
                    begun.set()
            except StoreError as error:
                return str(error)

        with ThreadPoolExecutor(1) as pool:
            said = pool.submit(cut)
            assert begun.wait(10)
            stemmer.close()
            assert "closed" in said.result(10)
