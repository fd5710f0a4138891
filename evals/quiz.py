"""Multiple choice by what was written and found: which of the choices does an answer say?

No reader is shown the choices, so that all readers can be scored. A choice that the answer says counts before one that
only a passage says, found early before found late. "None of the above" is picked where the answer says no other one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from re import sub

from assistant.answer import Answer
from evals.scoring import plain, shown

NONE = "none of the above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """Choices and the places of the right ones, counted from 0."""

    choices: tuple[str, ...]
    right: frozenset[int]


def picked(answer: Answer, quiz: Quiz) -> str | None:
    """Return the choice that the answer says, else the first passage that says just one; None where none does.

    Where none of the above is a choice, passages that were found but not cited say nothing.
    """
    none = next((choice for choice in quiz.choices if choice.casefold() == NONE), None)
    for text in _texts(answer, found=none is None):
        found = [choice for choice in quiz.choices if choice.casefold() != NONE and says(text, choice)]
        longest = [one for one in found if not any(one != other and says(other, one) for other in found)]
        if len(longest) == 1:
            return longest[0]
    return none


def right_choice(pick: str | None, quiz: Quiz) -> float | None:
    """Return whether the choice is a right one; None where the quiz has no right one."""
    return float(pick in {quiz.choices[place] for place in quiz.right}) if quiz.right else None


def says(text: str, choice: str) -> bool:
    """Return whether a text has the words of a choice in a row."""
    wanted = plain(choice)
    return bool(wanted) and f" {wanted} " in f" {plain(text)} "


def said(answer: Answer) -> str:
    """Return what an answer writes, without the marks of its citations; nothing for a refusal."""
    return "" if answer.outcome == "not_found" else " ".join(sub(r"\[\d+\]", " ", answer.text).split())


def _texts(answer: Answer, *, found: bool) -> Iterator[str]:
    if answer.outcome != "not_found":
        yield answer.text
        yield shown(answer)
        yield from (citation.passage.text for citation in answer.citations)
    yield from (hit.passage.text for hit in answer.hits if found)
