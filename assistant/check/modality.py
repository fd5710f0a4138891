"""Check that a claim does not state as done what its quotes say may, will or should be done.

The other way round, a claim that is more careful than its quotes, is fine. "The exercises are from 9 to 20 June" may be
said of exercises that will be held: only the past tense makes a fact of a plan.
"""

import re
from collections.abc import Sequence

from assistant.check.clauses import Group, groups, outside
from assistant.check.lemmas import alike
from assistant.check.source import Source
from assistant.check.tokens import Token, tokens
from assistant.check.verbs import HELPERS, SPEECH, past_verbs

_PLANS = (
    r"\b(?:will|won[’']t|shall|(?:is|are|was|were|be|has|have)\s+(?:\w+ly\s+)?(?:due|set|going|scheduled|planned|expected|about|likely|"
    r"bound|supposed|to)(?:\s+to|\s+for)?|(?:plan|intend|aim|hope|expect|prepare|promise|agree)(?:s|d|ed)?\s+(?:to|for)|planned|"
    r"scheduled|expected|due\s+to|upcoming|proposed|plans?\s+(?:to|for))\b|[’']ll\b"
)
_MAYS = (
    r"\b(?:may|might|could|would|should|must|ought\s+to|can|if|unless|possib(?:ly|le)|perhaps|maybe|alleged(?:ly)?|reportedly|"
    r"apparently|supposedly|threaten(?:s|ed|ing)?\s+to|offer(?:s|ed)?\s+to|want(?:s|ed)?(?:\s+to)?|wish(?:es|ed)?\s+to|"
    r"demand(?:s|ed|ing)?|call(?:s|ed|ing)?\s+for|ask(?:s|ed)?\s+(?:for|to)|urg(?:es|ed)|tri(?:es|ed)\s+to|attempt(?:s|ed)?\s+to|"
    r"consider(?:s|ed|ing)|(?:is|are|was|were)\s+(?:being\s+)?(?:said|believed|thought|rumou?red|discussed|examining|examined|"
    r"considered|feared|suspected)(?:\s+to)?|let\s+us|recommend(?:s|ed))\b"
)
_PLANNED, _MAYBE, _OPEN = (re.compile(rule, re.IGNORECASE) for rule in (_PLANS, _MAYS, f"{_PLANS}|{_MAYS}"))
COVERED = 0.8


def unlike_modality(claim: str, sources: Sequence[Source]) -> str | None:
    """Return what the claim makes a fact of, None where the quotes make it one too or the claim does not."""
    hedged = groups(claim, _OPEN)
    flat = outside(claim, hedged)
    held = {token.start for group in hedged for token in group.members}
    pasts = [token for token in past_verbs(tokens(claim)) if token.start not in held]
    firm = [token for source in sources for token in outside(source.text, groups(source.text, _OPEN))]
    for rule, stated, verdict in ((_MAYBE, flat, "states it"), (_PLANNED, pasts, "says that it is done")):
        for group in (group for source in sources for group in groups(source.text, rule)):
            if not _kept(group, hedged) and _made_fact(group, stated, firm):
                return f"the quotes say “{group.cue} {group.members[0].text}”, the claim {verdict}"
    return None if _OPEN.search(claim) else _done(claim, pasts, firm, sources)


def _kept(group: Group, hedged: Sequence[Group]) -> bool:
    return any(alike(a.lemma, b.lemma) for other in hedged for a in group.members for b in other.members)


def _made_fact(group: Group, stated: Sequence[Token], firm: Sequence[Token]) -> bool:
    said = {token.lemma for token in stated if alike(group.head, token.lemma)}
    return bool(said) and (said | {group.head}).isdisjoint(token.lemma for token in firm)


def _done(claim: str, pasts: Sequence[Token], firm: Sequence[Token], sources: Sequence[Source]) -> str | None:
    """Return why a claim of the past has no ground where no verb of the quotes tells of a fact."""
    done = [token for token in pasts if token.low not in SPEECH]
    helped = any(token.low in HELPERS for token in tokens(claim))
    if not (done or helped) or not any(_to_come(source) for source in sources):
        return None
    if not done and (pasts or _covered(outside(claim, ()), firm)):
        return None
    told = [token for source in sources for token in _told(source.text)]
    if len(told) > 1 or any(alike(a.lemma, b.lemma) for a in done for b in told):
        return None
    return "the quotes tell of what is to come, the claim says that it is done"


def _to_come(source: Source) -> bool:
    """Tell whether a quote speaks of plans, or of a day after it was published."""
    later = any(source.published and when.start and when.start > source.published for when in source.dates)
    return later or _OPEN.search(source.text) is not None


def _covered(said: Sequence[Token], firm: Sequence[Token]) -> bool:
    found = [token for token in said if any(alike(token.lemma, other.lemma) for other in firm)]
    return len(found) >= COVERED * len(said)


def _told(text: str) -> list[Token]:
    """Return the verbs of the past in `text` that tell a fact and not that somebody speaks."""
    firm = {token.start for token in outside(text, groups(text, _OPEN))}
    found = past_verbs(tokens(text))
    return [token for token in found if token.low not in SPEECH and (token.start in firm or token.low in HELPERS)]
