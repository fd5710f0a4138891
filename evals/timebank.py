"""Score date resolution on TimeBank (TimeML files) as TempEval-3 did: extents, strictly and relaxed, and values.

The anchor is each document's creation time. `value F1` is the relaxed F1 times the share of found extents whose TIMEX3
value is exactly the gold one. The libraries that were weighed are asked only when named, and need installing by hand.
"""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from evals import probing
from evals.figures import Line
from evals.options import Chosen
from evals.probing import Found, Probe, over_probes, total
from evals.suite import Published, Ran, Suite
from evals.time_systems import SYSTEMS, System
from evals.timeml import Document, read
from evals.timex import Timex

FILES = ("*.tml",)
VALUE_F1 = "value F1"
CHIEF = "value F1 of a document"
COUNTS = ("gold", "found", "strict", "relaxed", "right", "relative", "relative right")


def run(chosen: Chosen) -> Ran:
    """Return the run of the systems that were chosen over every document."""
    folder = chosen.data or Path()
    documents = [read(path) for path in sorted(folder.glob(FILES[0]))]
    systems = [probing.System(name=name, do=partial(judge, SYSTEMS[name]())) for name in chosen.readers]
    return over_probes("timebank", [probe(one) for one in documents], systems, chosen, chief=CHIEF)


def probe(document: Document) -> Probe:
    """Return the case of a document."""
    return Probe(
        id=document.name,
        question=f"What do the expressions of time mean in a report of {document.created}?",
        given=document,
        gold={"times": [_shown(document, one) for one in document.gold]},
        tags=(document.name[:2],),
        stratum=document.name[:2],
    )


def judge(system: System, probe: Probe) -> Found:
    """Return how well `system` finds and resolves the expressions of one document, with each that is not right."""
    document: Document = probe.given
    began = perf_counter()
    answers = system(document.text, document.created)
    spent = 1000 * (perf_counter() - began)
    paired = pairs(document.gold, answers)
    counts = counted(document, answers, paired)
    share = figures_of(counts)[VALUE_F1]
    wrong = _faults(document, answers, paired)
    return Found(
        text="; ".join(_shown(document, one) for one in answers),
        scores={CHIEF: share, "milliseconds a document": round(spent, 3)},
        reasons={CHIEF: "; ".join(wrong) or "all as marked"},
        counts=counts,
    )


def counted(document: Document, answers: Sequence[Timex], paired: Sequence[tuple[Timex, Timex]]) -> dict[str, float]:
    """Return what the figures are made of."""
    spans = {one.span for one in answers}
    relative = [pair for pair in paired if is_relative(document.text[slice(*pair[0].span)], pair[0].value)]
    return {
        "gold": len(document.gold),
        "found": len(answers),
        "strict": len({one.span for one in document.gold} & spans),
        "relaxed": len(paired),
        "right": sum(not _differ(*pair) for pair in paired),
        "relative": len(relative),
        "relative right": sum(not _differ(*pair) for pair in relative),
    }


def figures(lines: Sequence[Line]) -> dict[str, float | None]:
    """Return TempEval-3's figures over all documents of `lines`, as shares; None where there is nothing to score."""
    return figures_of({name: total(lines, name) for name in COUNTS})


def figures_of(counts: Mapping[str, float]) -> dict[str, float | None]:
    """Return TempEval-3's figures of counts."""
    relaxed, accuracy = _f1(counts, "relaxed"), _share(counts, "right", "relaxed")
    nothing_right = 0.0 if counts["gold"] + counts["found"] else None
    return {
        "strict F1": _f1(counts, "strict"),
        "relaxed precision": _share(counts, "relaxed", "found"),
        "relaxed recall": _share(counts, "relaxed", "gold"),
        "relaxed F1": relaxed,
        "value accuracy": accuracy,
        VALUE_F1: nothing_right if relaxed is None or accuracy is None else relaxed * accuracy,
        "value accuracy, relative": _share(counts, "relative right", "relative"),
    }


def _f1(counts: Mapping[str, float], right: str) -> float | None:
    both = counts["found"] + counts["gold"]
    return 2 * counts[right] / both if both else None


def _share(counts: Mapping[str, float], part: str, whole: str) -> float | None:
    return counts[part] / counts[whole] if counts[whole] else None


def pairs(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Return each gold expression with the one found expression that overlaps it, each used once."""
    paired: list[tuple[Timex, Timex]] = []
    free = list(found)
    for wanted in gold:
        match = next(
            (one for one in free if one.span.start < wanted.span.end and wanted.span.start < one.span.end), None
        )
        if match:
            free.remove(match)
            paired.append((wanted, match))
    return paired


def is_relative(words: str, value: str) -> bool:
    """Tell whether an expression has a calendar value that its own words do not hold: "Friday", "last month"."""
    return value[:4].isdigit() and not re.search(r"\d{4}|\d\ds\b", words)


def _faults(document: Document, answers: Sequence[Timex], paired: Sequence[tuple[Timex, Timex]]) -> list[str]:
    found = [f"{_shown(document, wanted)}, not {answer.value}" for wanted, answer in paired if _differ(wanted, answer)]
    met, given = [wanted for wanted, _ in paired], [answer for _, answer in paired]
    found += [f"missing {_shown(document, one)}" for one in document.gold if one not in met]
    return found + [f"extra {_shown(document, one)}" for one in answers if one not in given]


def _shown(document: Document, one: Timex) -> str:
    return f"{document.text[slice(*one.span)]} = {one.value}"


def _differ(wanted: Timex, answer: Timex) -> bool:
    return wanted.value != answer.value


SOURCE = "UzZaman et al. 2013, TempEval-3, task A: a sister set"
SUITE = Suite(
    name="timebank",
    summary="dates in news: found, and resolved against the day of the report (TIMEX3 values)",
    run=run,
    folder="timebank",
    files=FILES,
    readers=tuple(SYSTEMS),
    usual=("ours",),
    chief=CHIEF,
    aggregate=figures,
    published=(
        Published(what="HeidelTime", score=VALUE_F1, figure=77.6, source=SOURCE),
        Published(what="SUTime", score=VALUE_F1, figure=67.4, source=SOURCE),
    ),
)
