"""Make a follow-up question stand alone with a model: it may put in names from the conversation, and nothing else.

Where it does more than that, drops what was asked, or fails, the rule of `question` is used.
"""

from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Turn
from assistant.model.budget import recent
from assistant.model.chat import ChatModel, Message, say
from assistant.model.passages import harmless, unforeseen
from assistant.prompting import fill
from assistant.question import LONGEST, leans, standalone
from assistant.reader import Standalone
from assistant.stop import Stop
from assistant.words import STOP_WORDS, fold, stem, stems, words

LONGEST_REPLY = 120
"""Tokens of a question."""
_STANDING_IN = frozenset(map(stem, "one ones second first third last other same thing happen happened happens".split()))
"""Stems that may be replaced by what they stand for, and "happen", which a question without a verb needs."""


def rewrite(
    question: str,
    history: Sequence[Turn],
    model: ChatModel,
    stop: Stop,
    *,
    prompts: Path | str | None = None,
    tokens: int,
) -> Standalone:
    """Return `question` so that it can be read without `history`; raises the ModelError of a model that is away."""
    if not history or alone(question, history):
        return Standalone(text=question)
    turns = recent(history, tokens, model.count)
    if not turns:
        return Standalone(text=standalone(question, history))
    told = "\n".join(harmless(f"Q: {turn.question}\nA: {turn.answer}") for turn in turns)
    filled = fill("rewrite", prompts, mark=unforeseen(told + question), history=told, question=harmless(question))
    reply, usage = say(model, [Message(role="user", content=filled)], most=LONGEST_REPLY, stop=stop)
    text = " ".join(reply.split()).strip('"“” ')
    if not faithful(text, question, turns):
        text = standalone(question, turns)
    return Standalone(text=text, usage=usage)


def alone(question: str, turns: Sequence[Turn]) -> bool:
    """Return whether the question needs no turn before it: nothing in it leans, and it names something new."""
    known = {stem(word) for turn in turns for word in words(f"{turn.question} {turn.answer}")}
    named = [word for word in words(question)[1:] if not word.islower() and fold(word) not in STOP_WORDS]
    return not leans(question) and any(stem(word) not in known for word in named)


def faithful(text: str, question: str, turns: Sequence[Turn]) -> bool:
    """Return whether `text` asks what `question` asks, with nothing added that the turns do not hold."""
    said = {found for turn in turns for found in stems(f"{turn.question} {turn.answer}")}
    asked, now = set(stems(question)), set(stems(text))
    kept = asked - _STANDING_IN <= now
    return bool(now) and len(text) <= LONGEST and kept and now <= asked | said | _STANDING_IN
