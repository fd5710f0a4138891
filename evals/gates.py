"""The least that a suite's scores may come to, or the most: what falls below is named, with its cases.

    python -m evals.gates RUN       what a run came to, beside its gates, to raise them by

`gates.toml` has a table a gate under the name of its suite, and why it is there. A gate is held against the mean of its
score over a reader's cases, or over those of one tag; where nothing could be graded it falls, and one on a score that
there is not is an error. Gates are set for whole suites: holding a sample of the cases against them proves nothing.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

import click
from pydantic import ConfigDict, TypeAdapter, ValidationError

from evals.columns import columns
from evals.figures import Line, amount
from evals.kept import saved
from evals.risk import is_answered, is_graded
from store.errors import DatelineError

GATES = Path(__file__).resolve().parent / "gates.toml"
SHOWN = 20
"""Cases that a message names; the run's folder has them all."""
_ROUNDING = 1e-9
Aggregate = Callable[[Sequence[Line]], Mapping[str, float | None]]


class GateError(DatelineError):
    """The file of gates can't be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The bound of one score; `least` or `most`, as the score is better high or low.

    `tag`: only cases that have it count. `needs`: a module without which the score is not to be had, nor the gate held.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    score: str
    why: str
    least: float | None = None
    most: float | None = None
    reader: str = "quotes"
    tag: str | None = None
    needs: str | None = None

    @property
    def held(self) -> bool:
        """Whether what the score needs is installed."""
        return self.needs is None or find_spec(self.needs) is not None

    def __str__(self) -> str:
        """Return the score with its reader and tag, as messages name it."""
        return f"{self.score} ({self.reader}{f', {self.tag}' if self.tag else ''})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A gate that was not met: by which value (None: nothing was graded), and the cases that cost it, worst first."""

    gate: Gate
    value: float | None
    cases: tuple[str, ...]

    @property
    def by(self) -> float | None:
        """How far the value is on the wrong side."""
        return None if self.value is None else _short(self.gate, self.value)

    def __str__(self) -> str:
        """Return what fell, by how much and with which cases, and why that matters."""
        bound = f"least {amount(self.gate.score, self.gate.least)}" if self.gate.least is not None else ""
        bound += f"most {amount(self.gate.score, self.gate.most)}" if self.gate.most is not None else ""
        if self.value is None or self.by is None:
            return f"{self.gate}: nothing was graded; {bound}. {self.gate.why}"
        value, by = amount(self.gate.score, self.value), amount(self.gate.score, self.by)
        named = ", ".join(self.cases[:SHOWN]) + (f" and {more} more" if (more := len(self.cases) - SHOWN) > 0 else "")
        return f"{self.gate}: {value}, {bound}, off by {by}. {self.gate.why}\n   {named}"


def gates(suite: str, path: Path = GATES) -> list[Gate]:
    """Return the gates of a suite, none where it has none; GateError where the file or one of them is at fault."""
    try:
        known = TypeAdapter(dict[str, list[Gate]]).validate_python(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        raise GateError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}") from fault
    except (OSError, ValueError) as fault:
        raise GateError(f"{path}: can't be read as TOML; mend it ({fault})") from fault
    for gate in known.get(suite, ()):
        if (gate.least is None) == (gate.most is None):
            raise GateError(f"{path}: the gate {gate} of {suite} needs one of least and most")
    return known.get(suite, [])


def falls(suite: str, lines: Sequence[Line], *, aggregate: Aggregate | None = None, path: Path = GATES) -> list[Fall]:
    """Return the gates of `suite` that its whole run `lines` does not meet, in the order of the file.

    Gates of readers that were not run are left out, and those that need what is not installed. `aggregate` gives a
    reader's scores that are no mean over cases.
    """
    readers = {line["reader"] for line in lines}
    held = [gate for gate in gates(suite, path) if gate.held and (gate.reader in readers or not readers)]
    return [fall for gate in held if (fall := fell(gate, lines, aggregate))]


def fell(gate: Gate, lines: Sequence[Line], aggregate: Aggregate | None = None) -> Fall | None:
    """Return how a gate is not met, None where it is."""
    value = reached(gate, lines, aggregate)
    if value is not None and _short(gate, value) <= _ROUNDING:
        return None
    return Fall(gate=gate, value=value, cases=_costly(gate, _held(gate, lines)))


def reached(gate: Gate, lines: Sequence[Line], aggregate: Aggregate | None = None) -> float | None:
    """Return what the gate's score comes to, None where nothing was graded; GateError where there is no such score."""
    held = _held(gate, lines)
    given = aggregate(held) if aggregate and held else {}
    if gate.score in given:
        return given[gate.score]
    known = {name for line in lines for name in line["scores"]} | given.keys()
    if gate.score not in known and any(map(is_answered, held)):
        raise GateError(f"there is a gate on {gate}, which no case has; there are {', '.join(sorted(known))}")
    graded = [line["scores"][gate.score] for line in held if is_graded(line, gate.score)]
    return fmean(graded) if graded else None


def _held(gate: Gate, lines: Sequence[Line]) -> list[Line]:
    of = [line for line in lines if line["reader"] == gate.reader]
    return of if gate.tag is None else [line for line in of if gate.tag in (line.get("tags") or ())]


def _short(gate: Gate, value: float) -> float:
    """Return by how much a value is on the wrong side of the gate; 0 or less where it meets it."""
    return gate.least - value if gate.least is not None else value - (gate.most or 0.0)


def _costly(gate: Gate, held: Sequence[Line]) -> tuple[str, ...]:
    """Return the cases that are not as good as can be, worst first; where the score is no share, all of them."""
    sign = 1 if gate.least is not None else -1
    best = 1.0 if sign == 1 else 0.0
    rated = [(sign * line["scores"][gate.score], line["id"]) for line in held if is_graded(line, gate.score)]
    return tuple(name for value, name in sorted(rated) if value != sign * best)


def table(suite: str, lines: Sequence[Line], *, aggregate: Aggregate | None = None, path: Path = GATES) -> str:
    """Return the gates of a suite as lines of text, each beside what the run came to."""
    rows = [("gate", "", "is", "now")]
    for gate in gates(suite, path):
        value = reached(gate, lines, aggregate) if gate.held else None
        bound = gate.least if gate.least is not None else gate.most
        kind = "least" if gate.least is not None else "most"
        rows.append((str(gate), kind, f"{bound:g}", "-" if value is None else f"{value:.4f}"))
    return columns(rows, right=2)


@click.command()
@click.argument("run", type=click.Path(file_okay=False, path_type=Path))
@click.option("--gates", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=GATES)
def main(run: Path, path: Path) -> None:
    """Print what the run in the folder RUN came to, beside the gates of its suite."""
    from evals.suites import suite

    found = saved(run)
    name = found.settings["suite"]
    click.echo(table(name, found.lines, aggregate=suite(name).aggregate, path=path))


if __name__ == "__main__":
    main()
