"""Tell the verbs of a text by form: endings, irregular forms and the words before them. English, without a parser."""

from functools import cache

from assistant.check.lemmas import lines
from assistant.check.tokens import Token

SPEECH = frozenset(
    "say said says tell told tells announce announced announces add added adds state stated states report reported "
    "reports declare declared confirm confirmed explain explained note noted write wrote written claim claimed claims "
    "maintain maintained maintains insist insisted argue argued warn warned warns deny denied think thinks thought "
    "believe believes believed suggest suggested allege alleged estimate estimated estimates describe described call "
    "called calls promise promised show shows reveal revealed put puts according ask asked speak spoke swear swears "
    "find found".split()
)
"""Verbs that tell that somebody speaks, finds or thinks."""
HELPERS = frozenset("was were has have had been did got".split())
_MODALS = frozenset("will would may might can could should must to not shall".split())
_SAME_IN_PAST = frozenset("cost cut put set let hit hurt quit shut split spread read bet shed".split())
_NO_VERB = frozenset(
    "hundred need speed red bed shed seed indeed feed armed united limited sacred naked wicked".split()
)
_NEVER = frozenset(
    "children men women people feet teeth wives lives loaves person am is are being has have does".split()
)


@cache
def _pasts() -> frozenset[str]:
    forms = (line.split() for line in lines("irregular.txt"))
    return frozenset(form for group in forms for form in group[1:]) - _NEVER


def past_verbs(found: tuple[Token, ...]) -> list[Token]:
    """Return the verbs of the past among `found`: "fell", "was closed"."""
    befores = ["", *(token.low for token in found)]
    return [token for before, token in zip(befores, found, strict=False) if token.word and _is_past(before, token)]


def is_verb(found: tuple[Token, ...], at: int) -> bool:
    """Tell whether the word at place `at` is a verb as far as its form or the word before it shows."""
    token, before = found[at], found[at - 1] if at else None
    if not token.word or token.capital or before is None:
        return False
    present = token.low.endswith("s") and before.capital
    return _is_past(before.low, token) or before.low in _MODALS or present


def has_verb(found: tuple[Token, ...]) -> bool:
    """Tell whether there is a verb among `found`, as far as forms show."""
    helpers = HELPERS | _MODALS - {"to", "not"} | {"is", "are", "be", "does", "do", "can"}
    return bool(past_verbs(found)) or any(token.low in helpers and token.text != "May" for token in found)


def is_passive(found: tuple[Token, ...], at: int) -> bool:
    """Tell whether the verb at place `at` is passive: a form of "be" stands just before it."""
    lead = [token.low for token in found[max(0, at - 3) : at] if token.word]
    return bool({"was", "were", "is", "are", "been", "be", "being", "get", "got"} & set(lead))


def _is_past(before: str, token: Token) -> bool:
    low = token.low
    if low in _SAME_IN_PAST:
        return before in HELPERS
    return low in _pasts() or (low.endswith("ed") and len(low) > 3 and low not in _NO_VERB)
