"""Passages are found by meaning and by words, and the filters hold."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant import Assistant
from assistant.pipeline import take_apart
from assistant.retrieve import retrieve
from store.embed import WordEmbedder
from store.store import Filter
from tests.assistant.county import QUESTIONS, county


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the county's news. Tests only ask it."""
    with county(tmp_path_factory.mktemp("county")) as made:
        yield made


def test_hits_are_in_order_with_what_speaks_for_them(assistant: Assistant) -> None:
    for question in QUESTIONS:
        hits = assistant.search(question)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(0 <= hit.score <= 1 and -1.001 <= hit.likeness <= 1.001 for hit in hits)
        assert all(hit.dense_rank or hit.lexical_rank for hit in hits)
        assert all(hit.lead for hit in hits)


def test_no_more_than_asked_for(assistant: Assistant) -> None:
    assert [len(assistant.search("drills", k=k)) for k in (1, 2)] == [1, 2]


def test_the_passage_that_answers_is_first_and_a_copy_is_left_out(assistant: Assistant) -> None:
    hits = assistant.search(QUESTIONS[0])
    assert "from 10 to 20 June" in hits[0].passage.text
    assert sum("from 10 to 20 June" in hit.passage.text for hit in hits) == 1


def test_an_outlet_named_without_a_hit_is_no_dead_end(assistant: Assistant) -> None:
    asked = take_apart("Did the Port Gazette write about the bakery?", assistant.store, None)
    where = Filter(until=date(2031, 6, 3))  # before all that the outlet published
    found = retrieve(asked, assistant.store, WordEmbedder().embed_question(asked.text), where=where, k=5)
    assert asked.outlets == ("Port Gazette",) and found


def test_nothing_passes_an_empty_filter(assistant: Assistant) -> None:
    asked = take_apart("drills", assistant.store, None)
    assert (
        retrieve(
            asked, assistant.store, WordEmbedder().embed_question(asked.text), where=Filter(articles=frozenset()), k=5
        )
        == []
    )


def test_a_question_as_of_a_day_prefers_its_news(assistant: Assistant) -> None:
    def lead(as_of: date) -> float:
        hits = assistant.search("drills Corvale fleet Ness Point", as_of=as_of)
        last = next(hit for hit in hits if hit.passage.published == date(2031, 7, 1))
        return last.score - hits[0].score

    assert lead(date(2031, 7, 1)) > lead(date(2033, 7, 1))


def test_a_question_that_names_a_day_prefers_the_news_of_that_time(assistant: Assistant) -> None:
    def gain(day: str) -> float:
        hits = assistant.search(f"drills Corvale fleet Ness Point on {day}")
        scores = {hit.passage.published: hit.score for hit in hits}
        return scores[date(2031, 7, 1)] - scores[date(2031, 6, 5)]

    assert gain("1 July 2031") > gain("5 June 2031")
