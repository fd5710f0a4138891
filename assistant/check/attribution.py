"""Check that what somebody says stays what somebody says: "Aldo said that it rained" is no fact about the rain.

A claim must keep an attribution where its quote gives what a person, a party to the matter or an unnamed source says,
or what anybody claims, thinks or denies; and it must be to the same speaker. A body that tells of its own field
("police said", "the ministry announced") is how news gives plain facts: there the attribution may be left out.
"""

from collections.abc import Sequence

from assistant.check.lemmas import alike
from assistant.check.source import Source
from assistant.check.speech import Speech, flat_part, speeches
from assistant.check.tokens import Token, content, tokens

RESTS_ON = 0.34
"""Share of a claim's words that may be found in attributed words alone before the claim needs the attribution."""
NEARLY = 0.6
"""A speech that shares this much of what the best match shares may be the one that is meant, too."""
_VOICE = frozenset(
    "report article newspaper paper author writer columnist blogger journalist correspondent reporter source "
    "correction editorial interview letter outlet headline text passage piece".split()
)


def unlike_attribution(claim: str, sources: Sequence[Source]) -> str | None:
    """Return why the claim needs another attribution, None where it keeps what its quotes have."""
    given = [speech for source in sources for speech in speeches(source.text, source.sentence)]
    mine = speeches(claim, claim)
    if wrong := next((said for said in mine if _wrong_speaker(said, given, sources)), None):
        return f"the quotes do not say that {wrong.speaker} said so"
    if not any(speech.needed for speech in given):
        return None
    return _stated_as_fact(claim, mine, given, sources)


def _stated_as_fact(
    claim: str, mine: Sequence[Speech], given: Sequence[Speech], sources: Sequence[Source]
) -> str | None:
    attributed = {token.start for speech in mine for token in (*speech.said, *speech.by)}
    said = [token for token in content(claim) if token.start not in attributed]
    flat = [token for source in sources for token in flat_part(source.text, source.sentence)]
    weak = [token for speech in given if not speech.needed for token in speech.said]
    spoken = [token for speech in given if speech.needed for token in speech.said]
    alone = [token for token in said if not _among(token, [*flat, *weak]) and _among(token, spoken)]
    if alone and len(alone) >= RESTS_ON * len(content(claim)):
        speaker = next(speech for speech in given if speech.needed).speaker or "somebody"
        return f"the quotes only say that {speaker} says so"
    return None


def _among(token: Token, others: Sequence[Token]) -> bool:
    return any(token.lemma == other.lemma or alike(token.lemma, other.lemma) for other in others)


def _wrong_speaker(said: Speech, given: Sequence[Speech], sources: Sequence[Source]) -> bool:
    """Tell whether the quotes give the same words to somebody else."""
    speaker = [token for token in said.by if token.content and token.low not in _VOICE]
    if not speaker or not given:
        return False
    rated = [(sum(_among(token, speech.said) for token in said.said), speech) for speech in given]
    most = max(shared for shared, _ in rated)
    best = [speech for shared, speech in rated if most and shared >= NEARLY * most]
    if not best or any(_one_speaker(speaker, speech) for speech in best):
        return False
    about = [token for source in sources for token in tokens(source.about)]
    if any(token.low == other.low for token in speaker for other in about):
        return False
    return not any(_meant(speaker, speech, source) for speech in best for source in sources)


def _one_speaker(speaker: Sequence[Token], speech: Speech) -> bool:
    return any(a.low == b.low or alike(a.lemma, b.lemma) for a in speaker for b in speech.by)


def _meant(speaker: Sequence[Token], speech: Speech, source: Source) -> bool:
    """Tell whether a speaker that the quote does not name was named before it in its passage."""
    named = [token for token in speech.by if token.content]
    before = {token.low for token in tokens(source.before + source.text) if token.content}
    return not named and any(token.low in before for token in speaker)
