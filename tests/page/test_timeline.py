"""The plot of days: what is on it, and that the same is said in words."""

import re
from datetime import date
from xml.etree import ElementTree

from page.timeline import Point, Scale, Spoken, points, timeline
from tests.page.kit import turn


def point(number: int, published: date, *spoken: tuple[date, date]) -> Point:
    """Return a citation that speaks of some days."""
    pairs = tuple(Spoken(*pair) for pair in spoken)
    return Point(number=number, outlet=f"Paper {number}", published=published, spoken=pairs)


def test_a_quote_speaks_of_its_days() -> None:
    [found] = points(turn().answer)
    assert (found.published, found.spoken) == (date(2031, 6, 9), (Spoken(date(2031, 6, 3), date(2031, 6, 3)),))


def test_a_source_without_a_date_is_not_on_it() -> None:
    assert points(turn(published=None, published_from=None).answer) == []


def test_too_little_is_no_plot() -> None:
    day = date(2031, 6, 1)
    assert timeline([point(1, day, (day, day))], 1) is None
    assert timeline([point(1, day), point(2, day)], 1) is None


def test_everything_is_drawn_inside_and_said() -> None:
    first, last = date(2031, 6, 1), date(2031, 9, 30)
    shown = timeline([point(1, first, (first, last)), point(2, last, (last, last)), point(3, date(2031, 7, 1))], 4)
    assert shown is not None
    for name, value in re.findall(r'(x|cx|x1|x2)="([\d&#;]+)&#37;"', shown):
        assert 0 <= float(value.replace("&#46;", ".")) <= 100, name
    drawing = ElementTree.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])
    assert drawing.get("role") == "img"
    assert "Paper 1, published 1 June 2031, speaks of 1 June – 30 September 2031." in (drawing.findtext("desc") or "")
    assert "Source 3, Paper 3, published 1 July 2031, names no day." in (drawing.findtext("desc") or "")
    assert shown.count("<tr>") == 4


def test_a_scale_goes_from_edge_to_edge() -> None:
    scale = Scale(date(2031, 6, 1), date(2031, 6, 1))
    assert scale(date(2031, 6, 1)) == 2.0 and scale.ticks()[0] == date(2031, 6, 1)
    wide = Scale(date(1990, 1, 1), date(2031, 1, 1))
    assert (wide(date(1990, 1, 1)), wide(date(2031, 1, 1))) == (2.0, 98.0)


def test_a_long_name_is_cut_in_the_plot_and_whole_in_the_table() -> None:
    day, name = date(2031, 6, 1), "The Sable Ledger and General Advertiser of Dunmere, Ormsea and the Islands"
    long = Point(number=1, outlet=name, published=day, spoken=(Spoken(day, date(2031, 7, 1)),))
    shown = timeline([long, point(2, day)], 1)
    assert shown is not None
    drawing = ElementTree.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])
    names = [text.text or "" for text in drawing.iter("text") if text.get("class") == "name"]
    assert names[0].endswith(" …") and len(names[0]) < 50 and names[1] == "2  Paper 2"
    assert "Ormsea" in shown[shown.index("</svg>") :]
