"""Words as a claim and its quotes are compared: stems of base forms, and whether one word may stand for another.

Beside the synonyms of the search there are more here, since a claim that is worded anew is no lesser claim; what must
not be exchanged (numbers, names, opposites) is checked elsewhere. The lists hold general English, no names but of
countries.
"""

from functools import cache, lru_cache
from importlib import resources

from assistant.synonyms import synonyms
from assistant.words import fold, stem


@lru_cache(maxsize=65_536)
def lemma(word: str) -> str:
    """Return the stem of the base form of `word`: "fell" and "fallen" give what "fall" gives."""
    plain = fold(word)
    return stem(_bases().get(plain, plain))


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> bool:
    """Tell whether two lemmas may stand for each other: the same, synonyms, or derived one from the other."""
    return (
        one == other
        or other in synonyms(one)
        or other in _more().get(one, ())
        or derived(one, other)
        or _again(one, other)
    )


def _again(one: str, other: str) -> bool:
    """Tell "reopen" and "open"."""
    return len(min(one, other, key=len)) > 3 and (one == f"re{other}" or other == f"re{one}")


def derived(one: str, other: str) -> bool:
    """Tell whether two lemmas share their beginning, as "agricultur" and "agricult" do."""
    short, long = sorted((one, other), key=len)
    if short[:1].isdigit() or len(short) < 4 or len(long) - len(short) > 5:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= max(4, len(short) - 1, 0.6 * len(long)) and shared >= min(5, len(short))


@lru_cache(maxsize=65_536)
def same_country(one: str, other: str) -> bool:
    """Tell whether two folded names are forms of one country's name: "france", "french"."""
    return any(one in group and other in group for group in _demonyms())


def lines(name: str) -> list[str]:
    """Return the lines of a word list of this package."""
    return resources.files("assistant.check").joinpath(name).read_text("utf-8").splitlines()


@cache
def _bases() -> dict[str, str]:
    return {form: forms[0] for forms in map(str.split, lines("irregular.txt")) for form in forms}


@cache
def _more() -> dict[str, frozenset[str]]:
    groups = [frozenset(map(lemma, line.split())) for line in lines("alike.txt")]
    return {item: frozenset().union(*(group for group in groups if item in group)) for item in set().union(*groups)}


@cache
def _demonyms() -> list[frozenset[str]]:
    return [frozenset(fold(word) for word in line.split()) for line in lines("demonyms.txt")]
