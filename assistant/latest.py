"""A question for the latest on something, "What is the latest on the strike?": the newest report, then those before it.

How the reports begin is what is new in them. One value of now, "the latest toll", is `verdict`'s.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answer import Hit
from assistant.cite import Quote, Statement, quoting
from assistant.evidence import Sentence, sentences
from assistant.light import light
from assistant.question import Asked
from assistant.rank import independent
from assistant.synonyms import share
from assistant.words import stems
from store.dates import format_date
from store.orders import orders

MOST = 4
"""Reports that one answer gives."""
ABOUT = 0.7
"""Share of what a question is about that a sentence must have; that of a synonym alone."""
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|current|new)\s+"
    r"(?:(?:news|developments?|reports?|updates?|state|status|situation)\s+)?"
    r"(?:on|about|from|with|regarding|concerning|of|in)\b|\bwhat(?:['’]s| is)\s+new\b",
    re.IGNORECASE,
)
_NEWS = frozenset(stems("news development developments report reports update updates state status situation new"))


def asks_latest(asked: Asked) -> bool:
    """Return whether a question asks for the latest on something, not for one value."""
    return asked.kind in ("what", "said", "list") and _LATEST.search(asked.text) is not None and bool(_about(asked))


def latest(asked: Asked, hits: Sequence[Hit]) -> list[Statement]:
    """Return how the reports on what is asked about begin, the newest first; [] where none is about it."""
    kept = independent(sorted(_on_it(asked, hits), key=_newest_first), most=MOST)
    return [quoting(Quote(passage=one.hit.passage, start=one.span.start, text=one.text)) for one in kept]


def dated(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return one line on how new the first of the reports is, none where no day is known."""
    days = [quote.passage.published for one in statements for quote in one.quotes]
    if not days or days[0] is None:
        return ()
    before = sum(day is not None and day < days[0] for day in days)
    return (f"the newest report is of {format_date(days[0], days[0], 'day')}; {before} before it follow",)


def _about(asked: Asked) -> dict[str, float]:
    slight = light(asked.text) | _NEWS
    return {word: weight for word, weight in asked.weights.items() if word not in slight}


def _on_it(asked: Asked, hits: Sequence[Hit]) -> Iterator[Sentence]:
    """Yield the sentences about it of articles that have all names of the question."""
    about = _about(asked)
    compounds = re.findall(r"\w+-\w+", asked.text.lower())
    for hit in hits:
        for one in sentences(asked, hit, hits[0].score):
            found = frozenset(asked.kin.get(word, word) for word in stems(one.text))
            named = not asked.names or one.features["names in article"] >= 1
            reads = not one.features["heading"] and not one.features["question"] and not orders(one.text)
            whole = all(word in one.text.lower() for word in compounds)
            if named and reads and whole and share(about, found, loosely=True) >= ABOUT:
                yield one


def _newest_first(one: Sentence) -> tuple[int, str, int]:
    passage = one.hit.passage
    return -(passage.published or date.min).toordinal(), passage.article_id, one.span.start
