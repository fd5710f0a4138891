"""Find date expressions in text: where they stand and of which form. What day they mean is `date_resolve`'s."""

import re

from store.date_checks import holds
from store.date_forms import FORMS, Expression
from store.date_tokens import Token, may_hold_dates, tokens

__all__ = ["Expression", "expressions"]

_RULES = [(form, re.compile(pattern)) for form, pattern in FORMS.items()]
_START = re.compile(r"[MmWwDOYSILXTEFPRKN]|U[zA]|t[A-Za-z]|a[NUuz]|g[NDa]|d[HU]")  # most tokens begin nothing


def expressions(text: str) -> list[Expression]:
    """Return the date and duration expressions of `text`, in order, none overlapping another."""
    found: list[Expression] = []
    if not may_hold_dates(text):
        return found
    all_tokens = tokens(text)
    letters = "".join([token.letter for token in all_tokens])
    start = _START.search(letters)
    while start:
        expression = _at(all_tokens, letters, start.start(), text)
        if expression:
            found.append(expression)
        start = _START.search(letters, expression.last if expression else start.start() + 1)
    return found


def _at(all_tokens: list[Token], letters: str, at: int, text: str) -> Expression | None:
    for form, rule in _RULES:
        match = rule.match(letters, at)
        if match is None:
            continue
        groups = {
            name: all_tokens[match.start(name) : match.end(name)] for name, hit in match.groupdict().items() if hit
        }
        expression = Expression(form, at, match.end(), all_tokens, groups)
        if holds(expression, text):
            return expression
    return None
