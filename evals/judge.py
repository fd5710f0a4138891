"""Let a language model judge answers against a reference, where that is asked for: a score beside the others.

Building what is sent and reading what comes back are two pure halves. The last well-formed verdict counts; a reply
without one leaves the case unscored. The answer is fenced by a mark that is not in it, so that it can't end its block.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, cast

from assistant.answer import Answer
from assistant.model.chat import ChatModel, Message, say
from assistant.prompting import fill
from assistant.stop import Stop
from evals.run import Graded, Task, graded
from evals.scoring import shown
from store.errors import TooLong

Verdict = Literal["CORRECT", "INCORRECT", "NOT_ATTEMPTED"]
JUDGED, DECLINED = "right, by the judge", "not attempted, by the judge"
MOST = 200
"""Tokens of a reply."""
_GRADE = re.compile(r"[\s>*_#`-]*grade\s*:[\s*_`\"']*(not_attempted|incorrect|correct)[\s*_`\"'.]*", re.IGNORECASE)


def judging(tasks: Sequence[Task], model: ChatModel) -> list[Task]:
    """Return the tasks; the answers to those that have a reference are graded by `model`, too."""
    return [replace(task, grade=partial(_both, task, model)) if task.reference else task for task in tasks]


def prompt(question: str, reference: str, answer: str) -> str:
    """Return what the judge is sent about one answer."""
    longest = max(map(len, re.findall("=+", question + reference + answer)), default=0)
    return fill("judge", question=question, reference=reference, answer=answer, mark="=" * max(3, longest + 1))


def verdict(reply: str) -> Verdict | None:
    """Return the last verdict that has a line of a reply to itself, None where there is none."""
    found = [match[1].upper() for line in reply.splitlines() if (match := _GRADE.fullmatch(line))]
    return cast(Verdict, found[-1]) if found else None


def scores(said: Verdict | None) -> dict[str, float | None]:
    """Return what a verdict is worth; without one nothing is scored."""
    if said is None:
        return {JUDGED: None, DECLINED: None}
    return {JUDGED: float(said == "CORRECT"), DECLINED: float(said == "NOT_ATTEMPTED")}


def _both(task: Task, model: ChatModel, answer: Answer) -> Graded:
    """Return the task's own scores and the judge's, whose reply is the reason."""
    own = graded(task.grade(answer))
    reply = _asked(model, prompt(task.question, task.reference, shown(answer)))
    reason = " ".join(reply.split()) or "the judge could not take so long an answer"
    return Graded(scores={**own.scores, **scores(verdict(reply))}, reasons={**own.reasons, JUDGED: reason})


def _asked(model: ChatModel, text: str) -> str:
    try:
        return say(model, [Message(role="user", content=text)], most=MOST, stop=Stop())[0]
    except TooLong:
        return ""
