"""The Python interface: what other programs call."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import assistant as package
from assistant import Answer, Assistant, Settings, SettingsError, ask
from assistant.answer import Timings
from tests.assistant.county import QUESTIONS, county, write

SHARED = Path(__file__).parents[3] / "shared" / "articles"
KEYS = {
    "schema", "question", "standalone_question", "outcome", "text", "claims", "citations", "disagreements", "dropped",
    "hits", "reader", "usage", "timings",
}  # fmt: skip


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings=Timings(retrieve_ms=0, read_ms=0, total_ms=0))


def test_public_names_are_those_exported() -> None:
    modules = {"answer", "assistant", "environment", "settings"}
    public = {name for name in vars(package) if not name.startswith("_") and name[0].isupper()} | {"ask"}
    assert set(package.__all__) == public and len(package.__all__) == len(public)
    assert not public & modules
    assert {"ask", "Assistant", "Answer", "Citation", "Settings", "Turn"} <= public


def test_asking_without_waiting_gives_the_same(tmp_path: Path) -> None:
    with county(tmp_path) as assistant:
        for question in QUESTIONS:
            assert untimed(asyncio.run(assistant.aask(question))) == untimed(assistant.ask(question))


def test_an_answer_as_json_has_the_documented_shape(tmp_path: Path) -> None:
    with county(tmp_path) as assistant:
        document = assistant.ask(QUESTIONS[1]).to_dict()
    assert set(document) >= KEYS and document["schema"] == "dateline.answer/1"
    assert all(set(claim) == {"text", "citations", "sources"} for claim in document["claims"])
    for citation in document["citations"]:
        assert set(citation) == {"number", "quote", "start", "end", "passage_id", "also_in", "citing", "article"}
        assert set(citation["article"]) == {"id", "title", "outlet", "published", "published_from", "path"}
    [point] = document["disagreements"]
    assert set(point) == {"about", "kind", "positions"} and len(point["positions"]) == 2
    assert all(set(side) == {"text", "citations", "outlet", "published"} for side in point["positions"])
    assert all(
        set(hit) == {"passage_id", "article_id", "start", "end", "text", "score", "copies"} for hit in document["hits"]
    )
    assert document["usage"] == {"prompt_tokens": 0, "completion_tokens": 0, "cost_usd": None}
    assert set(document["timings"]) == {"retrieve_ms", "read_ms", "total_ms"}
    assert document["reader"] == "quotes"


def test_two_ingests_give_equal_passages(tmp_path: Path) -> None:
    with county(tmp_path / "one") as one, county(tmp_path / "two") as two:
        for question in QUESTIONS:
            first, second = one.search(question), two.search(question)
            assert first == second and first
        report = one.ingest()
        assert (report.added, report.updated, report.removed, report.unchanged) == (0, 0, 0, 5)


def test_what_is_removed_is_found_no_more(tmp_path: Path) -> None:
    with county(tmp_path) as assistant:
        question = "Who built the oven of the bakery on Tallow Street?"
        [citation] = assistant.ask(question).citations
        assert assistant.remove(citation.passage.article_id)
        assert assistant.article(citation.passage.article_id) is None
        assert not assistant.remove(citation.passage.article_id)
        assert assistant.ask(question).outcome == "not_found"
        assert all("oven" not in hit.passage.text for hit in assistant.search(question))
        assert len(assistant.articles()) == 4


def test_an_empty_store_says_that_it_does_not_know(tmp_path: Path) -> None:
    with Assistant(Settings(store=tmp_path / "store", embeddings="words")) as assistant:
        assert assistant.ingest().passages == 0
        found = assistant.ask("Who built the oven?")
        assert (found.outcome, found.hits, found.citations) == ("not_found", (), ())
        assert assistant.search("oven") == [] and assistant.articles() == []


def test_the_model_reader_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="reader"):
        Assistant(Settings(store=tmp_path / "store", embeddings="words", reader="model"))


def test_a_folder_is_asked_in_one_call(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDINGS", "words")
    write(folder / "news")
    assert "Hobb Karrow" in ask("Who built the oven of the bakery?", articles="news").text
    assert ask("Who built the oven of the bakery?", "news", as_of=date(2031, 7, 30)).outcome == "not_found"
    (folder / "news" / "bakery.txt").unlink()
    (folder / "news" / "mill.txt").write_text("The mill at Dunmere was burned down by Ysolt Drane.", "utf-8")
    assert "Ysolt Drane" in ask("Who burned down the mill at Dunmere?", articles="news").text


@pytest.mark.parametrize("call", [lambda a: a.ask(""), lambda a: a.search(" "), lambda a: list(a.stream("?"))])
def test_every_way_of_asking_refuses_what_is_no_question(tmp_path: Path, call: Callable[[Assistant], object]) -> None:
    with county(tmp_path) as assistant, pytest.raises(package.QuestionError):
        call(assistant)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the real articles beside the project")
def test_five_real_articles_answer_when_the_exercises_were(folder: Path) -> None:
    with Assistant(Settings(store=folder / "store", articles=SHARED, reader="quotes")) as assistant:
        assistant.ingest()
        found = assistant.ask("When were the exercises?")
        assert found.outcome in ("answered", "disputed")
        assert "10–20 February" in found.text
        assert len({citation.passage.article_id for citation in found.citations}) >= 2
        for citation in found.citations:
            article = assistant.article(citation.passage.article_id)
            assert article is not None and article.text[citation.start : citation.end] == citation.quote
        assert set(re.findall(r"\[(\d+)\]", found.text)) <= {str(citation.number) for citation in found.citations}
