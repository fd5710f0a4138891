"""Fit the quoting reader: the weights of its two looks and its threshold.

    python -m evals.fit [--write]

It fits on cases of our own (`labelled.fitted_on`), none of which the cross-encoder was trained on. What it prints is
cross-validated: no question is judged by weights that saw it. sample.jsonl and unseen.jsonl are never fitted on.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant import Assistant, Settings
from assistant.evidence import Evidence, Sentence, Weights, look_closely, sentences, worth_a_look
from assistant.question import Asked
from evals import fit_pairs
from evals.fit_pairs import Weighed
from evals.labelled import Labelled, Source, fitted_on

KEPT = Path(__file__).resolve().parent.parent / "assistant" / "confidence.json"
FOLDS = 5
DEARER = 1.2
"""How much dearer it is to answer what no article says than to refuse what one does."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A question with every sentence that was found for it."""

    labelled: Labelled
    asked: Asked
    found: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One row a sentence: its features, whether it answers, the number of its question."""

    names: tuple[str, ...]
    rows: Floats
    answers: NDArray[np.bool_]
    questions: NDArray[np.int64]


def main() -> None:
    """Fit, print the cross-validated figures and, with --write, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"keep the weights in {KEPT.name}")
    options = parser.parse_args()
    questions = [item for source in fitted_on() for item in find(source)]
    first = table(questions, [[sentence.features for sentence in item.found] for item in questions])
    best = worth_a_second_look(questions, cross_validated(first), first)
    looked = [list(look_closely(item.asked, item.found)) for item in best]
    second = table(best, [[evidence.features for evidence in item] for item in looked])
    likely = cross_validated(second)
    threshold = report(best, second, likely)
    answered = [one for one in weighed(best, looked, likely) if one.evidence[0].probability >= threshold]
    pairs = fit_pairs.table(answered)
    disagree = fit_pairs.report(answered, pairs, fit_pairs.cross_validated(pairs))
    if options.write:
        kept = {"first": fit(first), "second": fit(second), "threshold": round(threshold, 4)}
        kept |= {"pairs": fit_pairs.fit(pairs), "disagree": round(disagree, 4)}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def find(source: Source) -> Iterator[Read]:
    """Yield the questions of a source with the sentences that the first look sees."""
    with (
        tempfile.TemporaryDirectory() as store,
        Assistant(Settings(store=store, articles=source.articles, reader="quotes")) as assistant,
    ):
        assistant.ingest()
        for labelled in source.questions:
            asked, hits = assistant.retrieve(labelled.question, **labelled.options)
            found = tuple(sentence for hit in hits for sentence in sentences(asked, hit, hits[0].score))
            yield Read(labelled=labelled, asked=asked, found=found)


def table(questions: Sequence[Read], features: Sequence[Sequence[Mapping[str, float]]]) -> Table:
    """Return the features of the sentences of all questions as one table."""
    names = tuple(next(row for rows in features for row in rows))
    pairs = [(n, item, sentence) for n, item in enumerate(questions) for sentence in item.found]
    return Table(
        names=names,
        rows=np.array([[row[name] for name in names] for rows in features for row in rows]),
        answers=np.array([item.labelled.answered_by(sentence.text) for _, item, sentence in pairs]),
        questions=np.array([n for n, _, _ in pairs]),
    )


def worth_a_second_look(questions: Sequence[Read], likely: Floats, first: Table) -> list[Read]:
    """Return the questions with the few sentences that the first look likes best, as the reader does it."""
    return [
        Read(
            labelled=item.labelled,
            asked=item.asked,
            found=tuple(worth_a_look(item.found, likely[first.questions == number].tolist())),
        )
        for number, item in enumerate(questions)
    ]


def weighed(questions: Sequence[Read], looked: Sequence[Sequence[Evidence]], likely: Floats) -> Iterator[Weighed]:
    """Yield the questions for which sentences were found, these with what cross-validation says of them."""
    rows = iter(likely.tolist())
    for item, sentences_seen in zip(questions, looked, strict=True):
        evidence = [replace(one, probability=next(rows)) for one in sentences_seen]
        if evidence:
            evidence.sort(key=lambda one: -one.probability)
            yield Weighed(item.labelled, item.asked, evidence)


def cross_validated(data: Table) -> Floats:
    """Return for every row the probability given by weights that saw no row of its question."""
    likely = np.zeros(len(data.rows))
    for seen, unseen in GroupKFold(FOLDS).split(data.rows, data.answers, data.questions):
        model = _regression().fit(data.rows[seen], data.answers[seen])
        likely[unseen] = model.predict_proba(data.rows[unseen])[:, 1]
    return likely


def fit(data: Table) -> Weights:
    """Return the weights fitted to the whole table."""
    model = _regression().fit(data.rows, data.answers)
    weights = {name: round(float(weight), 4) for name, weight in zip(data.names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), "weights": weights}


def report(questions: Sequence[Read], data: Table, likely: Floats) -> float:
    """Print how each source does and return the threshold for our own questions.

    There the share of the answerable that is refused is `DEARER` times that of the unanswerable that is answered.
    """
    threshold = 0.0
    for source in dict.fromkeys(item.labelled.source for item in questions):
        mine = [n for n, item in enumerate(questions) if item.labelled.source == source]
        tops = {n: _top(data, likely, n) for n in mine}
        answerable = [tops[n] for n in mine if questions[n].labelled.gold]
        others = [tops[n] for n in mine if not questions[n].labelled.gold]
        if not answerable:
            print(f"{source:8} at {threshold:.3f} refused {1 - _said(others, threshold):.3f} of {len(others)}")
            continue
        at = min(
            (likely for likely, _ in tops.values()),
            key=lambda t: abs(1 - _said(answerable, t) - DEARER * _said(others, t)),
        )
        threshold = threshold or at
        first = sum(right for _, right in answerable) / len(answerable)
        right = sum(right and likely >= threshold for likely, right in answerable) / len(answerable)
        print(
            f"{source:8} best sentence answers {first:.3f} of {len(answerable)}; at {threshold:.3f} said something to "
            f"{_said(answerable, threshold):.3f}, the right thing to {right:.3f}, refused "
            f"{1 - _said(others, threshold):.3f} of {len(others)}; balanced at {at:.3f}"
        )
    return threshold


def _top(data: Table, likely: Floats, number: int) -> tuple[float, bool]:
    mine = data.questions == number
    if not mine.any():
        return 0.0, False
    best = int(np.argmax(likely[mine]))
    return float(likely[mine][best]), bool(data.answers[mine][best])


def _said(tops: Sequence[tuple[float, bool]], threshold: float) -> float:
    return sum(likely >= threshold for likely, _ in tops) / len(tops)


def _regression() -> LogisticRegression:
    return LogisticRegression(C=0.3, max_iter=4000)


if __name__ == "__main__":
    main()
