"""The cases of a run as the page of a report lists them: one JSON row a case, passages kept once for all rows.

Offsets are counted as a browser counts them, in UTF-16 units. Nothing here is HTML: the page writes it all as text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.figures import Line

_BEGINNING = 240
"""Characters of a passage that was found and not cited."""


class Passages:
    """Texts that are kept once. `texts` are they, in the order of their numbers."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """Return all texts."""
        return list(self._numbers)


def row(sides: Sequence[Line], passages: Passages) -> dict[str, Any]:
    """Return one case as it was answered on each side; what the sides share is that of the first."""
    first = sides[0]
    return {
        "id": str(first["id"]),
        "question": str(first.get("question") or ""),
        "tags": [str(tag) for tag in first.get("tags") or ()],
        "gold": gold(first.get("gold")),
        "sides": [side(line, passages) for line in sides],
    }


def side(line: Line, passages: Passages) -> dict[str, Any]:
    """Return what one reader made of a case."""
    answer = line.get("answer") or {}
    citations = answer.get("citations") or []
    cited = {citation["passage_id"] for citation in citations}
    hits = answer.get("hits") or []
    return {
        "reader": line["reader"],
        "by": answer.get("reader"),
        "error": line["error"],
        "scores": line["scores"],
        "reasons": {name: str(reason) for name, reason in (line.get("reasons") or {}).items() if reason},
        "outcome": answer.get("outcome"),
        "confidence": answer.get("confidence"),
        "text": answer.get("text") or "",
        "asked": _asked(line, answer),
        "citations": [_citation(citation, hits, passages) for citation in citations],
        "differ": [_difference(one) for one in answer.get("disagreements") or []],
        "dropped": [[one.get("text"), one.get("reason")] for one in answer.get("dropped") or []],
        "notices": list(answer.get("notices") or []),
        "hits": [_hit(hit, hit.get("passage_id") in cited, passages) for hit in hits],
        "timings": answer.get("timings") or {},
        "usage": answer.get("usage") or {},
    }


def gold(value: Any) -> list[list[str]]:
    """Return what was wanted as pairs of a name and a text; alternatives are parted by a stroke."""
    if value is None:
        return []
    named = value if isinstance(value, Mapping) else {"gold": value}
    return [[str(name), _worded(one)] for name, one in named.items() if one not in (None, [], {}, "")]


def _worded(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_worded(one)}" for name, one in value.items())
    if not isinstance(value, list | tuple):
        return str(value)
    parts = [" / ".join(map(_worded, one)) if isinstance(one, list | tuple) else _worded(one) for one in value]
    return parts[0] if len(parts) == 1 else "\n".join(f"• {part}" for part in parts)


def _asked(line: Line, answer: Mapping[str, Any]) -> str | None:
    asked = answer.get("standalone_question")
    return str(asked) if asked and asked != line.get("question") else None


def _citation(citation: Mapping[str, Any], hits: Sequence[Mapping[str, Any]], passages: Passages) -> dict[str, Any]:
    article = citation.get("article") or {}
    found = {
        "number": citation["number"],
        "quote": citation.get("quote") or "",
        "title": article.get("title"),
        "outlet": article.get("outlet"),
        "published": article.get("published"),
    }
    hit = next((hit for hit in hits if hit.get("passage_id") == citation["passage_id"]), None)
    text = (hit or {}).get("text") or ""
    start, end = (citation[end] - (hit or {}).get("start", 0) for end in ("start", "end"))
    if not found["quote"] or start < 0 or text[start:end] != found["quote"]:
        return found
    return found | {"passage": passages.number(text), "start": _units(text[:start]), "end": _units(text[:end])}


def _hit(hit: Mapping[str, Any], cited: bool, passages: Passages) -> dict[str, Any]:
    text = str(hit.get("text") or "")
    begun = text if len(text) <= _BEGINNING else text[:_BEGINNING].rstrip() + " …"
    return {
        "article": hit.get("article_id"),
        "score": hit.get("score"),
        "cited": cited,
        "passage": passages.number(begun),
    }


def _difference(one: Mapping[str, Any]) -> list[Any]:
    sides = [" · ".join(filter(None, (p.get("outlet"), p.get("published"), p.get("text")))) for p in one["positions"]]
    return [one.get("about"), one.get("kind"), sides]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
