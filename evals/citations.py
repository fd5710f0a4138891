"""Are the citations of an answer any good? Recall and precision in the sense of ALCE, by two judges, and exactness.

Recall is the share of claims that their quotes together support; precision the share of citations that a supported
claim needs: its quote supports the claim alone, or the others do not without it (Gao et al. 2023, arXiv:2305.14627).
There a language model judges; here a judge is a function: our own check of numbers, dates, names and negations, and,
independent of it, whether a quote is on a gold sentence. The gold sentences are not all that could be cited, so that
the second judge is strict with everyone alike.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from assistant.answer import Answer, Citation, Claim
from assistant.check import check
from assistant.cite import Quote
from evals.scoring import plain

Supports = Callable[[Claim, Sequence[Citation]], bool]
TextOf = Callable[[str], str | None]
"""The text of an article by its id."""


def passes(claim: Claim, citations: Sequence[Citation]) -> bool:
    """Return whether our own check finds nothing in the claim that the quotes do not say.

    The name of the source that the quoting reader prints before its quotes is no part of the claim.
    """
    sources = {one.passage.outlet or one.passage.title for one in citations}
    text = next((claim.text.removeprefix(f"{name}: ") for name in sources if name), claim.text)
    return check(text, [Quote(passage=one.passage, start=one.start, text=one.quote) for one in citations]) is None


def recall(answer: Answer, supports: Supports) -> float | None:
    """Return the share of claims that their quotes support, None where nothing is claimed."""
    return _share([_supported(claim, cited(answer, claim), supports) for claim in answer.claims])


def precision(answer: Answer, supports: Supports) -> float | None:
    """Return the share of citations that a supported claim needs; 0 for claims without any, None without claims."""
    if not answer.claims:
        return None
    needed = [needs for claim in answer.claims for needs in _needed(claim, cited(answer, claim), supports)]
    return _share(needed) or 0.0


def on_gold(answer: Answer, gold: Sequence[str]) -> float | None:
    """Return the share of citations whose quote is on a gold sentence; None without claims or gold."""
    if not answer.claims or not gold:
        return None
    return _share([touches(citation.quote, gold) for citation in _used(answer)]) or 0.0


def claims_on_gold(answer: Answer, gold: Sequence[str]) -> float | None:
    """Return the share of claims with a quote on a gold sentence; None without claims or gold."""
    if not gold:
        return None
    return recall(answer, lambda _, citations: any(touches(citation.quote, gold) for citation in citations))


def exact(answer: Answer, text_of: TextOf) -> float | None:
    """Return the share of citations that are their slice of the article `text_of(article_id)`, None without any."""
    texts = [text_of(citation.passage.article_id) or "" for citation in answer.citations]
    slices = [text[one.start : one.end] for text, one in zip(texts, answer.citations, strict=True)]
    return _share([bool(part) and part == one.quote for part, one in zip(slices, answer.citations, strict=True)])


def touches(quote: str, gold: Sequence[str]) -> bool:
    """Return whether at least half of the words of the shorter one stand in a row in both, for one gold sentence."""
    return any(_runs_together(plain(quote).split(), plain(sentence).split()) for sentence in gold)


def cited(answer: Answer, claim: Claim) -> list[Citation]:
    """Return the citations of a claim."""
    numbered = {citation.number: citation for citation in answer.citations}
    return [numbered[number] for number in claim.citations if number in numbered]


def _supported(claim: Claim, citations: Sequence[Citation], supports: Supports) -> bool:
    return bool(citations) and supports(claim, citations)


def _needed(claim: Claim, citations: Sequence[Citation], supports: Supports) -> list[bool]:
    whole = _supported(claim, citations, supports)
    rest = [[other for other in citations if other is not one] for one in citations]
    return [
        whole and (supports(claim, [one]) or not _supported(claim, others, supports))
        for one, others in zip(citations, rest, strict=True)
    ]


def _used(answer: Answer) -> list[Citation]:
    used = {number for claim in answer.claims for number in claim.citations}
    return [citation for citation in answer.citations if citation.number in used]


def _runs_together(one: list[str], other: list[str]) -> bool:
    shorter = min(len(one), len(other))
    run = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return shorter > 0 and 2 * run >= shorter


def _share(found: Sequence[bool]) -> float | None:
    return sum(found) / len(found) if found else None
