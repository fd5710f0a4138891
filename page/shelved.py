"""Show the library: the bounds to choose by, and every article with its switch, to read or to remove."""

from datetime import date

from page.cards import open_article
from page.days import day, origin
from page.markup import Markup, tag
from page.picks import Picks
from page.shelf import Entry, Stock, matching, passes

_MOST = 200
"""Rows shown at a time; a search narrows."""
_DAYS = {
    "since": ("Published since", "The first day of publication that counts"),
    "until": ("Published until", "The last day of publication that counts"),
    "as_of": ("As of", "Answer as if it were this day: what came later does not count"),
}


def bounds(stock: Stock, picks: Picks) -> Markup:
    """Return the fields that narrow the sources."""
    given = {"since": picks.since, "until": picks.until, "as_of": picks.as_of}
    days = [_day(field, given[field]) for field in _DAYS]
    said, boxes = tag("summary", _outlets_said(stock, picks)), _outlets(stock, picks)
    outlets = tag("details", said, boxes, class_="outlets", open=bool(picks.outlets))
    return tag(
        "section",
        tag("div", _search(), days, class_="fields"),
        outlets,
        class_="bounds",
        aria_label="Choose the sources",
    )


def table(stock: Stock, picks: Picks, search: str = "") -> Markup:
    """Return the articles that the search finds, newest first."""
    found = matching(stock.entries, search)
    if not found:
        words = "No article has these words." if stock.entries else "No articles yet: bring some in below."
        return tag("p", words, class_="faint")
    chosen = sum(passes(entry, picks) for entry in stock.entries)
    told = f"{chosen} of {len(stock.entries)} articles are chosen"
    cut = f"; the first {_MOST} of {len(found)} are shown, search for others" if len(found) > _MOST else ""
    head = tag("tr", [tag("th", name, scope="col") for name in ("On", "Published", "Outlet", "Article", "Remove")])
    return tag(
        "section",
        tag("p", told + cut, " ", _switch("all on", True), _switch("all off", False), class_="told", role="status"),
        tag("table", tag("thead", head), tag("tbody", [_row(entry, picks) for entry in found[:_MOST]])),
        class_="stock",
    )


def _day(field: str, given: date | None) -> Markup:
    label, hint = _DAYS[field]
    box = tag("input", type="date", data_pick=field, value=given.isoformat() if given else "", title=hint)
    return tag("label", tag("span", label), box)


def _search() -> Markup:
    field = tag("input", type="search", data_pick="search", placeholder="title, outlet or file", maxlength=200)
    return tag("label", tag("span", "Find an article"), field)


def _outlets_said(stock: Stock, picks: Picks) -> str:
    return f"Outlets: {', '.join(picks.outlets) or f'all {len(stock.outlets)}'}"


def _outlets(stock: Stock, picks: Picks) -> Markup:
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", data_pick="outlets", value=outlet, checked=outlet in picks.outlets),
            tag("span", outlet),
        )
        for outlet in stock.outlets
    ]
    return tag("div", boxes, class_="boxes", role="group", aria_label="Outlets")


def _switch(words: str, on: bool) -> Markup:
    return tag("button", words, type="button", class_="link", data_act="switch", data_on="1" if on else "")


def _row(entry: Entry, picks: Picks) -> Markup:
    box = tag(
        "input", type="checkbox", data_pick="article", value=entry.id, checked=picks.on(entry.id),
        aria_label=f"Answer from: {entry.title}",
    )  # fmt: skip
    told = origin(entry.published_from) if entry.published else None
    published = tag("td", day(entry.published), title=told, data_label="Published")
    return tag(
        "tr",
        tag("td", box),
        published,
        tag("td", entry.outlet or "not named", data_label="Outlet"),
        tag("td", open_article(entry.id, words=entry.title), class_="title"),
        tag("td", _remove(entry)),
        class_=None if passes(entry, picks) else "out",
    )


def _remove(entry: Entry) -> Markup:
    ask = tag("button", "Remove", type="button", class_="link", data_do="sure", aria_label=f"Remove: {entry.title}")
    yes = tag("button", "Yes, remove", type="button", data_act="take_out", data_article=entry.id)
    no = tag("button", "Keep", type="button", class_="link", data_do="unsure")
    return tag("span", ask, tag("span", "Sure? ", yes, no, class_="sure", hidden=True), class_="remove")
