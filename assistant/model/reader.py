"""The reader that writes with a language model: passages go in as numbered text, what it says comes out grounded.

The prompt is in `prompts`, passages as text in `passages`, the reply's form in `shapes` and `reply`, finding its quotes
in `grounding`. When the model is away is left to `fallback`.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from assistant.answer import Dropped, Hit, Turn, Usage
from assistant.asked_time import notices
from assistant.cite import Statement
from assistant.evidence import weigh
from assistant.model.budget import fitting, reply_room
from assistant.model.chat import ChatModel, Form, Message, Request
from assistant.model.choosing import choose
from assistant.model.draft import Draft, Written
from assistant.model.grounding import differing, grounded, names_only, tidy
from assistant.model.passages import harmless, numbered
from assistant.model.reply import Reply
from assistant.model.rewrite import rewrite
from assistant.model.shapes import SCHEMA, Shapes
from assistant.prompting import fill
from assistant.question import Asked
from assistant.reader import Reading, Said, Standalone
from assistant.stop import Stop
from assistant.usage import added
from assistant.words import stems
from store.dates import format_date
from store.errors import BadReply, FormRefused, ModelError, TooLong

FLOOR = 0.04
"""Below this probability of its best sentence nothing found is worth a call: chosen on fit.jsonl so that hardly an
answerable question is lost by it."""

MOST_MISSING = 0.7
"""The share of a question's words that an answered question can still miss: small models repeat all of it."""


@dataclass(slots=True, kw_only=True)
class Writing:
    """One reply as it is read: what stood, what was dropped, what it cost."""

    question: str
    shown: Sequence[Hit]
    told: set[str] = field(default_factory=set)
    stood: int = 0
    quoted: int = 0
    unquoted: list[Dropped] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    notices: list[str] = field(default_factory=list)


class ModelReader:
    """Reads with `model`; `prompts` is a folder whose files replace the prompts of the package."""

    def __init__(
        self,
        model: ChatModel,
        *,
        prompts: Path | str | None = None,
        reply_tokens: int = 800,
        history_tokens: int = 800,
    ) -> None:
        """Have replies of at most `reply_tokens`, and see at most `history_tokens` of the turns before a question."""
        self.name = f"model:{model.name}"
        self._model = model
        self._prompts = prompts
        self._reply_tokens = reply_tokens
        self._history_tokens = history_tokens
        self._shapes = Shapes()

    def standalone(self, question: str, history: Sequence[Turn], stop: Stop) -> Standalone:
        """Return the question so that it can be read alone; the first of a conversation costs no call."""
        return rewrite(question, history, self._model, stop, prompts=self._prompts, tokens=self._history_tokens)

    def read(self, asked: Asked, hits: Sequence[Hit], stop: Stop) -> Generator[Said, None, None]:
        """Yield each claim of the model once it is whole and its quotes are found, then where it saw sources differ.

        Raises a ModelError after the Reading, which tells what was spent; a reply that never quotes is a BadReply.
        """
        evidence = weigh(asked, hits)
        best = evidence[0].probability if evidence else 0.0
        writing = Writing(question=asked.text, shown=choose(asked, hits))
        failure: ModelError | None = None
        try:
            if best >= FLOOR:
                yield from self._write(asked, writing, stop)
        except ModelError as error:
            failure = error
        read = (*notices(asked, hits), *writing.notices)
        yield Reading(reader=self.name, confidence=round(best, 3), notices=read, usage=writing.usage)
        if failure:
            raise failure

    def _write(self, asked: Asked, writing: Writing, stop: Stop) -> Iterator[Said]:
        """Yield what the model says in the first form that it takes; too long a prompt is halved once."""
        try:
            yield from self._in_a_form(asked, writing, stop)
        except TooLong:
            if stop.stopped or len(writing.shown) < 2:
                raise
            writing.shown = writing.shown[: len(writing.shown) // 2]
            yield from self._in_a_form(asked, writing, stop)

    def _in_a_form(self, asked: Asked, writing: Writing, stop: Stop) -> Iterator[Said]:
        forms = self._shapes.forms()
        for form in forms:
            try:
                if (yield from self._reply(asked, writing, form, stop)):
                    self._shapes.took(form)
                    return
            except FormRefused:
                if form == forms[-1]:
                    raise
            if stop.stopped:
                return
        raise BadReply(f"{self._model.name} did not reply in the form asked for; try another model")

    def _reply(self, asked: Asked, writing: Writing, form: Form, stop: Stop) -> Generator[Said, None, bool]:
        """Yield what one reply says and return whether it was of the form."""
        request = partial(self._request, asked, form)
        kept = fitting(writing.shown, request, self._model)
        if len(kept) < len(writing.shown):
            writing.notices = [f"the model saw the best {len(kept)} passages; more do not fit its window"]
        writing.shown = kept
        reply = Reply(form)
        for piece in self._model.stream(request(kept), stop):
            if isinstance(piece, Usage):
                writing.usage = added(writing.usage, piece)
                continue
            yield from _said(reply.feed(piece), writing)
        if stop.stopped:
            return True
        last, draft = reply.end()
        yield from _said(last, writing)
        if draft is not None:
            yield from self._rest(draft, writing)
        return draft is not None

    def _rest(self, draft: Draft, writing: Writing) -> Iterator[Said]:
        """Yield what is said beside the claims. Claims none of which has a quote are no answer to rely on."""
        if draft.claims and not writing.quoted:
            raise BadReply(f"{self._model.name} gave no quotes for what it wrote; try another model")
        yield from writing.unquoted
        if writing.stood:
            yield from (differing(point, writing.shown, writing.question) for point in draft.differences)
        missing = tidy(draft.missing).rstrip(".")
        if missing and writing.stood == len(draft.claims) and is_part(missing, writing):
            writing.notices.append(f"the passages do not say: {missing}")

    def _request(self, asked: Asked, form: Form, shown: Sequence[Hit]) -> Request:
        passages = numbered([hit.passage for hit in shown], asked.text)
        filled = partial(fill, folder=self._prompts)
        system = filled("read_system", reply=filled("reply_lines" if form == "lines" else "reply_json"))
        user = filled(
            "read_user",
            mark=passages.mark,
            passages=passages.text,
            question=harmless(asked.text),
            today=f"Today is {format_date(asked.today)}." if asked.today else "",
        )
        return Request(
            messages=(Message(role="system", content=system), Message(role="user", content=user)),
            form=form,
            schema=SCHEMA if form == "schema" else None,
            most=reply_room(self._reply_tokens, self._model),
        )


def is_part(missing: str, writing: Writing) -> bool:
    """Return whether what is said to be missing was asked for, and beside an answer only a part of that."""
    asked, absent = set(stems(writing.question)), set(stems(missing))
    partial_only = not writing.stood or len(asked & absent) < MOST_MISSING * len(asked)
    return partial_only and names_only(missing, writing.question)


def _said(claims: Iterator[Written] | Sequence[Written], writing: Writing) -> Iterator[Said]:
    """Yield what the claims come to; those without a quote are kept back until it is known whether any has one."""
    for claim in claims:
        said = grounded(claim, writing.shown, writing.question)
        if said.text in writing.told:
            continue
        writing.told.add(said.text)
        writing.stood += isinstance(said, Statement)
        writing.quoted += bool(claim.quotes)
        if claim.quotes:
            yield said
        else:
            writing.unquoted.append(said)  # type: ignore[arg-type]
