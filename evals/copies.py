"""Are copies found, and nothing else? Generated copies and look-alikes of real articles, through a whole ingest.

Recall is the share of copies that are in the group of their original; precision the share of right pairs among all
pairs found that can be judged: those that have a generated text in them. Pairs of two originals are scored apart: in
news as they are published there are real copies, which nobody has labelled; but two outlets that write for themselves
should give none. The share of the ingest is the processor time of finding copies in it.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import combinations
from pathlib import Path

from evals.asking import embedder_of
from evals.copy_pool import Made, cost, grouped, originals, pool
from evals.copying import COPIES
from evals.figures import Line
from evals.options import Chosen, configured, number
from evals.probing import Found, Probe, System, over_probes, total
from evals.suite import Ran, Suite

COST = "share of the ingest's time"
Groups = Mapping[str, set[str]]


def run(chosen: Chosen) -> Ran:
    """Return the run over a pool made of our own corpus and, where there is data, of RealTimeQA's articles."""
    texts = pool(originals(chosen.data, number(chosen, "articles")))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        found = cache(lambda: Grouped(texts, grouped(texts, Path(work))))
        timed = partial(cost, folder=Path(work), chosen=embedder_of(configured(chosen)))
        cases = [*probes(texts), *_timed(texts, number(chosen, "timed"))]
        return over_probes("copies", cases, [System(name="ours", do=partial(_do, found, timed))], chosen)


class Grouped:
    """A pool with what was found in it: for each text the names of all that carry the same."""

    def __init__(self, texts: Sequence[Made], groups: Groups) -> None:
        """Take the texts and the groups; `natural` are the pairs of originals that were found."""
        self.known = {text.name: text for text in texts}
        self.groups = groups
        originals = (sorted(name for name in group if self.known[name].kind == "original") for group in groups.values())
        self.natural = {pair for names in originals for pair in combinations(names, 2)}


def probes(texts: Sequence[Made]) -> list[Probe]:
    """Return a case for each text."""
    return [
        Probe(
            id=text.name,
            question=f"Which texts carry what this one does ({text.kind})?",
            given=text,
            gold={"carries": text.carries},
            tags=(text.kind,),
            stratum=text.kind,
        )
        for text in texts
    ]


def judge(text: Made, found: Grouped) -> Found:
    """Return whether a text is grouped with its original, and with none that it does not carry."""
    group = found.groups[text.name]
    others = [found.known[name] for name in sorted(group - {text.name})]
    said = ", ".join(other.name for other in others) or "alone"
    if text.kind == "original":
        strange = [other.name for other in others if other.kind == "original" and other.outlet != text.outlet]
        return Found(text=said, scores={"original, no other outlet's": float(not strange)})
    wrong = [other.name for other in others if not carried_by_both(text, other, found.natural)]
    own = [other.name for other in others if other.kind == "original" or other.name < text.name]
    counts = {"pairs": len(own), "wrong pairs": len(set(own) & set(wrong))}
    is_copy, missed = text.kind in COPIES, text.kind in COPIES and text.carries[0] not in group
    scores = {"right": float(not wrong and not missed)} | ({"copies found": float(not missed)} if is_copy else {})
    why = (["not with its original"] if missed else []) + ([f"with {', '.join(wrong)}"] if wrong else [])
    return Found(text=said, scores=scores, reasons={"right": "; ".join(why) or "as made"}, counts=counts)


def carried_by_both(one: Made, other: Made, natural: set[tuple[str, str]]) -> bool:
    """Return whether two texts carry one story, or stories that are copies as published."""
    return any(a == b or (min(a, b), max(a, b)) in natural for a in one.carries for b in other.carries)


def shares(lines: Sequence[Line]) -> dict[str, float | None]:
    """Return recall of copies and precision of pairs; None where there is nothing to score."""
    found = [line["scores"]["copies found"] for line in lines if "copies found" in line["scores"]]
    pairs = total(lines, "pairs")
    return {
        "copies, recall": sum(found) / len(found) if found else None,
        "pairs, precision": 1 - total(lines, "wrong pairs") / pairs if pairs else None,
    }


def _timed(texts: Sequence[Made], n: int) -> list[Probe]:
    """Return the case that measures the cost on about `n` of the texts; none for 0."""
    if not n:
        return []
    given = texts[:: max(1, len(texts) // n)]
    question = "Which share of the ingest goes into finding copies?"
    return [Probe(id="cost", question=question, given=given, gold={}, stratum="cost")]


def _do(found: Callable[[], Grouped], timed: Callable[[Sequence[Made]], float], probe: Probe) -> Found:
    if isinstance(probe.given, Made):
        return judge(probe.given, found())
    share = timed(probe.given)
    return Found(text=f"{share:.1%} of {len(probe.given)} texts", scores={COST: share})


SUITE = Suite(
    name="copies",
    summary="made copies and look-alikes of news: are the copies found, and nothing else?",
    run=run,
    folder="realtimeqa",
    files=("past/*/*_gcs.jsonl",),
    optional=True,
    readers=("ours",),
    usual=("ours",),
    parameters={"articles": "800", "timed": "0"},
    aggregate=shares,
)
