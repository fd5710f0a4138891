"""Say how many independent sources carry each claim of an answer, and what stands behind each of its quotes.

Copies of one report are one source, and a report that only passes on another's is none of its own beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Citation, Claim
from store.article import Copy
from store.leans import Lean, same_outlet

Copies = Mapping[str, Sequence[Copy]]


def traced(citations: Sequence[Citation], copies: Copies, leans: Mapping[str, Sequence[Lean]]) -> tuple[Citation, ...]:
    """Return the citations with the outlets that carry the same report, and those that the quotes give as source."""
    return tuple(
        replace(item, also_in=_also_in(item, copies), citing=_citing(item, leans.get(item.passage.article_id, ())))
        for item in citations
    )


def carried(claims: Sequence[Claim], citations: Sequence[Citation], copies: Copies) -> tuple[int, ...]:
    """Return for each claim how many independent sources its citations, as `traced`, come from."""
    by_number = {item.number: item for item in citations}
    return tuple(_independent([by_number[number] for number in claim.citations], copies) for claim in claims)


def _independent(cited: Sequence[Citation], copies: Copies) -> int:
    return len({_origin(item, cited, copies) for item in cited})


def _origin(item: Citation, cited: Sequence[Citation], copies: Copies) -> str:
    """Return what names the source that a quote comes from: the first of its copies, or the outlet that it cites."""
    for name in item.citing:
        other = next((one for one in cited if one is not item and _is_of(one, name, copies)), None)
        return _first(other, copies) if other and not other.citing else name.casefold()
    return _first(item, copies)


def _first(item: Citation, copies: Copies) -> str:
    group = copies.get(item.passage.article_id, ())
    return group[0].article_id if group else item.passage.article_id


def _is_of(item: Citation, outlet: str, copies: Copies) -> bool:
    """Return whether an outlet carries the report that is cited."""
    names = (item.passage.outlet, *(copy.outlet for copy in copies.get(item.passage.article_id, ())))
    return any(name is not None and same_outlet(name, outlet) for name in names)


def _also_in(item: Citation, copies: Copies) -> tuple[str, ...]:
    own = item.passage.article_id
    others = (copy for copy in copies.get(own, ()) if copy.article_id != own)
    return tuple(dict.fromkeys(copy.outlet or copy.title or "an outlet not named" for copy in others))


def _citing(item: Citation, leans: Sequence[Lean]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_named(item, leans)))


def _named(item: Citation, leans: Sequence[Lean]) -> Iterator[str]:
    """Yield the outlets that a quote itself names; a report's own name is none."""
    for lean in leans:
        own = item.passage.outlet is not None and same_outlet(item.passage.outlet, lean.name)
        if lean.start < item.end and item.start < lean.end and not own:
            yield lean.name
