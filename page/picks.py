"""Which sources a visitor chose: outlets, days, single articles. A value, its form in the browser, and its words.

What comes back from a browser is checked: what can't be read means nothing was chosen there.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from assistant import Turn
from assistant.narrow import Options
from page.days import day
from page.markup import Markup, tag

Field = Literal["outlets", "since", "until", "as_of", "articles"]
_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """`listed` are the ids of articles that are left out, or, where `only` is set, the only ones that count."""

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    listed: frozenset[str] = frozenset()
    only: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything was chosen."""
        return self != Picks()

    def on(self, article_id: str) -> bool:
        """Return whether an article is switched on."""
        return (article_id in self.listed) == self.only

    def switched(self, article_ids: Collection[str], on: bool) -> "Picks":
        """Return the same with these articles on or off."""
        ids = frozenset(article_ids)
        return replace(self, listed=self.listed | ids if on == self.only else self.listed - ids)

    def options(self, ids: Sequence[str], history: Sequence[Turn] = ()) -> Options:
        """Return what an assistant takes; `ids` are those of all articles."""
        switched = self.only or bool(self.listed)
        return Options(
            history=history,
            outlets=self.outlets or None,
            since=self.since,
            until=self.until,
            as_of=self.as_of,
            only=[known for known in ids if self.on(known)] if switched else None,
        )

    def to_json(self) -> str:
        """Return the form in which the browser keeps it."""
        days = {name: value and value.isoformat() for name, value in self._days().items()}
        kept = {"outlets": self.outlets, **days, "listed": sorted(self.listed), "only": self.only}
        return json.dumps(kept, ensure_ascii=False)

    def narrowed(self) -> dict[str, Any]:
        """Return the bounds that a test question takes too, as JSON."""
        days = {name: value.isoformat() for name, value in self._days().items() if value}
        return days | ({"outlets": list(self.outlets)} if self.outlets else {})

    def _days(self) -> dict[str, date | None]:
        return {"since": self.since, "until": self.until, "as_of": self.as_of}


def read(text: object) -> Picks:
    """Return the picks that `to_json` wrote."""
    try:
        found = json.loads(text) if isinstance(text, str) and text else {}
        outlets, listed = found.get("outlets") or (), found.get("listed") or ()
        return Picks(
            outlets=tuple(str(outlet) for outlet in outlets[:_MOST]),
            since=a_day(found.get("since")),
            until=a_day(found.get("until")),
            as_of=a_day(found.get("as_of")),
            listed=frozenset(str(item) for item in listed[:_MOST]),
            only=found.get("only") is True,
        )
    except (ValueError, TypeError, AttributeError):
        return Picks()


def a_day(value: object) -> date | None:
    """Return an ISO day as a date, None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def changed(picks: Picks, *, field: str, value: str, on: bool) -> Picks:
    """Return the picks after one field was changed: an outlet or an article on or off, or a day."""
    match field:
        case "outlets":
            rest = tuple(outlet for outlet in picks.outlets if outlet != value)
            picks = replace(picks, outlets=(*rest, value) if on else rest)
        case "article":
            picks = picks.switched([value], on)
        case "articles":
            picks = replace(picks, listed=frozenset(), only=False)
        case "since":
            picks = replace(picks, since=a_day(value))
        case "until":
            picks = replace(picks, until=a_day(value))
        case "as_of":
            picks = replace(picks, as_of=a_day(value))
        case "all":
            picks = Picks()
    return picks


def words(picks: Picks, count: int) -> list[tuple[Field, str, str]]:
    """Return what was chosen, each part as its field, its value and words; `count` is the number of all articles."""
    said: list[tuple[Field, str, str]] = [("outlets", outlet, outlet) for outlet in picks.outlets]
    said += [("since", "", f"since {day(picks.since)}")] if picks.since else []
    said += [("until", "", f"until {day(picks.until)}")] if picks.until else []
    said += [("as_of", "", f"as of {day(picks.as_of)}")] if picks.as_of else []
    if picks.only or picks.listed:
        on = len(picks.listed) if picks.only else max(0, count - len(picks.listed))
        said.append(("articles", "", f"{on} of {count} articles"))
    return said


def chips(picks: Picks, count: int) -> Markup:
    """Return the line above the question that says which sources it is answered from, each part with its way out."""
    said = words(picks, count)
    if not said:
        return tag("p", tag("span", "Sources: ", class_="faint"), f"all {count} articles", class_="chips")
    shown = [
        tag(
            "button", text, tag("span", " ×", aria_hidden="true"), type="button", class_="chip", data_act="pick",
            data_field=field, data_value=value, data_on="", aria_label=f"{text}: take out",
        )
        for field, value, text in said
    ]  # fmt: skip
    clear = tag("button", "all articles again", type="button", class_="link", data_act="pick", data_field="all")
    return tag("p", tag("span", "Sources: ", class_="faint"), shown, clear, class_="chips", aria_label="Chosen sources")
