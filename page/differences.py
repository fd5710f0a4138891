"""Show on what sources differ: who says what, published when, in which words, and what kind of difference it is."""

from typing import Any

from assistant.facts import RELATIONS, TOLD
from page.days import day
from page.markup import Markup, tag

_ABOUT = {
    "when": "When was it?",
    "where": "Where was it?",
    "who": "Who was it?",
    "how many": "How many?",
    "how much": "How much?",
    "how long": "How long?",
    "percent": "What share?",
}
KINDS = {
    "contradicts": "Contradiction: no report settles it",
    "another speaker": "Contradiction: different speakers say so",
    "updates": "Update: a later report says otherwise",
}


def differences(answer: dict[str, Any], turn: int) -> list[Markup]:
    """Return a table for each point on which the sources of an answer differ; what only says less is none."""
    quotes = {item["number"]: item["quote"] for item in answer["citations"]}
    return [_table(point, quotes, turn) for point in answer["disagreements"] if point["kind"] in TOLD]


def _table(point: dict[str, Any], quotes: dict[int, str], turn: int) -> Markup:
    head = tag("tr", [tag("th", name, scope="col") for name in ("Says", "Source", "Published", "In these words")])
    newest = max((item["published"] or "" for item in point["positions"]), default="")
    rows = [_row(item, quotes, turn, newest) for item in point["positions"]]
    caption = tag("caption", tag("b", f"{RELATIONS[point['kind']]}. "), _ABOUT.get(point["about"], point["about"]))
    table = tag("table", caption, tag("thead", head), tag("tbody", rows))
    return tag("section", table, tag("p", KINDS[point["kind"]], class_="kind"), class_="differ")


def _row(position: dict[str, Any], quotes: dict[int, str], turn: int, newest: str) -> Markup:
    numbers = [marker(number, turn) for number in position["citations"]]
    words = "; ".join(quotes[number] for number in position["citations"] if number in quotes)
    last = tag("span", "newest", class_="tip") if newest and position["published"] == newest else None
    return tag(
        "tr",
        tag("th", position["text"], " ", numbers, scope="row", data_label="Says"),
        tag("td", position["outlet"] or "outlet not named", data_label="Source"),
        tag("td", day(position["published"]), " ", last, data_label="Published"),
        tag("td", tag("q", words), data_label="In these words"),
    )


def marker(number: int, turn: int) -> Markup:
    """Return the number of a citation as a button that opens its card."""
    return tag(
        "button", str(number), type="button", class_="marker", data_do="source", data_turn=turn, data_number=number,
        aria_label=f"Source {number}", aria_controls=f"turn-{turn}-source-{number}",
    )  # fmt: skip
