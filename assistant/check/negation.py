"""Check that a claim denies what its quotes deny, and affirms what they affirm, predicate by predicate."""

import re
from collections.abc import Sequence

from assistant.check.clauses import Group, groups, outside
from assistant.check.lemmas import alike
from assistant.check.source import Source
from assistant.check.tokens import Token, content

_CUES = re.compile(
    r"\b(?:(?:did|do|does|is|are|was|were|has|have|had|would|could|should|will|can)n[’']t|won[’']t|can[’']t|cannot"
    r"|not(?!\s+(?:only|just|until|least|yet\s+\w+ed)\b)|never|nobody|no[\s-]one|none|nothing(?!\s+but)|neither|nor|without"
    r"|no(?!\s+(?:more|fewer|less|later|longer\s+than|doubt|sooner|\d)\b)"
    r"|refus(?:e|es|ed|ing)(?:\s+to)?|declin(?:e|es|ed|ing)\s+to|fail(?:s|ed|ing)?\s+to|den(?:y|ies|ied|ying)"
    r"|reject(?:s|ed|ing)?|doubt(?:s|ed|ing)?(?!\s+it\b)|unable\s+to|lack(?:s|ed|ing)?|far\s+from|dropped|abandon(?:ed|s)"
    r"|cancel(?:led|s)|barred\s+from|forbade|forbidden|banned\s+from|prevent(?:ed|s)?|ceased\s+to)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?i)^(?:\w+n[’']t|cannot|not|never|no|none|nobody|no[\s-]one|nothing|neither|nor|without)$")
_ANSWERS_NO = re.compile(r"^(?:[^.?!:\n]{1,30}:\s*)?No[.,!]")
_QUESTION = re.compile(r"[^.?!\n]+\?(?=[^?]*$)")


def unlike_negation(claim: str, sources: Sequence[Source]) -> str | None:
    """Return what the claim denies or affirms against its quotes, None where they agree."""
    mine = groups(claim, _CUES)
    theirs: list[Group] = []
    affirmed: list[Token] = []
    for source in sources:
        denied = [*groups(source.sentence, _CUES), *_answered_no(source)]
        theirs += denied
        affirmed += outside(source.sentence, denied) if not _answered_no(source) else []
    if any(_answered_no(source) for source in sources):
        affirmed = [token for token in affirmed if not any(token.lemma == m.lemma for g in theirs for m in g.members)]
    return _denies(mine, theirs, affirmed) or _affirms(claim, mine, theirs, affirmed)


def _answered_no(source: Source) -> list[Group]:
    """Return what a quote denies by answering "No" to the question before it."""
    asked = _QUESTION.search(source.before) if _ANSWERS_NO.match(source.text) else None
    said = content(asked.group()) if asked else ()
    return [Group("No", -1, said, ())] if said else []


def _denies(mine: Sequence[Group], theirs: Sequence[Group], affirmed: Sequence[Token]) -> str | None:
    """Return a "not" of the claim that no quote has about the same."""
    for group in mine:
        if _CUES.fullmatch(group.members[0].text) and _PLAIN.match(group.cue):
            if not any(other.head == group.head for other in theirs):
                return f"the quotes do not say “{group.cue} … {group.members[0].text}”"
            continue
        told = any(alike(group.head, token.lemma) for token in affirmed)
        if any(_about_the_same(group, other) or (not told and _of_the_same(group, other)) for other in theirs):
            continue
        if _PLAIN.match(group.cue) or told:
            return f"the quotes do not say “{group.cue} … {group.members[0].text}”"
    return None


def _affirms(claim: str, mine: Sequence[Group], theirs: Sequence[Group], affirmed: Sequence[Token]) -> str | None:
    """Return what the claim states that the quotes deny."""
    for group in theirs:
        flat = outside(claim, mine, also=(group.head,))
        kept = any(_about_the_same(group, other) or _of_the_same(group, other) for other in mine)
        if not kept and _stated(group, flat, affirmed):
            return f"the quotes say “{group.cue} … {group.members[0].text}”"
    return None


def _stated(group: Group, flat: Sequence[Token], affirmed: Sequence[Token]) -> bool:
    """Tell whether the claim states the predicate that is denied, or all that it is about."""
    sure = {token.lemma for token in affirmed}
    only = [token for token in group.members if any(_same(token, other) and other.lemma not in sure for other in flat)]
    if group.members[0] in only and group.head not in sure:
        return True
    rest = group.members[1:]
    return len(rest) >= 2 and len(only) >= len(rest)


def _same(one: Token, other: Token) -> bool:
    return one.lemma == other.lemma or (not one.capital and alike(one.lemma, other.lemma))


def _about_the_same(one: Group, other: Group) -> bool:
    """Tell whether two cues speak of the same: "no vehicle rides" and "vehicles do not ride"."""
    pairs = ((one.members, other.members), (one.subject, other.members), (one.members, other.subject))
    if any(_same(a, b) for mine, theirs in pairs[:1] for a in mine for b in theirs):
        return True
    return any(_same(a, b) for mine, theirs in pairs[1:] for a in mine for b in theirs) or _one_cue(one, other)


def _of_the_same(one: Group, other: Group) -> bool:
    """Tell whether two cues speak of the same doer."""
    return any(a.lemma == b.lemma for a in one.subject for b in other.subject)


def _one_cue(one: Group, other: Group) -> bool:
    """Tell whether one cue is the predicate of the other: "denied" and "did not deny"."""
    cue = content(other.cue)
    return bool(cue) and any(alike(token.lemma, cue[0].lemma) for token in one.members)
