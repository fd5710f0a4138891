"""Make a question that leans on the turn before it into one that can be read alone, by rule.

"His", "her" and "he" become the person that the last answer named; any other leaning question gets the words of the
last one. A model reader writes it anew instead.
"""

import re

from assistant.answer import Turn
from assistant.names import find_names

_PERSONAL = re.compile(
    r"\b(?P<whose>his|her(?=\s+(?!when|as|in|at|on|to|for|by|with|from)\w)|hers)\b|\b(?:he|she|him|her)\b",
    re.IGNORECASE,
)
_CITED = re.compile(r"\s*\[\d+\]")
_ROLE_FIRST = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def alone(question: str, last: Turn) -> str:
    """Return `question` so that it can be understood without the turn before it."""
    person = _person(last)
    if person is None or not _PERSONAL.search(question):
        return f"{question.rstrip()} ({last.question.strip()})"
    named = _PERSONAL.sub(lambda match: f"{person}'s" if match["whose"] else person, question).rstrip()
    about = [name for name in _names(last.question) if name.lower() not in named.lower()]
    return f"{named} ({', '.join(about)})" if about else named


def _person(last: Turn) -> str | None:
    """Return the person that the first line of the last answer names, rather one that the question did not name."""
    first = _CITED.sub("", last.answer.strip().partition("\n")[0])
    people = _names(first, people=True)
    new = [name for name in people if name.lower() not in last.question.lower()]
    return next(iter(new or people or _names(last.question, people=True)), None)


def _names(text: str, *, people: bool = False) -> list[str]:
    found = [name for name in find_names(text) if not people or name.sort in ("person", "other")]
    return [_ROLE_FIRST.sub("", text[name.span.start : name.span.end]) for name in found]
