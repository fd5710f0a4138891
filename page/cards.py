"""Show the sources of an answer: a card for each citation, its quote marked in its passage, and what else was read."""

from typing import Any

from assistant.facts import traced
from page.days import day, origin
from page.markup import Markup, join, tag
from page.turn import Asked, Origin

_NEAR = 110
"""Characters of the passage that a folded card shows on each side of the quote."""


def sources(turn: Asked, number: int) -> Markup:
    """Return the cards of question `number`, and the passages that were read beside them."""
    passages = {hit["passage_id"]: hit for hit in turn.answer["hits"]}
    shown = [card(item, passages.get(item["passage_id"]), number) for item in turn.answer["citations"]]
    cited = {item["passage_id"] for item in turn.answer["citations"]}
    others = [hit for hit in turn.answer["hits"] if hit["passage_id"] not in cited]
    return tag(
        "aside",
        tag("h3", "Sources") if shown else None,
        shown,
        _others(others, turn.origins, bool(shown)),
        class_="sources",
        aria_label=f"Sources of question {number}",
    )


def card(citation: dict[str, Any], hit: dict[str, Any] | None, turn: int) -> Markup:
    """Return the card of one citation."""
    article, number = citation["article"], citation["number"]
    name = f"turn-{turn}-source-{number}"
    head = tag(
        "header",
        tag("span", str(number), class_="number", aria_hidden="true"),
        whence(Origin(**{key: article[key] for key in ("title", "outlet", "published", "published_from")})),
    )
    title = tag("h4", article["title"] or article["path"], id=f"{name}-title")
    return tag(
        "article", head, title, _passage(citation, hit), _behind(citation), _buttons(citation, hit),
        class_="card", id=name, tabindex=-1, aria_label=f"Source {number}", data_turn=turn, data_number=number,
    )  # fmt: skip


def _behind(citation: dict[str, Any]) -> list[Markup]:
    """Return who else carries the report, and whom the quote gives as its source; conversations kept may not say."""
    return [tag("p", line, class_="faint") for line in traced(citation.get("also_in", ()), citation.get("citing", ()))]


def whence(source: Origin) -> Markup:
    """Return the outlet, the publication date and where that was read, in one line."""
    parts = [
        tag("span", source.outlet or "outlet not named", class_="outlet"),
        tag("time", day(source.published), datetime=source.published),
        tag("span", origin(source.published_from), class_="faint") if source.published else None,
    ]
    return tag("span", parts, class_="whence")


def _passage(citation: dict[str, Any], hit: dict[str, Any] | None) -> Markup:
    quote = tag("mark", citation["quote"])
    if hit is None:
        return tag("blockquote", quote, class_="passage")
    at = citation["start"] - hit["start"]
    before, after = hit["text"][:at], hit["text"][at + len(citation["quote"]) :]
    near, far = len(before) - _cut(before[::-1]), _cut(after)
    return tag(
        "blockquote",
        _far(before[:near]),
        tag("span", before[near:], class_="near"),
        quote,
        tag("span", after[:far], class_="near"),
        _far(after[far:]),
        class_="passage",
    )


def _far(text: str) -> Markup:
    """Return what only an unfolded card shows; a folded one has an ellipsis there."""
    return tag("span", text, class_="far") if text else join()


def _cut(text: str) -> int:
    """Return where a folded card cuts `text`: after a word."""
    return len(text) if len(text) <= _NEAR else text.rfind(" ", 0, _NEAR) + 1 or _NEAR


def _buttons(citation: dict[str, Any], hit: dict[str, Any] | None) -> Markup:
    folds = hit is not None and len(hit["text"]) > len(citation["quote"]) + 2 * _NEAR
    unfold = tag("button", "Whole passage", type="button", data_do="unfold", aria_expanded="false") if folds else None
    return tag("footer", open_article(citation["article"]["id"], citation["start"], citation["end"]), unfold)


def open_article(article_id: str, start: int = 0, end: int = 0, words: str = "Whole article") -> Markup:
    """Return the button that opens an article at the quote from `start` to `end`."""
    return tag(
        "button", words, type="button", data_act="article", data_article=article_id, data_start=start, data_end=end
    )


def _others(hits: list[dict[str, Any]], origins: dict[str, Origin], some_cited: bool) -> Markup | None:
    if not hits:
        return None
    label = "Other passages read" if some_cited else "Passages read"
    shown = [_other(hit, origins.get(hit["article_id"])) for hit in hits]
    return tag("details", tag("summary", f"{label} ({len(hits)})"), shown, class_="others")


def _other(hit: dict[str, Any], source: Origin | None) -> Markup:
    head = tag("header", whence(source)) if source else None
    title = tag("h4", source.title) if source and source.title else None
    return tag(
        "article",
        head,
        title,
        tag("p", hit["text"], class_="passage"),
        tag("footer", open_article(hit["article_id"], hit["start"], hit["end"])),
        class_="card other",
    )
