"""Words of a question that tell no event from another: "take place", "take part", "now", "the latest".

They count little when a sentence is looked for. What they say of the answer is `asked_time`'s and `questions`'s.
"""

import re

from assistant.questions import asked_for
from assistant.words import stems

HELD = re.compile(
    r"\b(?:t(?:ake|akes|aken|aking|ook) place|(?:be|been|being|were|was|is|are) (?:to be )?held|happen(?:s|ed|ing)?|"
    r"occur(?:s|red|ring)?|be held)\b|\bheld(?=\W*$)",
    re.IGNORECASE,
)
"""What is said of any event, and so tells none from another."""
JOINED = re.compile(
    r"\b(?:t(?:ake|akes|aken|aking|ook) part|participat(?:e|es|ed|ing)|(?:be|been|being|are|is|was|were) involved)\b",
    re.IGNORECASE,
)
"""What is said of whoever is in any event."""
NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|now|currently|current|so far|at present|presently|at the moment|today|"
    r"as of today|to date|still|up-to-date)\b",
    re.IGNORECASE,
)
"""What asks for the state of things now."""

LASTED = re.compile(
    r"\b(?:last(?:s|ed|ing)?|tak(?:e|es|en|ing)|took|go(?:es|ing)? on|went on|continu(?:e|es|ed|ing)|run(?:s|ning)?|"
    r"ran)\b",
    re.IGNORECASE,
)
"""What is said of anything that is asked how long it is."""
CALLED = re.compile(r"\b(?:call(?:ed|s)?|named?|names|titled?|dubbed|nickname[ds]?|known as)\b", re.IGNORECASE)
"""What is said of anything that is asked what it is called."""
_OF_KIND = {"how long": LASTED, "what called": CALLED}


def lasting(question: str) -> bool:
    """Return whether a question asks how long something goes on, and not how far it reaches."""
    return LASTED.search(question) is not None


def light(question: str) -> frozenset[str]:
    """Return the stems of a question's words that tell no event from another."""
    of_kind = _OF_KIND.get(asked_for(question))
    rules = (HELD, JOINED, NEWEST, *([of_kind] if of_kind else []))
    return frozenset(item for rule in rules for match in rule.finditer(question) for item in stems(match.group()))
