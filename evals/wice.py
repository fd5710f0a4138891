"""WiCE: does the check of claims tell which claims of Wikipedia their cited articles support?

    python -m evals.wice --data DIR [--json]

DIR holds the published development set (claim_dev.jsonl). A claim counts as supported when it is so labelled; partial
support is none. The quotes are the cited sentences: all that any annotator marked. A claim for which nobody marked a
sentence has none; as a reader would cite something, it is held against the sentences of the article that share most
words with it. The published figures are on the test set, so they stand beside ours, not against them.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.check import check
from assistant.cite import Quote
from assistant.words import stems
from store.article import Passage, Span

BEST = 5
"""Sentences held against a claim for which nobody marked one."""
_TITLE = re.compile(r"^\(meta data\) TITLE: (.+)$", re.MULTILINE)
_PUBLISHED = re.compile(r"^\(meta data\) PUBLISHED DATETIME: (\d{4}-\d\d-\d\d)", re.MULTILINE)
RESAMPLED = 2000
Pair = tuple[bool, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim, whether its article supports it, and why the check drops it (None: it keeps it)."""

    claim: str
    supported: bool
    reason: str | None

    @property
    def pair(self) -> Pair:
        """What is true and what was said."""
        return self.supported, self.reason is None


def main() -> None:
    """Judge every claim and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds claim_dev.jsonl")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = figures(judge(options.data / "claim_dev.jsonl"))
    print(json.dumps(found, indent=1) if options.json else table(found))


def judge(path: Path) -> list[Judged]:
    """Return every claim of the file with what the check says."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Judged(claim=row["claim"], supported=row["label"] == "supported", reason=check(row["claim"], quotes(row)))
        for row in rows
    ]


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


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return accuracy and F1 of the supported claims with 95 % intervals: of all, and of either half."""
    pairs = [item.pair for item in judged]
    parts = {"all": pairs, "first half (fitted on)": pairs[::2], "second half": pairs[1::2]}
    return {name: measured(part) for name, part in parts.items()} | {"published": PUBLISHED}


def measured(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return the figures of some claims; None where there is nothing to measure."""
    return {"n": len(pairs), "accuracy": accuracy(pairs), "accuracy 95 %": interval(pairs, accuracy), "f1": f1(pairs),
            "f1 95 %": interval(pairs, f1), "kept": sum(said for _, said in pairs)}  # fmt: skip


def accuracy(pairs: Sequence[Pair]) -> float | None:
    """Return the share judged right."""
    return sum(true == said for true, said in pairs) / len(pairs) if pairs else None


def f1(pairs: Sequence[Pair]) -> float | None:
    """Return the F1 of the supported claims; None where none is supported."""
    both, true, said = (
        (sum(each) for each in zip(*((t and s, t, s) for t, s in pairs), strict=True)) if pairs else (0, 0, 0)
    )
    return 2 * both / (true + said) if true else None


def interval(pairs: Sequence[Pair], of: Callable[[Sequence[Pair]], float | None]) -> tuple[float, float] | None:
    """Return the middle 95 % of a figure over claims drawn anew, always the same."""
    draw = random.Random(0)
    drawn = [of(draw.choices(pairs, k=len(pairs))) for _ in range(RESAMPLED)] if pairs else []
    found = sorted(value for value in drawn if value is not None)
    return (found[int(0.025 * len(found))], found[int(0.975 * len(found))]) if found else None


PUBLISHED = {
    "GPT-4": {"f1": 0.610, "accuracy": 0.770},
    "GPT-3.5": {"f1": 0.393, "accuracy": 0.320},
    "T5-3B, tuned": {"f1": 0.778, "accuracy": 0.880},
}
"""On the test set, claims, from Kamoi et al., "WiCE: Real-World Entailment for Claims in Wikipedia", EMNLP 2023."""


def table(found: Mapping[str, Any]) -> str:
    """Return the figures as lines of text."""
    lines = []
    for name, part in found.items():
        if name == "published":
            lines += [
                f"  {model:<22}{'':8}F1 {v['f1']:6.1%}   accuracy {v['accuracy']:6.1%}" for model, v in part.items()
            ]
        elif part["n"]:
            spread = [
                f"({each[0]:.1%}–{each[1]:.1%})" if each else "" for each in (part["f1 95 %"], part["accuracy 95 %"])
            ]
            figures_of = f"F1 {part['f1'] or 0:6.1%} {spread[0]}   accuracy {part['accuracy']:6.1%} {spread[1]}"
            lines.append(f"{name:<24}n={part['n']:<5} {figures_of}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
