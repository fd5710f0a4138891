"""Planted faults: each one alone makes a gate of the sample suite fall, and without one none falls.

The suite is answered whole once. A fault then goes in through a seam, a store, a reader or a contender of its own, and
into a fixed part of the cases only; the lines of the others stay as they were. What is noticed in a third of the cases
would be in all of them, and every case counts, as the quoting reader says the same each time.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.answer import Answer, Hit
from assistant.cite import Quote, Statement
from assistant.narrow import Options
from assistant.pipeline import Desk
from assistant.question import Asked
from assistant.quotes import QuoteReader
from assistant.reader import Reader, Said
from assistant.settings import Settings
from assistant.stop import Stop
from evals.cases import load
from evals.contenders import Contender, at_desk
from evals.figures import Line
from evals.gates import falls
from evals.questions import tasks
from evals.run import Task, line_of, sampled
from evals.sample import ARTICLES, CASES
from store.article import Passage
from store.embed import Embedder, embedder
from store.store import Store

pytestmark = pytest.mark.slow

SOME = 60
K = Settings.model_fields["k"].default


class DenseAlone(Store):
    """The fault: the lexical half of the search is off."""

    def lexical(self, *_: object, **__: object) -> list[tuple[str, float]]:
        """Find nothing."""
        return []


class WeekLate(Store):
    """The fault: the rule that a date said in passing is meant against its article's day, a week off.

    "On Wednesday", "tomorrow" and "next month" are resolved against `passage.published` and against nothing else, so
    that a store whose passages are a week late gives for each what a rule that takes the wrong week gives. Dates
    written out, and what is found, do not change.
    """

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages, each published a week after its day."""
        found = super().passages(ids)
        return [replace(one, published=one.published and one.published + timedelta(weeks=1)) for one in found]

    def require_sound(self, passages: Sequence[Passage]) -> None:
        """Take them as they are: with another date they are not what was embedded, which is no damage here."""


class AnswersAll:
    """The fault: where the reader would say nothing, it says the first sentence of the best passage."""

    name = "quotes"

    def __init__(self, inner: Reader) -> None:
        self._inner = inner
        self.standalone = inner.standalone

    def read(self, asked: Asked, hits: Sequence[Hit], stop: Stop) -> Generator[Said, None, None]:
        """Yield what the reader says, or else something."""
        said = list(self._inner.read(asked, hits, stop))
        if hits and not any(isinstance(one, Statement) for one in said):
            passage = hits[0].passage
            text = passage.text.partition(". ")[0]
            yield Statement(text=text, quotes=(Quote(passage=passage, start=passage.start, text=text),))
        yield from said


def cites_the_next(answer: Answer) -> Answer:
    """Return the answer with the fault that each claim has the numbers of the quotes after its own."""
    count = len(answer.citations)
    claims = [replace(one, citations=tuple(n % count + 1 for n in one.citations)) for one in answer.claims]
    return replace(answer, claims=tuple(claims))


def a_character_late(answer: Answer) -> Answer:
    """Return the answer with the fault that each citation begins and ends one character late."""
    moved = [replace(one, start=one.start + 1, end=one.end + 1) for one in answer.citations]
    return replace(answer, citations=tuple(moved))


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """The sample suite, answered without a fault."""

    folder: Path
    embedder: Embedder
    tasks: list[Task]
    answers: dict[str, Answer]
    lines: list[Line]

    def faulty(self, contender: Contender, some: Sequence[Task]) -> list[Line]:
        """Return the lines of all cases, `some` of them answered by `contender`."""
        again = {task.id: line_of(task, contender) for task in some}
        return [again.get(line["id"], line) for line in self.lines]

    def desk(self, store: Store, reader: Reader | None = None) -> Contender:
        """Return the quoting reader, or `reader`, over `store`."""
        chosen = reader or QuoteReader()
        return at_desk("quotes", Desk(store=store, embedder=self.embedder, reader=chosen, k=K))


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suite]:
    """The suite with its answers, from a store that the faults share."""
    folder, local = tmp_path_factory.mktemp("faults"), embedder("local")
    with Store.open(folder, local) as store:
        store.ingest([ARTICLES])
        asked = tasks(load(CASES, ARTICLES), store, ARTICLES)
        made = Suite(folder=folder, embedder=local, tasks=asked, answers={}, lines=[])
        faultless = made.desk(store)
        for task in asked:
            kept = made.answers[task.id] = faultless.ask(task.question, task.options)
            made.lines.append(line_of(task, saying(kept)))
        yield made


def saying(answer: Answer) -> Contender:
    """Return who gives this answer."""

    def ask(_question: str, _options: Options) -> Answer:
        return answer

    return Contender(name="quotes", ask=ask)


def fallen(lines: Sequence[Line]) -> set[str]:
    """Return the gates that fall, by their score and tag."""
    return {" ".join(filter(None, (fall.gate.score, fall.gate.tag))) for fall in falls("sample", lines)}


def test_without_a_fault_no_gate_falls(suite: Suite) -> None:
    assert [str(fall) for fall in falls("sample", suite.lines)] == []


def test_the_lexical_half_turned_off_is_noticed(suite: Suite) -> None:
    with DenseAlone.open(suite.folder, suite.embedder) as store:
        assert "gold characters found" in fallen(suite.faulty(suite.desk(store), sampled(suite.tasks, SOME)))


def test_a_reader_that_answers_everything_is_noticed(suite: Suite) -> None:
    with closing(Store.open(suite.folder, suite.embedder)) as store:
        bold = suite.desk(store, AnswersAll(QuoteReader()))
        found = fallen(suite.faulty(bold, sampled(suite.tasks, SOME)))
    assert {"unanswerable, refused", "answered, right"} <= found


def test_a_broken_date_rule_is_noticed(suite: Suite) -> None:
    some = [task for task in suite.tasks if {"when", "relative date"} & set(task.tags)]
    with WeekLate.open(suite.folder, suite.embedder) as store:
        found = fallen(suite.faulty(suite.desk(store), some))
    assert {"answered, dates stated", "right relative date"} <= found
    assert "gold characters found" not in found  # it is the dates alone that are wrong


@pytest.mark.parametrize(
    ("fault", "gate"),
    [(cites_the_next, "citation recall, by our check"), (a_character_late, "quotes exact")],
)
def test_citations_shifted_by_one_are_noticed(suite: Suite, fault: Callable[[Answer], Answer], gate: str) -> None:
    lines = [line_of(task, saying(fault(suite.answers[task.id]))) for task in suite.tasks]
    assert gate in fallen(lines)
