"""Check that the quotes of a claim carry it: numbers, dates, names, denials, certainty, speakers and roles.

By rules and word lists, without a model: what can be told apart by code is checked here, what needs understanding is
not. Each check is a pure function of its own that returns why the claim fails. Finding quotes is `find`'s.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.check.antonyms import opposite
from assistant.check.attribution import unlike_attribution
from assistant.check.content import plain, says_more
from assistant.check.dates import uncarried_date
from assistant.check.modality import unlike_modality
from assistant.check.names import uncarried_name
from assistant.check.negation import unlike_negation
from assistant.check.numbers import uncarried_number
from assistant.check.quotations import rest, spoken_apart, unsaid
from assistant.check.roles import unlike_roles
from assistant.check.source import Source, sources
from assistant.check.tokens import tokens
from assistant.check.verbs import has_verb

if TYPE_CHECKING:
    from assistant.cite import Quote

Check = Callable[[str, Sequence[Source]], str | None]
VALUES: tuple[Check, ...] = (uncarried_number, uncarried_date, uncarried_name)
SENSE: tuple[Check, ...] = (unlike_negation, unlike_modality, unlike_attribution, unlike_roles, opposite, says_more)


def check(claim: str, quotes: "Sequence[Quote]") -> str | None:
    """Return why the quotes do not carry the claim, in plain words; None where all that can be checked is carried."""
    return _checked(claim, tuple(quotes))


@lru_cache(maxsize=256)  # a reader asks before it states, and every statement is asked for again when it is cited
def _checked(claim: str, quotes: "tuple[Quote, ...]") -> str | None:
    given = sources(quotes)
    if not given:
        return "it has no quote"
    left = rest(claim, given)
    if not left:
        return None
    if reason := unsaid(left, given):
        return reason
    left = spoken_apart(left)
    checks = VALUES if is_value(left, given) else (*VALUES, *SENSE)
    return next((reason for one in checks if (reason := one(left, given))), None)


def is_value(text: str, given: Sequence[Source]) -> bool:
    """Tell a bare value, "10–20 February 2022", from a sentence: it has no verb and nothing but the value."""
    if text.rstrip().endswith((".", "!", "?")) or has_verb(tokens(text)):
        return False
    return not plain(text) or any(" ".join(text.split()) in " ".join(source.text.split()) for source in given)
