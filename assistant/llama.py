"""Dateline as llama-index sees it: a retriever and a query engine for its agents, pipelines and evaluators."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.answer import Hit

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class ArticleRetriever(BaseRetriever):
    """Returns the passages that `Assistant.search` finds, as text nodes."""

    def __init__(self, assistant: Assistant, *, k: int | None = None) -> None:
        """Search with `assistant` for `k` passages."""
        super().__init__()
        self._assistant = assistant
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [node(hit) for hit in self._assistant.search(query_bundle.query_str, k=self._k)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class ArticleQueryEngine(BaseQueryEngine):
    """Answers with `Assistant.ask`; the cited passages are the source nodes, the whole answer is in the metadata."""

    def __init__(self, assistant: Assistant) -> None:
        """Answer with `assistant`."""
        super().__init__(CallbackManager([]))
        self._assistant = assistant

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self._assistant.ask(query_bundle.query_str)
        cited = {citation.passage.id for citation in answer.citations}
        nodes = [node(hit) for hit in answer.hits if hit.passage.id in cited]
        return Response(response=answer.text, source_nodes=nodes, metadata={"dateline": answer.to_dict()})

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def node(hit: Hit) -> NodeWithScore:
    """Return a hit as llama-index carries it; offsets are those in the article."""
    passage = hit.passage
    known: dict[str, Any] = {
        "article_id": passage.article_id,
        "title": passage.title,
        "outlet": passage.outlet,
        "published": passage.published and passage.published.isoformat(),
        "published_from": passage.published_from,
    }
    return NodeWithScore(
        node=TextNode(
            id_=passage.id,
            text=passage.text,
            start_char_idx=passage.start,
            end_char_idx=passage.end,
            metadata={name: value for name, value in known.items() if value is not None},
        ),
        score=hit.score,
    )
