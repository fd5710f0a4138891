"""Tell a sentence of a model that an article ordered from one that reports what the article says.

Three ways of it: a quote is an order to the reader, a name is known from such an order alone, or the sentence names a
host that the passages have as an address, or not at all. What the question itself is about may be said.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Hit
from assistant.words import STOP_WORDS, fold, stems, words
from store.orders import about_orders, orders
from store.sentences import sentences

ORDER = "quote orders its reader about"
ADDRESS = "it names an address of an article"

_LIKE_A_HOST = re.compile(r"\b[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\b", re.IGNORECASE)
_HOST = re.compile(r"(?://|\bwww\.)(?P<host>[\w.-]*\w)")


def steered(text: str, quoted: Sequence[str], shown: Sequence[Hit], question: str) -> str | None:
    """Return why a sentence with these quoted sentences is what an article ordered, None where it is not."""
    known = " ".join(quoted)
    made_up = [host for host in _LIKE_A_HOST.findall(text) if host not in known]
    if any(host in text and host not in question for host in (*made_up, *_hosts(shown))):
        return ADDRESS
    if about_orders(question):
        return None
    if any(map(orders, quoted)):
        return ORDER
    strange = set(names(text)) - set(stems(f"{question} {known}"))
    return ORDER if strange and strange & set(stems(" ".join(filter(orders, _told(shown))))) else None


def names(text: str) -> list[str]:
    """Return the stems of the names and numbers of a sentence: what is written with more than small letters."""
    return stems(" ".join(word for word in words(text) if not word.islower() and fold(word) not in STOP_WORDS))


def _hosts(shown: Sequence[Hit]) -> set[str]:
    return {found["host"] for hit in shown for found in _HOST.finditer(hit.passage.text)}


def _told(shown: Sequence[Hit]) -> Iterator[str]:
    """Yield the sentences from which a name may be taken that a quote only means."""
    for hit in shown:
        yield hit.passage.title or ""
        for text in (hit.passage.text, hit.lead):
            yield from (text[start:end] for start, end in sentences(text))
