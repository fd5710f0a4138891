"""Train the cross-encoder (store/cross_encoder.py) on questions whose answering sentences are marked.

    pip install torch
    python -m evals.train --data DIR --write

It sees `labelled.TAUGHT`: sets of our own, each question also asked of something unknown, and of the benchmarks below
--data squad2, clapnq and the questions of chunking_evaluation. The sets that `evals.fit` weighs its scores on are
others, so that they are weighed as they are on questions never seen. Some 20 minutes on two cores.
"""

import argparse
import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.evidence import before, fitted, probability, worth_a_look
from evals.fit import Read, find
from evals.labelled import taught
from store.cross_encoder import ANSWERS, Texts, Tokens, tokens

EPOCHS, AT_ONCE, RATE = 2, 8, 1e-3
WARM, LAST = 0.1, 0.05
"""The share of the steps in which the rate rises, and what is left of it at the end of the cosine that follows."""
READ = 6
"""Sentences of a question that are read at each step: those that answer, and the likeliest others."""
ROBBED = 0.25
"""How often a question loses the sentences that answer it, so that what is left of the same story answers nothing."""
LEFT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with each of its sentences as tokens, the likeliest first by the first look; which of them answer."""

    pairs: tuple[Tokens, ...]
    answers: tuple[bool, ...]


def main() -> None:
    """Train, print the loss and, with --write, keep what was learned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of the benchmarks")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help=f"keep what was learned in {ANSWERS.weights.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = [example(read) for source in taught(options.data, Path(folder)) for read in find(source)]
    usable = [one for one in found if one]
    print(f"{len(usable)} questions, {sum(any(one.answers) for one in usable)} of them with a sentence that answers")
    from evals.lora import CrossEncoder, learn  # torch is nothing that this project needs otherwise

    model, chance = CrossEncoder(options.seed), np.random.default_rng(options.seed)
    steps = EPOCHS * math.ceil(len(usable) / AT_ONCE)
    rates = (RATE * rate(step / steps) for step in range(steps))
    for step, loss in enumerate(learn(model, batches(usable, chance), rates), start=1):
        print(f"step {step} of {steps}: loss {loss:.3f}", flush=True)
    if options.write:
        with ANSWERS.weights.open("wb") as file:
            np.savez_compressed(file, **model.change())


def example(read: Read) -> Example | None:
    """Return what is learned from a question, None where it has an answer that was not found: that teaches nothing."""
    likely = [probability(sentence.features, fitted()["first"]) for sentence in read.found]
    best = worth_a_look(read.found, likely)
    answers = tuple(read.labelled.answered_by(sentence.text) for sentence in best)
    if not best or (read.labelled.gold and not any(answers)):
        return None
    texts = [Texts(read.asked.text, before(sentence), sentence.text) for sentence in best]
    return Example(pairs=tuple(tokens(texts)), answers=answers)


def rate(done: float) -> float:
    """Return the share of the full rate after that share of the steps: up in a line, down in a cosine."""
    if done < WARM:
        return max(done, 0.001) / WARM
    return LAST + (1 - LAST) * 0.5 * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM)))


def batches(examples: Sequence[Example], chance: np.random.Generator) -> Iterator[list[Example]]:
    """Yield what is read at each step: each pass in another order, those of about one length together."""
    for _ in range(EPOCHS):
        order = [examples[n] for n in chance.permutation(len(examples))]
        wide = 8 * AT_ONCE
        for start in range(0, len(order), wide):
            near = sorted(order[start : start + wide], key=lambda one: max(len(ids) for ids, _ in one.pairs))
            yield from ([seen(one, chance) for one in near[n : n + AT_ONCE]] for n in range(0, len(near), AT_ONCE))


def seen(example: Example, chance: np.random.Generator) -> Example:
    """Return the few sentences of an example that are read this time, sometimes without those that answer."""
    numbers = sorted(range(len(example.pairs)), key=lambda n: not example.answers[n])
    others = [n for n in numbers if not example.answers[n]]
    if any(example.answers) and len(others) >= LEFT and chance.random() < ROBBED:
        numbers = others
    kept = numbers[:READ]
    return Example(pairs=tuple(example.pairs[n] for n in kept), answers=tuple(example.answers[n] for n in kept))


if __name__ == "__main__":
    main()
