"""Two runs of one suite beside each other: what changed on the cases that both did, and how surely.

Cases are paired by reader and id; where each run has one reader, of another name, those two are compared. Differences
are B less A over the pairs that both could grade, with bootstrap 95 % intervals; for a score that is yes or no there is
McNemar's exact test besides. How it looks in a browser is in `report.compared`, in the terminal in `differing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.figures import Line, chief, pairs, readers_of, scores_of
from evals.intervals import Interval, difference, sign_test
from evals.kept import Saved, saved
from evals.report.tables import worded
from store.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One case as both runs have it."""

    a: Line
    b: Line

    def change(self, score: str) -> float | None:
        """Return by how much a score is more in B, None where one of them has none."""
        one, two = (line["scores"].get(score) for line in (self.a, self.b))
        return None if one is None or two is None else float(two - one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One score of one reader: its means, the difference B less A, in how many cases it rose and fell, and p."""

    reader: str
    score: str
    a: float
    b: float
    gap: Interval
    rose: int
    fell: int
    p: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two runs, their pairs, and how many cases have no partner: in one run only, or asked otherwise in the other."""

    a: Saved
    b: Saved
    pairs: tuple[Pair, ...]
    only_a: int
    only_b: int
    otherwise: int
    chief: str

    def flipped(self, *, better: bool) -> list[Pair]:
        """Return the cases whose chief score rose in B, or fell."""
        changes = ((pair, pair.change(self.chief)) for pair in self.pairs)
        return [pair for pair, change in changes if change and (change > 0) == better]


def compare(run_a: Path, run_b: Path) -> str:
    """Return how two runs differ, as lines of text; SettingsError where they have nothing in common."""
    from evals.differing import differing

    return differing(compared(run_a, run_b))


def write(run_a: Path, run_b: Path) -> Path:
    """Write the same as an HTML file beside the lines of run B and return where it is."""
    from evals.report.compared import page, save

    both = compared(run_a, run_b)
    return save(both.b.folder / f"compared-to-{both.a.folder.name}.html", page(both))


def compared(run_a: Path, run_b: Path) -> Compared:
    """Return the two runs with their pairs; SettingsError where they are of two suites or have no case in common."""
    a, b = saved(run_a), saved(run_b)
    one, other = (run.settings.get("suite") for run in (a, b))
    if one != other:
        raise SettingsError(f"{a.folder.name} is a run of {one}, {b.folder.name} of {other}: compare two of one suite")
    alone = len(readers_of(a.lines)) == len(readers_of(b.lines)) == 1
    ones, twos = (_keyed(run.lines, by_reader=not alone) for run in (a, b))
    shared = [Pair(a=one, b=twos[key]) for key, one in ones.items() if key in twos]
    same = tuple(pair for pair in shared if pair.a.get("question") == pair.b.get("question"))
    if not same:
        raise SettingsError(f"{a.folder.name} and {b.folder.name} have no case in common: compare runs of one sample")
    return Compared(
        a=a,
        b=b,
        pairs=same,
        only_a=len(ones.keys() - twos.keys()),
        only_b=len(twos.keys() - ones.keys()),
        otherwise=len(shared) - len(same),
        chief=chief(b.lines, b.summary.get("chief")),
    )


def changes(both: Compared) -> list[Change]:
    """Return every score that both runs have, of every reader."""
    lines = [pair.b for pair in both.pairs]
    found = (
        _change(reader, score, [pair for pair in both.pairs if pair.b["reader"] == reader])
        for reader in readers_of(lines)
        for score in scores_of(lines)
    )
    return [one for one in found if one]


def unlike(both: Compared) -> list[tuple[str, str, str]]:
    """Return the settings that differ: name, in A, in B."""
    a, b = (dict(_flat(run.settings)) for run in (both.a, both.b))
    return [(name, a.get(name, "not set"), b.get(name, "not set")) for name in {**a, **b} if a.get(name) != b.get(name)]


def _keyed(lines: Sequence[Line], *, by_reader: bool) -> dict[tuple[str, str], Line]:
    """Return the lines by what pairs them: reader and id, or id alone where each run has one reader."""
    return {(line["reader"] if by_reader else "", line["id"]): line for line in lines}


def _change(reader: str, score: str, of: Sequence[Pair]) -> Change | None:
    values = pairs(((pair.b["scores"], pair.a["scores"]) for pair in of), score)
    gap = difference(values)
    if gap is None:
        return None
    rose, fell = sum(b > a for b, a in values), sum(b < a for b, a in values)
    binary = {value for pair in values for value in pair} <= {0.0, 1.0}
    a, b = (sum(pair[at] for pair in values) / len(values) for at in (1, 0))
    p = sign_test(rose, fell) if binary else None
    return Change(reader=reader, score=score, a=a, b=b, gap=gap, rose=rose, fell=fell, p=p)


def _flat(settings: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}, ")
        else:
            yield f"{before}{name}", worded(value)
