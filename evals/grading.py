"""Grade an answer to a labelled question: is it right, does it refuse, what does it cite, what was found for it?

Right is an answerable question answered with all its facts and a gold sentence cited, or an unanswerable one refused.
Citations are judged twice, by our own check and by the gold sentences; see `citations`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from evals import citations
from evals.cases import Case
from evals.ranking import ranking
from evals.run import Graded
from evals.scoring import cites, dates_stated, states
from evals.spans import Place, met, named, score_places
from store.article import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a grade needs besides the case: where its evidence stands, and the text of any article by its id."""

    places: Sequence[Place]
    text_of: citations.TextOf


def grade(case: Case, gold: Gold, answer: Answer) -> Graded:
    """Return what applies to the case: an outcome always, citations where something was answered, with reasons."""
    answered = answer.outcome != "not_found"
    if case.outcome == "not_found":
        right = not answered
        scores = {"unanswerable, refused": float(right), "unanswerable, answered": float(answered)}
        why = "rightly refused" if right else "answered, though the articles do not say"
    else:
        missing = [fact[0] for fact in case.facts if not states(answer.text, fact)]
        cited = cites([one.quote for one in answer.citations], [one.quote for one in case.evidence]) is True
        right = answered and not missing and cited
        scores = {
            "answerable, right": float(right),
            "answerable, all facts stated": float(answered and not missing),
            "answerable, gold sentence cited": float(answered and cited),
            "answerable, refused": float(not answered),
        }
        why = _why(answered, missing, cited)
    found: dict[str, float | None] = {"right": float(right), **scores}
    if answered:
        found |= {"answered, right": float(right), **_cited(case, gold, answer)}
    found |= {**_dated(case, answer), **_disputed(case, answer), **_retrieved(gold, answer)}
    return Graded(scores=found, reasons={"right": why})


def _why(answered: bool, missing: Sequence[str], cited: bool) -> str:
    if not answered:
        return "refused, though the articles say it"
    faults = [f"not stated: {'; '.join(missing)}"] if missing else []
    faults += [] if cited else ["no gold sentence cited"]
    return ", ".join(faults) or "all facts stated, a gold sentence cited"


def _dated(case: Case, answer: Answer) -> Mapping[str, float | None]:
    """Return the share of the dates asked for that are stated, where there are some and something was said."""
    share = dates_stated(answer.text, case.facts)
    return {} if share is None or answer.outcome == "not_found" else {"answered, dates stated": share}


def _disputed(case: Case, answer: Answer) -> Mapping[str, float | None]:
    """Return recall and precision of disagreement: of the disputed cases, and of the answers that show a dispute."""
    scores: dict[str, float | None] = {}
    if case.outcome == "disputed":
        scores["disputed, both sides shown"] = float(bool(answer.disagreements))
    if answer.outcome == "disputed":
        scores["shown as disputed, rightly"] = float(case.outcome == "disputed")
    return scores


def _cited(case: Case, gold: Gold, answer: Answer) -> Mapping[str, float | None]:
    sentences = [one.quote for one in case.evidence]
    on_gold = {
        "citations on a gold sentence": citations.on_gold(answer, sentences),
        "claims on a gold sentence": citations.claims_on_gold(answer, sentences),
    }
    return {
        "citation recall, by our check": citations.recall(answer, citations.passes),
        "citation precision, by our check": citations.precision(answer, citations.passes),
        **(on_gold if sentences else {}),
        "quotes exact": citations.exact(answer, gold.text_of),
    }


def _retrieved(gold: Gold, answer: Answer) -> Mapping[str, float | None]:
    """Return how well the passages found hold the gold sentences; nothing where there are none."""
    places = [Place(hit.passage.article_id, Span(hit.passage.start, hit.passage.end)) for hit in answer.hits]
    share = score_places(places, gold.places)
    if share is None:
        return {}
    order = ranking(met(places, gold.places), {named(number) for number in range(len(gold.places))})
    return {"gold characters found": share.recall, "found characters gold": share.precision, **order}
