"""Keep what is sent within a model's window: passages are ranked, so the lowest are left out first."""

from collections.abc import Callable, Sequence

from assistant.answer import Hit, Turn
from assistant.model.chat import ChatModel, Request, prompt_tokens
from store.errors import ModelRefused

SPARE = 0.04
"""The share of the window that is left free: counts are estimates for most models."""


def fitting(hits: Sequence[Hit], request: Callable[[Sequence[Hit]], Request], model: ChatModel) -> tuple[Hit, ...]:
    """Return as many of the first `hits` as `request` can show so that it fits the window with its reply."""
    kept = tuple(hits)
    while kept and not fits(request(kept), model):
        kept = kept[:-1]
    if hits and not kept:
        raise ModelRefused(f"not one passage fits the window of {model.name}: {model.window} tokens; use another model")
    return kept


def fits(request: Request, model: ChatModel) -> bool:
    """Return whether the request and its reply have room in the window."""
    return prompt_tokens(model, request) + request.most <= model.window * (1 - SPARE)


def reply_room(tokens: int, model: ChatModel) -> int:
    """Return how long a reply may be: `tokens`, but no more than a third of the window."""
    return min(tokens, model.window // 3)


def recent(history: Sequence[Turn], tokens: int, count: Callable[[str], int]) -> list[Turn]:
    """Return the last turns, oldest first, that have at most `tokens`; an answer too long for them is left out."""
    kept: list[Turn] = []
    for turn in reversed(history):
        for version in (turn, Turn(question=turn.question, answer="")):
            size = count(version.question) + count(version.answer)
            if size <= tokens:
                kept.insert(0, version)
                tokens -= size
                break
        else:
            break
    return kept
