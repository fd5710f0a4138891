"""Write a conversation for use elsewhere: Markdown with footnotes, JSON, plain text with citations. Pure."""

import json
import re
from collections.abc import Sequence
from typing import Any

from page.days import day, origin
from page.turn import Asked, reader

_OUTCOMES = {
    "answered": "answered",
    "disputed": "the sources disagree",
    "not_found": "not in these articles",
}


def document(turns: Sequence[Asked]) -> str:
    """Return the answers as JSON, each as the command line prints it."""
    return json.dumps([turn.answer for turn in turns], ensure_ascii=False, indent=2) + "\n"


def markdown(turns: Sequence[Asked]) -> str:
    """Return the conversation as Markdown; every source is a footnote, numbered through."""
    parts, notes, used = [], [], 0
    for turn in turns:
        numbers = {item["number"]: used + item["number"] for item in turn.answer["citations"]}
        used += len(numbers)
        parts.append(_answered(turn, numbers))
        notes += [f"[^{numbers[item['number']]}]: {_footnote(item)}" for item in turn.answer["citations"]]
    return "\n\n".join([*parts, *notes]) + "\n"


def text(turn: Asked) -> str:
    """Return one answer as text, its sources numbered below it."""
    answer = turn.answer
    lines = [answer["question"], "", answer["text"]]
    lines += ["", *(f"[{item['number']}] {_source(item)}" for item in answer["citations"])]
    return "\n".join(lines).rstrip() + "\n"


def _answered(turn: Asked, numbers: dict[int, int]) -> str:
    answer = turn.answer
    claims = [
        f"{_plain(claim['text'])} {''.join(f'[^{numbers[number]}]' for number in claim['citations'])}"
        for claim in answer["claims"]
    ]
    how = f"{_OUTCOMES[answer['outcome']]} · read by {_plain(reader(answer['reader']))}"
    points = [line for point in answer["disagreements"] for line in _differing(point, numbers)]
    parts = [f"## {_plain(answer['question'])}", *(claims or [_plain(answer["text"])])]
    return "\n\n".join([*parts, *(["\n".join(points)] if points else []), f"*{how}*"])


def _differing(point: dict[str, Any], numbers: dict[int, int]) -> list[str]:
    rows = ["| Says | Source | Published |", "|---|---|---|"]
    for side in point["positions"]:
        marks = "".join(f"[^{numbers[number]}]" for number in side["citations"])
        outlet = _plain(side["outlet"] or "outlet not named")
        rows.append(f"| {_plain(side['text'])} {marks} | {outlet} | {day(side['published'])} |")
    return rows


def _footnote(citation: dict[str, Any]) -> str:
    return _plain(_source(citation))


def _source(citation: dict[str, Any]) -> str:
    article = citation["article"]
    where = origin(article["published_from"]) if article["published"] else None
    parts = [article["outlet"] or "outlet not named", article["title"] or article["path"], day(article["published"])]
    head = ", ".join(parts) + (f" ({where})" if where else "")
    return f"{head}: “{' '.join(citation['quote'].split())}”"


def _plain(words: str) -> str:
    """Return text that Markdown shows letter by letter, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~$&:@-])", r"\\\1", " ".join(words.split()))
