"""What is known of an article or a hit, as one line for people or as a JSON object."""

from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer, Hit, Relation, hit_dict
from store.article import Article, Passage

RELATIONS: dict[Relation, str] = {
    "contradicts": "Sources differ",
    "another speaker": "Speakers differ",
    "updates": "Later reports say otherwise",
    "less specific": "Some say it less exactly",
    "another thing": "Said of something else",
}
TOLD = ("contradicts", "another speaker", "updates")
"""What is worth a table for people; the JSON document has the other kinds too."""


def origin(passage: Passage, path: str | None = None) -> str:
    """Return the outlet, the date with where it was read, and the title of a passage's article."""
    day = passage.published
    dated = f"{day.day} {day:%B %Y} ({passage.published_from})" if day else "no date"
    return " · ".join(part for part in (passage.outlet or "outlet not named", dated, passage.title or path) if part)


def traced(also_in: Sequence[str], citing: Sequence[str]) -> list[str]:
    """Return what stands behind a quote, one line each: who else carries its report, whom it gives as its source."""
    found = [f"also in {_listed(also_in)}, which {_carry(also_in)} the same report"] if also_in else []
    return [*found, f"citing {_listed(citing)}"] if citing else found


def counted(answer: Answer) -> list[str]:
    """Return by how many independent sources each claim is carried that more than one outlet has, one line each."""
    by_number = {item.number: item for item in answer.citations}
    lines = []
    for claim, count in zip(answer.claims, answer.sources, strict=False):
        cited = [by_number[number] for number in claim.citations]
        if said := carried_by(count, [(item.passage.outlet, item.also_in) for item in cited]):
            lines.append(f"{claim.text}: {said}")
    return lines


def carried_by(count: int | None, cited: Sequence[tuple[str | None, Sequence[str]]]) -> str | None:
    """Return by how many independent sources a claim is carried, with the outlets; None where it is one by itself.

    `cited` has the outlet of each quote with the others that carry the same report: copies are counted once.
    """
    found = dict.fromkeys(name for outlet, also in cited for name in (outlet, *also))
    named = [name for name in found if name]
    if count is None or max(count, len(found)) < 2:
        return None
    if None in found:
        unnamed = max(1, count - len(named))
        named.append("an outlet not named" if unnamed == 1 else f"{unnamed} whose outlet is not named")
    if count == 1:
        return f"carried by one source: {_listed(named)} have the same report"
    if len(named) == 1:
        return f"carried by {count} reports of {named[0]}" if found.keys() != {None} else f"carried by {count} reports"
    once = ", copies counted once" if len(found) > count else ""
    return f"carried by {count} independent sources ({_listed(named)}{once})"


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _carry(names: Sequence[str]) -> str:
    return "carry" if len(names) > 1 else "carries"


def article_dict(item: Article) -> dict[str, Any]:
    """Return what is known of an article, without its text, for JSON."""
    names = ("id", "path", "url", "title", "outlet", "author", "published_from")
    known = {name: getattr(item, name) for name in names}
    return known | {"published": day_of(item) or None, "characters": len(item.text)}


def day_of(item: Article) -> str:
    """Return the publication date of an article, or nothing."""
    return item.published.isoformat() if item.published else ""


def found_dict(hit: Hit) -> dict[str, Any]:
    """Return one hit with where it is from, for JSON."""
    passage = hit.passage
    published = passage.published.isoformat() if passage.published else None
    return hit_dict(hit) | {"title": passage.title, "outlet": passage.outlet, "published": published}
