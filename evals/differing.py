"""How two runs differ, as text for a terminal of 80 columns: settings, scores, and the cases that flipped."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import shorten, wrap

from evals.columns import WIDTH, columns
from evals.compare import Change, Compared, Pair, changes, unlike
from evals.figures import Line, amount, readers_of
from store.decode import normalise

SHOWN, LINES = 5, 6
"""Cases that are shown of each direction, and lines of an answer."""
HALF = (WIDTH - 3) // 2
_SETTING = 22
"""Characters of a setting's value."""


def differing(both: Compared) -> str:
    """Return all of it."""
    parts = [_runs(both), _settings(both), *_scores(changes(both))]
    parts += [_flips(both, better=True), _flips(both, better=False)]
    return "\n\n".join(part for part in parts if part)


def probability(p: float | None) -> str:
    """Return a p-value as tables show it, empty where there is none."""
    return "" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def apart(both: Compared) -> str:
    """Return how many cases were paired, and how many were not and why."""
    return (
        f"{len(both.pairs)} in both, {both.only_a} only in A, {both.only_b} only in B, "
        f"{both.otherwise} asked otherwise and left out"
    )


def _runs(both: Compared) -> str:
    named = (
        f"{name}  {run.folder.name}: {', '.join(readers_of(run.lines))}" for name, run in (("A", both.a), ("B", both.b))
    )
    return "\n".join([*named, f"cases: {apart(both)}"])


def _settings(both: Compared) -> str:
    rows = [(name, *(shorten(value, _SETTING, placeholder=" …") for value in values)) for name, *values in unlike(both)]
    return columns([("settings that differ", "A", "B"), *rows]) if rows else "no setting differs"


def _scores(found: Sequence[Change]) -> Iterator[str]:
    readers = list(dict.fromkeys(one.reader for one in found))
    for reader in readers:
        rows = [_row(one) for one in found if one.reader == reader]
        head = reader if len(readers) > 1 else ""
        yield columns([(head, "A", "B", "B - A [95 % interval]", "n", "+", "-", "p"), *rows], right=7)
    if not found:
        yield "no score is in both runs"


def _row(one: Change) -> tuple[str, ...]:
    gap, low, high = (amount(one.score, value, sign=True) for value in (one.gap.mean, one.gap.low, one.gap.high))
    means = (amount(one.score, value) for value in (one.a, one.b))
    interval = f"{gap} [{low}, {high}]"
    return one.score, *means, interval, str(one.gap.n), str(one.rose), str(one.fell), probability(one.p)


def _flips(both: Compared, *, better: bool) -> str:
    pairs = both.flipped(better=better)
    if not pairs:
        return ""
    head = f"{both.chief}: {'more' if better else 'less'} in B than in A, {len(pairs)}"
    left = [f"... and {len(pairs) - SHOWN} more, in the file beside run B"] if len(pairs) > SHOWN else []
    return "\n\n".join([head, *map(_case, pairs[:SHOWN]), *left])


def _case(pair: Pair) -> str:
    asked = wrap(normalise(f"{pair.a['id']} ({pair.b['reader']}): {pair.a.get('question', '')}"), WIDTH)
    a, b = (_said(line) for line in (pair.a, pair.b))
    beside = [f"{one:<{HALF}} | {other}".rstrip() for one, other in zip_longest(["A", *a], ["B", *b], fillvalue="")]
    return "\n".join([*asked, *beside])


def _said(line: Line) -> list[str]:
    text = line["error"] or (line.get("answer") or {}).get("text") or ""
    found = [part for own in normalise(str(text)).split("\n") for part in wrap(own, HALF)]
    return found if len(found) <= LINES else [*found[: LINES - 1], "…"]
