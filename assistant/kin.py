"""Names that are one name in two forms: Orvane and Orvanian, Russia and Russian, and a name with a letter wrong.

Over stems, not words. Only for finding what a question means: what a claim says of a name is checked to the letter.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Set

SHORTEST = 4
"""Letters that two forms of a name begin with together."""
_PLACE = r"(?:a|e|o|y|i|ia|ei|land|ain|)"
_OF_IT = r"(?:n|an|ian|sian|ean|ese|es|ish|i|ni|ic|er|lander|)"
_FORMS = re.compile(rf"{_PLACE} {_OF_IT}|{_OF_IT} {_PLACE}")


def forms(names: Set[str], frequencies: Mapping[str, int], terms: Callable[[str], Iterable[str]]) -> dict[str, str]:
    """Return the other forms in which words of a question stand in the articles, each leading to the word as asked.

    `frequencies` counts the passages with each word, `terms` gives the words that begin with some letters. A word that
    is no name gets the form that it would have without a slip, where no article has it as it is.
    """
    looked_up = {word for word, often in frequencies.items() if word.isalpha() and (word in names or not often)}
    return {
        other: word
        for word in sorted(looked_up)
        if len(word) >= SHORTEST
        for other in kin(word, terms(word[:3]), known=frequencies[word] > 0)
        if word in names or one_slip(word, other)
    }


def kin(name: str, terms: Iterable[str], *, known: bool) -> frozenset[str]:
    """Return those of `terms` that are another form of `name`, or where it is not `known`, `name` with one slip."""
    others = (term for term in terms if term != name and term.isalpha())
    return frozenset(term for term in others if of_one_stem(name, term) or (not known and one_slip(name, term)))


def of_one_stem(one: str, other: str) -> bool:
    """Return whether two names differ only by the endings that make a people of a place."""
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any(_FORMS.fullmatch(f"{one[cut:]} {other[cut:]}") is not None for cut in range(SHORTEST, length + 1))


def one_slip(one: str, other: str) -> bool:
    """Return whether two names of six letters or so are one letter added, left out, changed or swapped apart."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
