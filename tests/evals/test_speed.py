"""The speed measurement: what it makes up, how it times, and each part of it in small."""

import json
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from evals.large import WORDS, Hasty, fill, write
from evals.news import made_up, questions
from evals.speed import asking, commanding, ingesting, material
from evals.timing import Measured, in_turns, p95, ratio, shown
from store.embed import WordEmbedder
from store.store import Store


def test_news_is_always_the_same_and_each_article_its_own() -> None:
    assert made_up(7) == made_up(7)
    assert len({made_up(number)["text"] for number in range(50)}) == 50
    assert len(set(questions())) == len(questions()) >= 200


def test_tasks_take_turns_and_the_first_round_is_left_out() -> None:
    order: list[str] = []
    numbers = count()

    def task(name: str) -> float:
        order.append(name)
        return float(next(numbers))

    given = in_turns({"a": lambda: task("a"), "b": lambda: task("b")}, 2)
    assert order == ["b", "a", "a", "b", "b", "a"]
    assert given == {"a": [2.0, 5.0], "b": [3.0, 4.0]}


def test_figures() -> None:
    assert p95([3.0]) == 3.0
    assert p95(list(range(100, 0, -1))) == 95
    assert ratio([2.0, 9.0, 4.0], [1.0, 3.0, 1.0]) == 3.0
    line = shown(Measured(name="ask", value=12.345, unit="ms", aim="<= 60", load=1.5))
    assert line.split()[0::2] == ["ask", "ms", "60", "1.5)"]


def test_a_hasty_embedder_looks_at_the_last_words() -> None:
    plain = WordEmbedder()
    words = [f"w{number}" for number in range(2 * WORDS)]
    hasty = Hasty(plain)
    assert hasty.name == plain.name
    assert np.array_equal(hasty.embed([" ".join(words)]), plain.embed([" ".join(words[-WORDS:])]))


def test_material_without_data() -> None:
    articles, asked = material(None)
    assert next(articles) == made_up(0)
    assert len(set(asked)) == len(asked) == 200


def test_a_store_is_filled_and_asked(tmp_path: Path) -> None:
    fill(tmp_path / "store", map(made_up, count()), 60, WordEmbedder())
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert store.passage_count() >= 60
    found = asking(tmp_path / "store", questions()[:5], embeddings="words")
    assert len(found) == 8
    assert all(line.value >= 0 for line in found)
    assert found[0].value <= found[1].value


def test_files_are_what_ingest_reads(tmp_path: Path) -> None:
    folder = write([made_up(1), made_up(2)], tmp_path / "articles")
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        assert store.ingest([folder]).added == 2
        assert {article.published is None for article in store.articles()} == {False}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # other projects' own
def test_ingest_beside_its_peers(tmp_path: Path) -> None:
    folder = write([made_up(1)], tmp_path / "articles")
    found = ingesting(folder, tmp_path, 1, WordEmbedder())
    assert [line.unit for line in found] == ["passages/s"] * 3 + ["x"] * 2
    assert all(line.value > 0 for line in found)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # other projects' own
def test_the_peer_runs_the_same_weights(tmp_path: Path) -> None:
    from evals.peer import ChromaMiniLM
    from store.minilm import MiniLM

    texts = [made_up(3)["text"][:400], "The ferry leaves at nine."]
    theirs = np.array(ChromaMiniLM(tmp_path).get_text_embedding_batch(texts))
    assert (theirs * MiniLM().embed(texts)).sum(axis=1).min() > 0.97


@pytest.mark.slow
def test_a_whole_command_is_timed(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.json").write_text(json.dumps(made_up(4)), "utf-8")
    line, worked = commanding(tmp_path / "one", "When was the tram depot sold?", tmp_path, times=1)
    assert 0 < worked.value < 60
    assert line.unit == "s"
