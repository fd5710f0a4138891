"""The speed measurement: what it makes up, how it times, and each part of it in small."""

import json
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from evals import speed_processes as processes
from evals.figures import Line
from evals.kept import Kept, saved
from evals.large import WORDS, Hasty, fill, write
from evals.news import made_up, questions
from evals.options import Chosen
from evals.speed import PARTS, SUITE, compared
from evals.speed_asking import asking, commanding
from evals.speed_material import Size, material
from evals.speed_ways import ALONE, OURS, PEER, QUERY, RATE, WAYS, passages, turns
from evals.timing import Measured, in_turns, p95, ratio, shown
from store.embed import WordEmbedder
from store.errors import SettingsError
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


SMALL = Size(articles=1, searched=40, rounds=1)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # other projects' own
@pytest.mark.parametrize(("part", "scores"), [("ingest", {RATE}), ("query", {QUERY})])
def test_the_three_ways_take_turns(part: str, scores: set[str], tmp_path: Path) -> None:
    lines = turns(part, Size(articles=1, searched=20, rounds=1), tmp_path)
    names = [(line["reader"], line["id"], line["tags"]) for line in lines]
    assert names == [(way, f"{part}, round 1", [part]) for way in WAYS]
    assert all(scores <= line["scores"].keys() and min(line["scores"].values()) > 0 for line in lines)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # other projects' own
def test_what_a_measured_process_does(tmp_path: Path) -> None:
    folder, store, words = write([made_up(1)], tmp_path / "articles"), tmp_path / "store", WordEmbedder()
    assert (
        processes.keep(str(folder), str(store), "words") > 1 <= processes.find(str(store), "The tram depot?", "words")
    )
    texts = passages(folder, words)
    (tmp_path / "texts.json").write_text(json.dumps(texts), "utf-8")
    assert processes.embed(str(tmp_path / "texts.json"), "words") == len(texts)
    assert processes.embed_question("The tram depot?", "words") == words.dimensions
    assert processes.peer_keep(str(tmp_path / "texts.json"), str(tmp_path / "index")) == len(texts)
    assert processes.peer_find(str(tmp_path / "index"), "The tram depot?") == min(processes.K, len(texts))


def test_ratios_are_medians_of_the_rounds() -> None:
    rates = {OURS: (6.0, 9.0, 20.0), PEER: (2.0, 3.0, 4.0)}
    found = {one.name: (one.value, one.aim) for one in compared(rounds(rates))}
    assert found[f"{RATE}: {OURS} / {PEER}"] == (3.0, ">= 3") and found[f"{RATE}: {PEER}"][0] == 3.0
    assert f"{RATE}: {OURS} / {ALONE}" not in found and compared([]) == []


def rounds(rates: dict[str, tuple[float, ...]]) -> list[Line]:
    """Return the lines of rounds."""
    return [
        {"id": f"ingest, round {n}", "reader": way, "tags": ["ingest"], "scores": {RATE: rate}, "error": None}
        for way, given in rates.items()
        for n, rate in enumerate(given, 1)
    ]


def test_a_part_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no part 'ingset'; name some of ingest,query"):
        SUITE.run(Chosen(parameters={**SUITE.parameters, "parts": "ingset"}, runs=tmp_path))
    assert set(SUITE.parameters["parts"].split(",")) == set(PARTS) - {"growth"}


def test_a_run_that_has_its_lines_measures_nothing_again(tmp_path: Path) -> None:
    chosen = Chosen(parameters={**SUITE.parameters, "parts": "ingest", "rounds": "1"}, runs=tmp_path, readers=WAYS)
    first = SUITE.run(replace(chosen, parameters={**chosen.parameters, "parts": ""}))
    assert first.wanted == 0 and not first.lines
    kept = Kept("speed", {}, root=tmp_path, name="before")
    for line in rounds({OURS: (6.0,), PEER: (2.0,), ALONE: (7.0,)}):
        kept.add(line)
    described = json.loads((first.kept.folder / "settings.json").read_text("utf-8"))
    described["with"]["parts"] = "ingest"
    (kept.folder / "settings.json").write_text(json.dumps(described, indent=1, sort_keys=True), "utf-8")
    again = SUITE.run(replace(chosen, name="before"))
    assert len(again.lines) == again.wanted == 3
    assert {"ingest", "x"} & {one["unit"] for one in saved(kept.folder).summary["speed"]}


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
