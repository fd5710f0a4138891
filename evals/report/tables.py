"""What the tables of a report show: figures as the text of cells, with the places of their bars; no HTML."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.figures import AMOUNTS, Figure, Line, amount, figure, readers_of, scores_of, tagged
from evals.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Where an interval and its mean stand, in per cent of the width; `zero` is where no difference is, if drawn."""

    left: float
    width: float
    at: float
    zero: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One figure as its cells say it."""

    reader: str
    mean: str
    low: str = ""
    high: str = ""
    n: int = 0
    unscored: int = 0
    bar: Bar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures under one name: a score, or a tag."""

    name: str
    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All scores by tag for one reader: `rows` are a tag and its cells."""

    reader: str
    scores: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def by_score(lines: Sequence[Line]) -> list[Group]:
    """Return every score with the figures of its readers."""
    return grouped(
        (score, [figure(lines, reader, score) for reader in readers_of(lines)]) for score in scores_of(lines)
    )


def by_tag(lines: Sequence[Line], score: str) -> list[Group]:
    """Return every tag with the figures of one score."""
    return grouped((tag, [figure(of, reader, score) for reader in readers_of(of)]) for tag, of in tagged(lines).items())


def whole(summary: Mapping[str, Any]) -> list[Group]:
    """Return the figures of a run's summary that are no mean over cases."""
    found = [_figure(one) for one in summary.get("aggregates") or ()]
    return grouped(
        (name, [one for one in found if one.score == name]) for name in dict.fromkeys(f.score for f in found)
    )


def matrices(lines: Sequence[Line]) -> list[Matrix]:
    """Return for each reader the mean of every score on every tag, with the number of cases."""
    tags, scores = tagged(lines), tuple(scores_of(lines))
    return [
        Matrix(
            reader=reader,
            scores=scores,
            rows=tuple((tag, tuple(_cell(of, reader, score) for score in scores)) for tag, of in tags.items()),
        )
        for reader in readers_of(lines)
        if tags
    ]


def published(summary: Mapping[str, Any], ours: Sequence[Group]) -> list[tuple[str, ...]]:
    """Return what others printed: what, which score, their figure, ours of that name, and where theirs stands."""
    said = {group.name: ", ".join(f"{one.reader} {one.mean}" for one in group.rows) for group in ours}
    return [
        (one["what"], one["score"], f"{one['figure']:.1f}", said.get(one["score"], "–"), one["source"])
        for one in summary.get("published") or ()
    ]


def usage(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Return for each reader its cases, the failed ones, tokens read and written, those a case, and the cost.

    There is nothing to return where no line says what was used and none failed.
    """
    if not any(line["error"] or (line.get("answer") or {}).get("usage") for line in lines):
        return []
    return [_used(reader, [line for line in lines if line["reader"] == reader]) for reader in readers_of(lines)]


def speed(summary: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return what a run of the suite speed measured: what, how much, and what was aimed at."""
    return [
        (str(one.get("name")), f"{one.get('value'):,} {one.get('unit', '')}", str(one.get("aim") or "–"))
        for one in summary.get("speed") or ()
    ]


def about(settings: Mapping[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, list[tuple[str, str]]]]]:
    """Return the settings of a run: those that are one value, and those that are a table of their own."""
    tables = {name: value for name, value in settings.items() if isinstance(value, Mapping) and value}
    values = [(name, worded(value)) for name, value in settings.items() if name not in tables]
    return values, [(name, [(key, str(one)) for key, one in value.items()]) for name, value in tables.items()]


def worded(value: Any) -> str:
    """Return one setting as it is read."""
    if isinstance(value, list | tuple | Mapping):
        return ", ".join(map(str, value)) or "none"
    return "not set" if value is None else str(value)


def bar(found: Interval, *, low: float = 0.0, high: float = 1.0) -> Bar:
    """Return where an interval stands between `low` and `high`, with the place of 0 where that lies between them."""
    left, right, at, zero = (
        round(100 * (value - low) / (high - low), 2) for value in (found.low, found.high, found.mean, 0.0)
    )
    return Bar(left=left, width=round(right - left, 2), at=at, zero=zero if low < 0 else None)


def grouped(named: Iterable[tuple[str, Sequence[Figure]]]) -> list[Group]:
    """Return figures under their names, without those that apply to no case."""
    groups = (Group(name=name, rows=tuple(filter(None, map(_shown, found)))) for name, found in named)
    return [group for group in groups if group.rows]


def _shown(one: Figure) -> Shown | None:
    found = one.interval
    if found is None:
        return Shown(reader=one.reader, mean="–", unscored=one.unscored) if one.unscored else None
    mean, low, high = (amount(one.score, value) for value in (found.mean, found.low, found.high))
    place = None if one.score in AMOUNTS or found.high > 1 else bar(found)
    return Shown(reader=one.reader, mean=mean, low=low, high=high, n=found.n, unscored=one.unscored, bar=place)


def _figure(one: Mapping[str, Any]) -> Figure:
    known = Interval(**one["interval"]) if one.get("interval") else None
    return Figure(reader=one["reader"], score=one["score"], interval=known, unscored=one.get("unscored", 0))


def _cell(lines: Sequence[Line], reader: str, score: str) -> str:
    values = [line["scores"].get(score) for line in lines if line["reader"] == reader]
    graded = [value for value in values if value is not None]
    return f"{amount(score, sum(graded) / len(graded))} ({len(graded)})" if graded else ""


def _used(reader: str, lines: Sequence[Line]) -> tuple[str, ...]:
    used = [line["answer"].get("usage") or {} for line in lines if line.get("answer")]
    read, written = (sum(one.get(f"{kind}_tokens") or 0 for one in used) for kind in ("prompt", "completion"))
    spent = [one.get("cost_usd") for one in used if one.get("prompt_tokens") or one.get("completion_tokens")]
    cost = "none" if not spent else "not known" if None in spent else f"${sum(filter(None, spent)):,.4f}"
    each = f"{(read + written) / len(used):,.0f}" if used else "–"
    failed = sum(bool(line["error"]) for line in lines)
    return reader, str(len(lines)), str(failed), f"{read:,}", f"{written:,}", each, cost
