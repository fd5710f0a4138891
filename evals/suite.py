"""What a suite is: a short value that says what is measured, on which data, and how to run it.

A suite's module ends with `SUITE = Suite(...)`; `suites` lists the modules. A run gives lines, one a case and reader,
kept in a folder (`kept`), so that one table, one report, one comparison and one set of gates serve all suites.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.contenders import NAMES
from evals.figures import Line
from evals.kept import Kept
from evals.options import Chosen
from store.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A figure that others printed: `score` is our score or aggregate of the same kind, `figure` is in per cent."""

    what: str
    score: str
    figure: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """The lines of a run, the folder that keeps them, and how many lines a whole run has."""

    kept: Kept
    lines: Sequence[Line]
    wanted: int

    @property
    def stopped(self) -> bool:
        """Whether it was stopped before its end."""
        return len(self.lines) < self.wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One thing to measure. `run` answers what was chosen; the rest says how to call it and what stands beside it."""

    name: str
    summary: str
    run: Callable[[Chosen], Ran]
    folder: str | None = None
    """The folder of its data in the folder of benchmarks; None where it needs none."""
    files: tuple[str, ...] = ()
    """Patterns below that folder, of which one must match."""
    optional: bool = False
    """Whether it runs without its data, too."""
    readers: tuple[str, ...] = NAMES
    """Whose work can be measured, the columns of the table."""
    usual: tuple[str, ...] = ("quotes",)
    """Those that are measured where no --reader is given."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """What else can be set with `--with NAME=VALUE`, and what it is if not."""
    chief: str = "right"
    """The score that counts, which the progress and the tags show."""
    aggregate: Callable[[Sequence[Line]], Mapping[str, float | None]] | None = None
    """Figures of one reader's lines that are no mean over cases, shares from 0 to 1."""
    published: tuple[Published, ...] = ()


def located(suite: Suite, data: Path | None) -> Path | None:
    """Return the suite's own folder in `data`, or `data` where that is it; SettingsError where it is neither."""
    if suite.folder is None:
        return None
    if data is None:
        if suite.optional:
            return None
        raise SettingsError(f"the suite {suite.name} reads {wanted(suite)}: name the folder with --data")
    for folder in (data, data / suite.folder):
        if any(next(folder.glob(pattern), None) for pattern in suite.files):
            return folder
    raise SettingsError(f"there is no {wanted(suite)} in {data} or {data / suite.folder}; name the folder with --data")


def wanted(suite: Suite) -> str:
    """Return the files that a suite looks for, for a message."""
    return " or ".join(suite.files)
