"""Answer a question for several things with the values of one sentence or of neighbouring ones, each cited.

Which value each of the things is, `values` finds; here it is seen that more than one is asked for, and of what kind.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.cite import Quote, Statement
from assistant.compare import agree
from assistant.corrections import taken_back
from assistant.events import one_event
from assistant.evidence import Evidence
from assistant.positions import quote, shown
from assistant.question import Asked
from assistant.values import Kind, Value, values
from assistant.words import stem
from store.date_words import NUMBERS

LEAST_FIT = 0.6
LEAST_FIT_OF: dict[Kind, float] = {"where": 0.45, "who": 0.35}
"""Names are never sure."""
AS_WELL = 0.5
MOST = 8
LIKELY = 0.02
LIKE = 0.6
"""How probable, and how like the question, a sentence with one more thing has to be against the best one."""
LESS = 0.7
"""What is left of the reader's threshold where several sentences bring a thing each."""
LOOK = 32
"""Sentences that are worth a second look where several things are asked for: each may stand in another report."""
_NUMBER = "(?:two|three|four|five|six|seven|eight|both|several|all)"
_NO_NOUN = (
    "is|was|has|does|causes|happens|makes|means|takes|comes|goes|says|gives|leads|becomes|prompts|remains|keeps|"
    "stops|needs|makes|exercises|series|news"
)
_LIST = re.compile(
    rf"\b(?:which|what|name|list|give)\s+(?:are\s+|were\s+)?(?:me\s+)?(?:all\s+)?(?:the\s+)?(?P<number>{_NUMBER})\s+"
    r"(?:\w+\s+){0,2}?(?P<noun>[a-z]+s|people|men|women)\b"
    r"|\b(?:which|what)\s+(?:(?:are|were)\s+the\s+)?(?:(?:other|new|main|different|first)\s+)?"
    rf"(?P<plain>(?!(?:{_NO_NOUN})\b)[a-z]{{2,}}(?<!s)s|people|persons|men|women)\b"
    r"|^(?:and\s+)?who\s+(?:all\s+)?(?:were|are)\b|^(?:please\s+)?(?:list|name)\b"
    rf"|^(?:and\s+)?(?:who|how\s+old)\b.*\b(?P<several>{_NUMBER})\s+(?:\w+\s+)?(?:[a-z]+s|people|men|women)\b",
    re.IGNORECASE,
)
_KINDS: dict[Kind, str] = {
    "where": "place city town village countrie country site region district port harbour station",
    "who": "people person men women minister leader politician candidate official officer player author general judge",
    "percent": "percentage share",
    "how old": "age",
    "when": "date day year month",
    "how much": "price sum amount offer",
}


def is_list(asked: Asked) -> bool:
    """Return whether a question asks for several things."""
    return _LIST.search(asked.text) is not None


def gathered(asked: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences that each bring a thing of the kind asked for, best first, each of them one more."""
    match = _LIST.search(asked.text)
    if not match or not evidence:
        return []
    best, kind = evidence[0], _kind(match, asked)
    found: list[tuple[Value, Quote]] = []
    kept: list[Evidence] = []
    for item in (one for one in evidence if one is best or _one_more(asked, best, one)):
        new = [(value, quote(item)) for value in _offered(kind, quote(item), asked) if not _known(value, found)]
        if new and len(kept) < MOST:
            found, kept = [*found, *new], [*kept, item]
    return kept


def enough(asked: Asked, evidence: Sequence[Evidence], *, best: float, least: float) -> bool:
    """Return whether `best` is at least `least`; somewhat less will do where two sentences bring things asked for."""
    return best >= least or (best >= LESS * least and len(gathered(asked, evidence)) > 1)


def _one_more(asked: Asked, best: Evidence, item: Evidence) -> bool:
    like = item.features.get("likeness of it", 0.0) >= LIKE * best.features.get("likeness of it", 0.0)
    return item.probability >= LIKELY * best.probability and like and one_event(asked, best, item)


def listed(asked: Asked, chosen: Sequence[Evidence]) -> Statement | None:
    """Return the things asked for as one statement with the sentences that carry them, None where there are none."""
    match = _LIST.search(asked.text)
    if not match or not chosen:
        return None
    kind, wanted = _kind(match, asked), NUMBERS.get((match["number"] or match["several"] or "").lower(), 0)
    found: list[tuple[Value, Quote]] = []
    for item in (one for one in chosen if one.probability >= AS_WELL * chosen[0].probability):
        for one in (quote(item), *neighbours(asked, item)):
            found += [(value, one) for value in _offered(kind, one, asked) if not _known(value, found)]
        if len(found) >= max(2, wanted):
            break
    found = found[: wanted or MOST]
    if len(found) < max(2, wanted):
        return None
    return Statement(
        text="; ".join(shown(value) for value, _ in found), quotes=tuple(dict.fromkeys(one for _, one in found))
    )


def neighbours(asked: Asked, item: Evidence) -> list[Quote]:
    """Return the sentences beside one that have a thing of the kind asked for: its subject may stand before it."""
    match = _LIST.search(asked.text)
    kind = _kind(match, asked) if match else asked.kind
    passage = item.hit.passage
    at = next((n for n, span in enumerate(passage.sentences) if span.start == item.span.start), None)
    if at is None:
        return []
    beside = [passage.sentences[n] for n in (at + 1, at - 1) if 0 <= n < len(passage.sentences)]
    quotes = (
        Quote(
            passage=passage, start=span.start, text=passage.text[span.start - passage.start : span.end - passage.start]
        )
        for span in beside
    )
    return [one for one in quotes if any(True for _ in _offered(kind, one, asked))]


def _offered(kind: Kind, one: Quote, asked: Asked) -> Iterator[Value]:
    found = values(kind, one.text, published=one.passage.published, question=asked.text)
    if kind == "which":
        found = [value for value in found if value.unit != "person"]
    least = LEAST_FIT_OF.get(kind, LEAST_FIT)
    in_order = sorted(found, key=lambda value: value.span.start)
    return (value for value in in_order if value.fit >= least and not taken_back(one.text, value.span))


def _known(value: Value, found: Sequence[tuple[Value, Quote]]) -> bool:
    return any(agree(value, other) for other, _ in found)


def _kind(match: re.Match[str], asked: Asked) -> Kind:
    if match["several"]:
        return asked.kind
    noun = stem(match["noun"] or match["plain"] or ("people" if "who" in match.group().lower() else "x"))
    for kind, nouns in _KINDS.items():
        if noun in {stem(one) for one in nouns.split()}:
            return kind
    return asked.kind if asked.kind not in ("list", "what") else "which"
