"""The sample suite: the repo's own articles and labelled questions, answered by the quoting reader.

    python -m evals.sample [--cases FILE] [--json] [--failures]

Its figures: answerable questions answered with all their facts and a cited evidence sentence; unanswerable ones that
are `not_found`; and how much of what was answered is right.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Answer, Assistant, Settings
from evals.cases import Case, load
from evals.scoring import cites, states

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "evals" / "cases" / "sample.jsonl"
ARTICLES = ROOT / "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One case with its answer; `missing` lists the required facts that the answer does not state."""

    case: Case
    answer: Answer
    missing: tuple[tuple[str, ...], ...]
    cited: bool | None

    @property
    def answered(self) -> bool:
        """Whether something was said."""
        return self.answer.outcome != "not_found"

    @property
    def right(self) -> bool:
        """Whether an answerable case was answered whole and cited, or an unanswerable one refused."""
        if self.case.outcome == "not_found":
            return not self.answered
        return self.answered and not self.missing and self.cited is not False


def main() -> None:
    """Run the suite and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", action="store_true", help="list the questions that went wrong")
    options = parser.parse_args()
    scored = run(options.cases)
    for item in scored:
        if options.failures and not item.right:
            print(failure(item), file=sys.stderr)
    print(json.dumps(figures(scored), indent=1) if options.json else table(scored))


def run(cases: Path = CASES, articles: Path = ARTICLES) -> list[Scored]:
    """Return every case with its answer, from a store made for this run."""
    loaded = load(cases, articles)
    with (
        tempfile.TemporaryDirectory() as store,
        Assistant(Settings(store=store, articles=articles, reader="quotes")) as assistant,
    ):
        assistant.ingest()
        return [score(case, assistant) for case in loaded]


def score(case: Case, assistant: Assistant) -> Scored:
    """Return `case` with the assistant's answer and what is missing in it."""
    answer = assistant.ask(
        case.question, history=case.history, as_of=case.as_of, outlets=case.outlets, since=case.since, until=case.until
    )
    return graded(case, answer)


def graded(case: Case, answer: Answer) -> Scored:
    """Return `case` with an answer and what is missing in it."""
    return Scored(
        case=case,
        answer=answer,
        missing=tuple(fact for fact in case.facts if not states(answer.text, fact)),
        cited=cites([citation.quote for citation in answer.citations], [item.quote for item in case.evidence]),
    )


def figures(scored: Sequence[Scored]) -> Mapping[str, tuple[int, int]]:
    """Return (right, of how many) for each figure; a figure of nothing is (0, 0)."""
    open_cases = [item for item in scored if item.case.outcome != "not_found"]
    closed = [item for item in scored if item.case.outcome == "not_found"]
    said = [item for item in scored if item.answered]
    return {
        "answerable, right": (sum(item.right for item in open_cases), len(open_cases)),
        "unanswerable, refused": (sum(item.right for item in closed), len(closed)),
        "answered, right": (sum(item.right for item in said), len(said)),
    }


def table(scored: Sequence[Scored]) -> str:
    """Return the figures of the whole and of every tag as lines of text."""
    tags = sorted({tag for item in scored for tag in item.case.tags})
    rows = [(name, *pair) for name, pair in figures(scored).items()]
    for tag in tags:
        tagged = [item for item in scored if tag in item.case.tags]
        rows.append((f"  {tag}", sum(item.right for item in tagged), len(tagged)))
    return "\n".join(f"{name:<26}{right:>5} of {n:<5}{right / n:7.1%}" for name, right, n in rows if n)


def failure(item: Scored) -> str:
    """Return what went wrong with one case."""
    wanted = "refuse" if item.case.outcome == "not_found" else "; ".join(fact[0] for fact in item.missing) or "cite"
    said = item.answer.text.replace("\n", "\n      ")
    return f"{item.case.id}: {item.case.question}\n   wanted: {wanted}   p={item.answer.confidence}\n      {said}"


if __name__ == "__main__":
    main()
