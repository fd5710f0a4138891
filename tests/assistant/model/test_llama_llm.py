"""A ChatModel as llama-index sees it."""

import asyncio

from llama_index.core.llms import ChatMessage
from llama_index.core.response_synthesizers import CompactAndRefine
from llama_index.core.schema import NodeWithScore, TextNode

from assistant.model.chat import Request, ScriptedModel
from assistant.model.llama_llm import DatelineLLM


def scripted() -> tuple[DatelineLLM, ScriptedModel]:
    """Return an LLM that says back the last message, and what it is asked through."""
    model = ScriptedModel(lambda request: f"You said: {request.messages[-1].content[:40]}", window=4096)
    return DatelineLLM(model), model


def test_it_completes_whole_and_in_pieces() -> None:
    llm, _ = scripted()
    whole = llm.complete("Good morning, harbour")
    assert whole.text == "You said: Good morning, harbour"
    pieces = list(llm.stream_complete("Good morning, harbour"))
    assert "".join(piece.delta or "" for piece in pieces) == pieces[-1].text == whole.text
    assert whole.additional_kwargs["total_tokens"] > 10
    assert (llm.metadata.context_window, llm.metadata.model_name, llm.metadata.is_chat_model) == (
        4096,
        "scripted",
        True,
    )


def test_it_chats_with_roles_and_a_limit() -> None:
    llm, model = scripted()
    messages = [ChatMessage(role="system", content="Be brief."), ChatMessage(role="tool", content="Hello")]
    assert llm.chat(messages, max_tokens=33).message.content == "You said: Hello"
    asked: Request = model.requests[0]
    assert ([message.role for message in asked.messages], asked.most) == (["system", "user"], 33)


def test_it_can_be_awaited() -> None:
    llm, _ = scripted()
    assert asyncio.run(llm.acomplete("Hello")).text == "You said: Hello"
    assert asyncio.run(llm.achat([ChatMessage(content="Hello")])).message.content == "You said: Hello"


def test_llama_index_writes_with_it() -> None:
    llm, model = scripted()
    nodes = [NodeWithScore(node=TextNode(text="The ferry sails at noon."), score=1.0)]
    reply = CompactAndRefine(llm=llm).synthesize("When does the ferry sail?", nodes)
    assert str(reply).startswith("You said: ")
    assert "The ferry sails at noon." in model.requests[0].messages[-1].content
