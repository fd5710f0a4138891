"""Draw when the cited statements were published and the days that they speak of: a plot, and the same as a table.

Pure. Positions are percentages, so that the plot keeps the size of its letters at any width.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from textwrap import shorten
from typing import Any, NamedTuple

from page.days import day, span
from page.markup import Markup, tag
from store.dates import find_dates

_ROW, _TOP, _FOOT = 38, 8, 26
_EDGE = 2.0
"""Percent left free at both ends."""
_NAME = 44
"""Characters of a name that fit the width of a phone; the table has it whole."""


class Spoken(NamedTuple):
    """The first and last day of a time that a quote speaks of."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A citation on the timeline."""

    number: int
    outlet: str
    published: date
    spoken: tuple[Spoken, ...]


def points(answer: dict[str, Any]) -> list[Point]:
    """Return the cited statements whose publication date is known, in the order of their numbers."""
    found = []
    for citation in answer["citations"]:
        article = citation["article"]
        if article["published"] is None:
            continue
        published = date.fromisoformat(article["published"])
        dates = [item for item in find_dates(citation["quote"], published=published) if item.start and item.end]
        spoken = tuple(Spoken(item.start, item.end) for item in dates if item.start and item.end)
        outlet = article["outlet"] or article["title"] or "outlet not named"
        found.append(Point(number=citation["number"], outlet=outlet, published=published, spoken=spoken))
    return found


def timeline(found: list[Point], turn: int) -> Markup | None:
    """Return the plot with its table, None where fewer than two statements have dates or none speaks of a day."""
    if len(found) < 2 or not any(point.spoken for point in found):
        return None
    days = [day for point in found for day in (point.published, *(end for pair in point.spoken for end in pair))]
    scale = Scale(min(days), max(days))
    height = _TOP + _ROW * len(found) + _FOOT
    names = {"title": f"timeline-{turn}-title", "desc": f"timeline-{turn}-desc"}
    drawing = tag(
        "svg",
        tag("title", "When it was reported, and the days spoken of", id=names["title"]),
        tag("desc", " ".join(_said(point) + "." for point in found), id=names["desc"]),
        _axis(scale, height),
        [_row(point, scale, _TOP + _ROW * row) for row, point in enumerate(found)],
        width="100%", height=height, role="img", aria_labelledby=f"{names['title']} {names['desc']}",
    )  # fmt: skip
    legend = tag("figcaption", tag("span", "days spoken of", class_="spoken"), tag("span", "published", class_="out"))
    return tag("figure", legend, drawing, _table(found), class_="timeline")


class Scale:
    """Turns days into percent of the width."""

    def __init__(self, first: date, last: date) -> None:
        """Span the days from `first` to `last`, a few more where that is one day."""
        self.first, self.days = first, max((last - first).days, 4)

    def __call__(self, when: date) -> float:
        """Return where a day stands."""
        return round(_EDGE + (100 - 2 * _EDGE) * (when - self.first).days / self.days, 2)

    def ticks(self) -> list[date]:
        """Return up to five days to name below the axis, evenly apart."""
        count = min(4, self.days)
        return [self.first + timedelta(round(self.days * step / count)) for step in range(count + 1)]


def _axis(scale: Scale, height: int) -> list[Markup]:
    base = height - _FOOT + 4
    ticks = scale.ticks()
    months = len({(tick.year, tick.month) for tick in ticks}) == len(ticks) and scale.days > 150
    drawn = [tag("line", x1="0%", x2="100%", y1=base, y2=base, class_="axis")]
    for number, tick in enumerate(ticks):
        anchor = "start" if number == 0 else "end" if number == len(ticks) - 1 else "middle"
        year = months or number == 0 or tick.year != ticks[number - 1].year
        words = f"{tick:%b %Y}" if months else f"{tick.day} {tick:%b}{f' {tick.year}' if year else ''}"
        at = f"{scale(tick)}%"
        drawn.append(tag("line", x1=at, x2=at, y1=_TOP, y2=base + 4, class_="grid"))
        middle = None if anchor != "middle" or number % 2 == 0 else "odd"
        drawn.append(tag("text", words, x=at, y=height - 4, text_anchor=anchor, class_=middle))
    return drawn


def _row(point: Point, scale: Scale, top: int) -> list[Markup]:
    y = top + 26
    places = sorted(scale(end) for end in (point.published, *(end for pair in point.spoken for end in pair)))
    name = shorten(point.outlet, _NAME, placeholder=" …") or point.outlet[:_NAME]
    drawn = [tag("text", f"{point.number}  {name}", x="0%", y=top + 14, class_="name")]
    drawn += [tag("line", x1=f"{a}%", x2=f"{b}%", y1=y, y2=y, class_="thread") for a, b in pairwise(places) if a < b]
    for start, end in point.spoken:
        left, width = scale(start), scale(end) - scale(start)
        if width:
            drawn.append(tag("rect", x=f"{left}%", y=y - 5, width=f"{round(width, 2)}%", height=10, rx=5))
        else:
            drawn.append(tag("circle", cx=f"{left}%", cy=y, r=5.5, class_="spoken"))
    drawn.append(tag("circle", cx=f"{scale(point.published)}%", cy=y, r=5, class_="out"))
    return drawn


def _said(point: Point) -> str:
    spoken = ", ".join(span(*pair) for pair in point.spoken)
    about = f" speaks of {spoken}" if spoken else " names no day"
    return f"Source {point.number}, {point.outlet}, published {day(point.published)},{about}"


def _table(found: list[Point]) -> Markup:
    head = tag("tr", [tag("th", name, scope="col") for name in ("", "Source", "Published", "Speaks of")])
    rows = [
        tag(
            "tr",
            tag("td", str(point.number)),
            tag("td", point.outlet),
            tag("td", day(point.published)),
            tag("td", ", ".join(span(*pair) for pair in point.spoken) or "no day"),
        )
        for point in found
    ]
    return tag("details", tag("summary", "As a table"), tag("table", tag("thead", head), tag("tbody", rows)))
