"""Train the cross-encoders (store/cross_encoder.py) on questions whose answering sentences are marked.

    pip install torch
    python -m evals.train answers --data DIR --write
    python -m evals.train disagrees --write

Both see `labelled.TAUGHT`, sets of our own: the first each question also asked of something unknown, and of the
benchmarks below --data squad2, clapnq and the questions of chunking_evaluation; the second, which starts from what the
first has learned, the pairs of sentences of questions that have an answer, and those of `evals.sides`. The sets that
`evals.fit` weighs their scores on are others, so that they are weighed as they are on questions never seen. Some 45 and
30 minutes on two cores.
"""

import argparse
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from assistant.disagree import Pair
from assistant.evidence import fitted, look_closely, probability, read_with, worth_a_look
from assistant.pairs import in_order
from evals.fit import Read, find
from evals.labelled import Labelled, taught
from evals.sides import Sided, Sort, in_pairs, sided
from store.cross_encoder import ANSWERS, DISAGREES, Texts, Tokens, tokens

EPOCHS, AT_ONCE, RATE = 2, 8, 1e-3
WARM, LAST = 0.1, 0.05
"""The share of the steps in which the rate rises, and what is left of it at the end of the cosine that follows."""
READ = 6
"""Sentences of a question that are read at each step: those that answer, and the likeliest others."""
ROBBED = 0.25
"""How often a question loses the sentences that answer it, so that what is left of the same story answers nothing."""
LEFT = 3
LOOKED = 12
FEW: Mapping[Sort, int] = {"disagree": 99, "agree": 4, "one answers": 3, "neither answers": 1}
"""Pairs of each sort that are learned from a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question with what is read for it as tokens, and which of that is right; `rob` where it may lose that."""

    read: tuple[Tokens, ...]
    right: tuple[bool, ...]
    rob: bool = True


def main() -> None:
    """Train, print the loss and, with --write, keep what was learned."""
    options = _options()
    from evals import lora  # torch is nothing that this project needs otherwise

    learns, make = (ANSWERS, example) if options.what == ANSWERS.weights.stem else (DISAGREES, pairs)
    model, chance = lora.CrossEncoder(options.seed), np.random.default_rng(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        found = [make(read) for source in taught(options.data, Path(folder)) for read in find(source)]
    if learns is DISAGREES:
        found += [of_sides(one, chance) for one in sided()]
        model.start_from(ANSWERS.weights)
    usable = [one for one in found if one]
    print(f"{len(usable)} questions, {sum(any(one.right) for one in usable)} of them with what is looked for")
    loss = lora.one_of_them if learns is ANSWERS else lora.each_by_itself
    steps = EPOCHS * math.ceil(len(usable) / AT_ONCE)
    rates = (RATE * rate(step / steps) for step in range(steps))
    for step, lost in enumerate(lora.learn(model, batches(usable, chance), rates, loss), start=1):
        print(f"step {step} of {steps}: loss {lost:.3f}", flush=True)
    if options.write:
        with learns.weights.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **model.change())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=(ANSWERS.weights.stem, DISAGREES.weights.stem))
    parser.add_argument("--data", type=Path, help="the folder of the benchmarks")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="keep what was learned in store/data")
    return parser.parse_args()


def example(read: Read) -> Example | None:
    """Return the likeliest sentences of a question, None where it has an answer that is not among them."""
    likely = [probability(sentence.features, fitted()["first"]) for sentence in read.found]
    best = worth_a_look(read.found, likely)
    answers = tuple(read.labelled.answered_by(sentence.text) for sentence in best)
    if not best or (read.labelled.gold and not any(answers)):
        return None
    return Example(read=tuple(tokens([read_with(read.asked, sentence) for sentence in best])), right=answers)


def pairs(read: Read) -> Example | None:
    """Return pairs of sentences of a question that has an answer: all that disagree and a few of the others."""
    if not read.labelled.gold:
        return None
    likely = [probability(sentence.features, fitted()["first"]) for sentence in read.found]
    best = worth_a_look(read.found, likely, LOOKED)
    best += [one for one in read.found if one not in best and read.labelled.answered_by(one.text)]
    both = combinations(look_closely(read.asked, best), 2)
    ordered = [in_order(one, other) for one, other in both if one.text != other.text]
    ordered.sort(key=lambda pair: -min(item.probability for item in pair))
    return _few(read.asked.text, [(one.text, other.text, _sort(read.labelled, (one, other))) for one, other in ordered])


def of_sides(one: Sided, chance: np.random.Generator) -> Example | None:
    """Return pairs of sentences of a question that came without articles, in an order that tells nothing."""
    told = one.told()
    return _few(one.question, list(in_pairs([told[n] for n in chance.permutation(len(told))])))


def _few(question: str, found: Sequence[tuple[str, str, Sort]]) -> Example | None:
    """Return the first pairs of each sort."""
    kept = [pair for sort, most in FEW.items() for pair in [one for one in found if one[2] == sort][:most]]
    texts = [Texts(first, question, second) for first, second, _ in kept]
    right = tuple(sort == "disagree" for _, _, sort in kept)
    return Example(read=tuple(tokens(texts)), right=right, rob=False) if kept else None


def _sort(labelled: Labelled, pair: Pair) -> Sort:
    texts = pair[0].text, pair[1].text
    if labelled.disputed_by(*texts):
        return "disagree"
    sorts: tuple[Sort, ...] = ("neither answers", "one answers", "agree")
    return sorts[sum(map(labelled.answered_by, texts))]


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
            near = sorted(order[start : start + wide], key=lambda one: max(len(ids) for ids, _ in one.read))
            yield from ([seen(one, chance) for one in near[n : n + AT_ONCE]] for n in range(0, len(near), AT_ONCE))


def seen(example: Example, chance: np.random.Generator) -> Example:
    """Return the few sentences of an example that are read this time, sometimes without those that answer."""
    if not example.rob:
        return example
    numbers = sorted(range(len(example.read)), key=lambda n: not example.right[n])
    others = [n for n in numbers if not example.right[n]]
    if any(example.right) and len(others) >= LEFT and chance.random() < ROBBED:
        numbers = others
    kept = numbers[:READ]
    return Example(read=tuple(example.read[n] for n in kept), right=tuple(example.right[n] for n in kept))


if __name__ == "__main__":
    main()
