"""llama-index gets the same passages and the same answers. Slow: it takes seconds to import."""

import asyncio
from collections.abc import Iterator

import pytest

from assistant import Assistant
from tests.assistant.county import NO_QUESTIONS, QUESTIONS, county

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the county's news. Tests only ask it."""
    with county(tmp_path_factory.mktemp("county")) as made:
        yield made


def test_a_retriever_gives_text_nodes_at_their_place(assistant: Assistant) -> None:
    from llama_index.core.schema import MetadataMode, TextNode

    found = assistant.as_retriever(k=3).retrieve(QUESTIONS[0])
    hits = assistant.search(QUESTIONS[0], k=3)
    assert [item.node.node_id for item in found] == [hit.passage.id for hit in hits]
    for item, hit in zip(found, hits, strict=True):
        assert isinstance(item.node, TextNode)
        article = assistant.article(item.node.metadata["article_id"])
        assert article is not None
        assert article.text[item.node.start_char_idx : item.node.end_char_idx] == item.node.text
        assert item.node.get_content(MetadataMode.NONE) == hit.passage.text
        assert item.score == hit.score


def test_a_query_engine_answers_with_its_sources(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query(QUESTIONS[0])
    answer = assistant.ask(QUESTIONS[0])
    assert str(response) == answer.text
    assert {item.node.node_id for item in response.source_nodes} == {c.passage.id for c in answer.citations}
    assert response.metadata is not None and response.metadata["dateline"]["outcome"] == "answered"


def test_what_is_not_found_has_no_sources(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query(NO_QUESTIONS[0])
    assert response.source_nodes == [] and str(response) == assistant.ask(NO_QUESTIONS[0]).text


def test_both_work_without_waiting(assistant: Assistant) -> None:
    async def both() -> tuple[int, str]:
        nodes = await assistant.as_retriever().aretrieve(QUESTIONS[1])
        return len(nodes), str(await assistant.as_query_engine().aquery(QUESTIONS[1]))

    count, text = asyncio.run(both())
    assert count and text == assistant.ask(QUESTIONS[1]).text
