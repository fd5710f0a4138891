"""WiCE: does the check of claims tell which claims of Wikipedia their cited articles support?

A claim counts as supported when it is so labelled; partial support is none. The quotes are the cited sentences: all
that any annotator marked. A claim for which nobody marked a sentence has none; as a reader would cite something, it is
held against the sentences of the article that share most words with it. The published figures are on the test set, so
they stand beside ours, not against them.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.check import check
from assistant.cite import Quote
from assistant.words import stems
from evals.figures import Line
from evals.options import Chosen
from evals.probing import Found, Probe, System, over_probes
from evals.published_files import Row, rows
from evals.suite import Published, Ran, Suite
from store.article import Passage, Span

FILES = ("claim_*.jsonl", "claim/dev.jsonl")
HALVES = ("first half", "second half")
"""Of the development set: rules were made by the first."""
BEST = 5
"""Sentences held against a claim for which nobody marked one."""
_TITLE = re.compile(r"^\(meta data\) TITLE: (.+)$", re.MULTILINE)
_PUBLISHED = re.compile(r"^\(meta data\) PUBLISHED DATETIME: (\d{4}-\d\d-\d\d)", re.MULTILINE)


def run(chosen: Chosen) -> Ran:
    """Return the run of the check over every claim."""
    found = rows(chosen.data or Path(), FILES, needed=("claim", "label", "evidence", "supporting_sentences"))
    return over_probes("wice", probes(found), [System(name="check", do=judge)], chosen)


def probes(found: Sequence[Row]) -> list[Probe]:
    """Return a case for each claim."""
    return [
        Probe(
            id=f"{number:04}",
            question=row["claim"],
            given=row,
            gold={"label": row["label"]},
            tags=(row["label"], HALVES[number % 2]),
            stratum=row["label"],
        )
        for number, row in enumerate(found)
    ]


def judge(probe: Probe) -> Found:
    """Return whether the check keeps a claim exactly if it is supported."""
    reason = check(probe.question, quotes(probe.given))
    kept, supported = reason is None, probe.gold["label"] == "supported"
    side = "supported, kept" if supported else "not or partly supported, dropped"
    scores = {"right": float(kept == supported), side: float(kept == supported)}
    counts = {"kept": float(kept), "supported": float(supported), "both": float(kept and supported)}
    return Found(text="kept" if kept else "dropped", scores=scores, reasons={"right": reason or "kept"}, counts=counts)


def quotes(row: Mapping[str, Any]) -> tuple[Quote, ...]:
    """Return the cited sentences of a claim as quotes of its article."""
    sentences: list[str] = row["evidence"]
    marked = sorted({number for group in row["supporting_sentences"] for number in group})
    passage, starts = _article(sentences)
    return tuple(
        Quote(passage=passage, start=starts[number], text=sentences[number])
        for number in marked or _nearest(row["claim"], sentences)
    )


def _article(sentences: Sequence[str]) -> tuple[Passage, list[int]]:
    """Return the article as one passage, with what its lines of meta data say, and where each sentence begins."""
    starts, at = [], 0
    head = "\n".join(sentences)
    title, day = _TITLE.search(head), _PUBLISHED.search(head)
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + 1
    text = "\n".join(sentences)
    spans = tuple(Span(start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True))
    passage = Passage(
        article_id="wice",
        start=0,
        end=len(text),
        text=text,
        sentences=spans,
        title=title[1] if title else None,
        outlet=None,
        published=date.fromisoformat(day[1]) if day else None,
        published_from="html" if day else None,
    )
    return passage, starts


def _nearest(claim: str, sentences: Sequence[str]) -> list[int]:
    wanted = set(stems(claim))
    rated = sorted(range(len(sentences)), key=lambda n: (-len(wanted & set(stems(sentences[n]))), n))
    return sorted(rated[:BEST])


def f1(lines: Sequence[Line]) -> dict[str, float | None]:
    """Return the F1 of the supported claims, of all and of either half; None where none is supported."""
    parts = {"F1": lines} | {f"F1, {half}": [one for one in lines if half in one["tags"]] for half in HALVES}
    return {name: _f1([line["answer"]["counts"] for line in part]) for name, part in parts.items()}


def _f1(counts: Sequence[Mapping[str, float]]) -> float | None:
    both, supported, kept = (sum(one[name] for one in counts) for name in ("both", "supported", "kept"))
    return 2 * both / (supported + kept) if supported else None


SOURCE = "Kamoi et al. 2023, WiCE, EMNLP: test set, claims"
SUITE = Suite(
    name="wice",
    summary="does the check of claims tell which claims their cited articles support?",
    run=run,
    folder="wice",
    files=FILES,
    readers=("check",),
    usual=("check",),
    aggregate=f1,
    published=tuple(
        Published(what=what, score=score, figure=figure, source=SOURCE)
        for what, *both in (("GPT-4", 61.0, 77.0), ("GPT-3.5", 39.3, 32.0), ("T5-3B, tuned", 77.8, 88.0))
        for score, figure in zip(("F1", "right"), both, strict=True)
    ),
)
