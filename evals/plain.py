"""The rival: put the passages into one prompt, ask for an answer with [n], and believe it.

It gets the same passages from the same retrieval, and the same model. Its sentences are its claims, the passages that
they name are its quotes. Nothing that it says is checked; a sentence that names no passage is a claim without one.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from string import Template
from time import perf_counter

from assistant.answer import Answer, Citation, Claim, Hit, Timings, Usage
from assistant.model.chat import ChatModel, Message, Request, prompt_tokens, say
from assistant.narrow import Options, filtered
from assistant.pipeline import take_apart
from assistant.question import standalone
from assistant.retrieve import retrieve
from assistant.stop import Stop
from store.embed import Embedder
from store.sentences import sentences
from store.store import Store

PROMPT = Path(__file__).parent / "plain_prompt.md"
REFUSAL = "I cannot answer"
"""What the prompt asks for where the passages do not answer; a reply that has it is a refusal."""
MOST = 400
"""Tokens of a reply."""
_MARK = re.compile(r"\[\s*(\d+(?:\s*(?:,|;|and)\s*\d+)*)\s*\]")


class Plain:
    """Answers by one prompt, without looking at what comes back."""

    def __init__(self, store: Store, embedder: Embedder, model: ChatModel, *, k: int) -> None:
        """Answer from `k` passages of `store` with `model`."""
        self._store, self._embedder, self._model, self._k = store, embedder, model, k

    def answer(self, question: str, options: Options) -> Answer:
        """Return the model's reply as an answer, its [n] as citations of whole passages."""
        begin = perf_counter()
        alone = standalone(question, options.get("history", ()))
        asked = take_apart(alone, self._store, options.get("as_of"))
        hits = retrieve(
            asked, self._store, self._embedder.embed_question(asked.text), where=filtered(options), k=self._k
        )
        searched = perf_counter()
        messages, shown = self._fitted(question, hits, options)
        reply, usage = say(self._model, messages, most=MOST, stop=Stop()) if hits else (REFUSAL, Usage())
        done = perf_counter()
        claims, cited = read(reply, len(shown))
        return Answer(
            question=question,
            standalone_question=alone,
            outcome="answered" if claims else "not_found",
            text=reply.strip(),
            claims=claims,
            citations=tuple(self._citation(number, hits[number - 1]) for number in cited),
            disagreements=(),
            dropped=(),
            hits=tuple(hits),
            reader=f"plain:{self._model.name}",
            usage=usage,
            timings=Timings(retrieve_ms=_ms(begin, searched), read_ms=_ms(searched, done), total_ms=_ms(begin, done)),
        )

    def _fitted(self, question: str, hits: Sequence[Hit], options: Options) -> tuple[list[Message], Sequence[Hit]]:
        """Return the messages with as many of the passages, best first, as the model's window takes."""
        for n in range(len(hits), 0, -1):
            messages = prompt(question, hits[:n], options)
            if prompt_tokens(self._model, Request(messages=tuple(messages))) + MOST <= self._model.window:
                return messages, hits[:n]
        return prompt(question, hits[:1], options), hits[:1]

    def _citation(self, number: int, hit: Hit) -> Citation:
        passage = hit.passage
        path = self._store.path(passage.article_id)
        return Citation(number=number, passage=passage, path=path, start=passage.start, end=passage.end)


def prompt(question: str, hits: Sequence[Hit], options: Options) -> list[Message]:
    """Return the messages: the turns before, then the question with its passages."""
    today = options.get("as_of")
    text = Template(PROMPT.read_text("utf-8")).substitute(
        refusal=REFUSAL,
        passages="\n\n".join(_shown(number, hit) for number, hit in enumerate(hits, 1)),
        today=f"Today is {today.isoformat()}." if today else "",
        question=question,
    )
    before = [
        message
        for turn in options.get("history", ())
        for message in (Message(role="user", content=turn.question), Message(role="assistant", content=turn.answer))
    ]
    return [*before, Message(role="user", content=text)]


def read(reply: str, passages: int) -> tuple[tuple[Claim, ...], tuple[int, ...]]:
    """Return the sentences of a reply as claims, and the passages cited by order of number; none for a refusal.

    A mark belongs to the sentence that it stands in or right behind. Numbers of no passage do not count.
    """
    if REFUSAL.casefold() in reply.casefold():
        return (), ()
    claims = tuple(_claim(part, passages) for part in _sentences(reply))
    return claims, tuple(sorted({number for claim in claims for number in claim.citations}))


def _shown(number: int, hit: Hit) -> str:
    passage = hit.passage
    known = (passage.title, passage.outlet, passage.published and passage.published.isoformat())
    return f"[{number}] {' | '.join(part for part in known if part)}\n{passage.text}"


def _sentences(reply: str) -> list[str]:
    """Return the sentences with their marks; marks that follow the full stop are drawn before it."""
    text = re.sub(r"([.!?][\"”’']?)((?:\s*\[[\d\s,;and]+\])+)", r"\2\1", reply.strip())
    found = [line[span.start : span.end] for line in text.splitlines() for span in sentences(line)]
    return [part for part in found if any(map(str.isalpha, _MARK.sub("", part)))]


def _claim(sentence: str, passages: int) -> Claim:
    numbers = [int(number) for mark in _MARK.findall(sentence) for number in re.findall(r"\d+", mark)]
    plain = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(_MARK.sub(" ", sentence).split()))
    return Claim(text=plain, citations=tuple(dict.fromkeys(n for n in numbers if 1 <= n <= passages)))


def _ms(begin: float, end: float) -> float:
    return round((end - begin) * 1000, 2)
