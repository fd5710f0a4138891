"""Where the marks of a plot stand, in per cent of its width and height, so that it keeps its letters at any size.

Pure numbers and labels; `plots.html` draws them. A scale is logarithmic where the values span more than a factor of 50.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np

_WIDE = 50
"""A span of values for which a straight scale shows nothing of the small ones."""
_LEAST = 1e-6
"""What is smaller is nothing."""
_DOTTED = 24
"""Most points of a line that are drawn as dots, too."""
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Turns values from `low` to `high` into per cent; `ticks` are the values to name."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """Return where a value stands, from 0 to 100."""
        low, high, value = (log10(v) if self.logarithmic else v for v in (self.low, self.high, max(value, self.low)))
        return round(100 * (value - low) / (high - low), 2)

    def named(self) -> list[tuple[float, str]]:
        """Return where each tick stands and what it is called."""
        return [(self(tick), short(tick)) for tick in self.ticks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One line: `path` are the points of an SVG polyline, `dots` those to mark, each with what it says.

    `tone` is its number among all lines that were given, so that one reader has one colour throughout.
    """

    name: str
    tone: int
    path: str
    dots: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Lines over one pair of scales."""

    title: str
    across: str
    up: str
    x: Scale
    y: Scale
    lines: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How one group of values lies: five quantiles, in per cent and as values."""

    name: str
    stage: str
    places: tuple[float, ...]
    values: tuple[float, ...]
    count: int


QUANTILES = (5, 25, 50, 75, 95)


def line_plot(
    series: Mapping[str, Sequence[Pair]], *, title: str, across: str, up: str, x: Scale | None = None
) -> Plot | None:
    """Return the plot of named lines of (x, y), None where there is no point; y begins at 0 unless it spans widely."""
    points = [pair for line in series.values() for pair in line]
    if not points:
        return None
    x_scale = x or scale([a for a, _ in points])
    y_scale = scale([b for _, b in points])
    drawn = tuple(
        _drawn(name, line, tone, (x_scale, y_scale)) for tone, (name, line) in enumerate(series.items()) if line
    )
    return Plot(title=title, across=across, up=up, x=x_scale, y=y_scale, lines=drawn)


def spreads(groups: Mapping[tuple[str, str], Sequence[float]]) -> tuple[Scale, list[Spread]] | None:
    """Return the quantiles of groups named (group, stage) on one scale, None where there is no value."""
    found = {name: values for name, values in groups.items() if values}
    if not found:
        return None
    quantiles = {name: [float(v) for v in np.percentile(values, QUANTILES)] for name, values in found.items()}
    shared = scale([value for values in quantiles.values() for value in values])
    rows = [
        Spread(
            name=name,
            stage=stage,
            places=tuple(shared(value) for value in values),
            values=tuple(values),
            count=len(found[name, stage]),
        )
        for (name, stage), values in quantiles.items()
    ]
    return shared, rows


def scale(values: Sequence[float]) -> Scale:
    """Return a scale that holds `values`, its ends at ticks."""
    if min(values) >= _LEAST and max(values) > _WIDE * min(values):
        first, last = floor(log10(min(values))), ceil(log10(max(values)))
        ticks = tuple(10.0**power for power in range(first, last + 1))
        return Scale(low=ticks[0], high=ticks[-1], logarithmic=True, ticks=ticks)
    high = max(values) if max(values) >= _LEAST else 1.0
    step = _step(high / 4)
    ticks = tuple(round(step * n, 10) for n in range(ceil(high / step - 1e-9) + 1))
    return Scale(low=0.0, high=ticks[-1], logarithmic=False, ticks=ticks)


def short(value: float) -> str:
    """Return a number as briefly as it can be read: 1.5k, 20k, 3M."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


def _step(rough: float) -> float:
    """Return the least of 1, 2, 2.5, 5 times a power of ten that is not below `rough`."""
    power = 10.0 ** floor(log10(rough))
    return next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough * (1 - 1e-9))


def _drawn(name: str, line: Sequence[Pair], tone: int, scales: tuple[Scale, Scale]) -> Drawn:
    x, y = scales
    places = [(x(a), round(100 - y(b), 2)) for a, b in line]
    dots = [(*place, f"{name}: {a:g}, {b:.4g}") for place, (a, b) in zip(places, line, strict=True)]
    kept = [place for at, place in enumerate(places) if at == 0 or place != places[at - 1]]
    return Drawn(
        name=name,
        tone=tone,
        path=" ".join(f"{a},{b}" for a, b in kept),
        dots=tuple(dots) if len(dots) <= _DOTTED else (),
    )
