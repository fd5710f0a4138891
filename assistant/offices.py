"""Which post or relation a question asks the holder of: "Who is the mayor of Tolm?", "Who runs it?", "the father of …".

By wording alone; English. Who holds it by a sentence is `holders`'s.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.check.lemmas import lemma
from assistant.names import TITLES
from assistant.words import STOP_WORDS, fold, stem

BE = r"(?:is|was|are|were|will\s+be|would\s+be|has\s+been|had\s+been|became|becomes|become|remains?|remained)"
WORD = re.compile(r"[^\W\d_][\w’'-]*")
DOER = re.compile(r"(?:[eo]r|ist|ant|ent|ian|eer|man|woman|person|head|chief|boss)s?$")
"""How words for who does something end."""
KINSHIP = frozenset(
    "father mother parent son daughter brother sister wife husband widow widower uncle aunt nephew niece cousin "
    "grandfather grandmother partner heir".split()
)
_WHO_IS = re.compile(
    rf"^(?:(?:and|but|so)\s+)?(?:who(?:[’']s|\s+(?:else\s+)?{BE})|what\s+(?:is|was|are|were)\s+the\s+names?\s+of)\s+"
    r"(?P<what>.+)$",
    re.IGNORECASE,
)
_WHO_DOES = re.compile(r"^(?:(?:and|but|so)\s+)?who\s+(?P<verb>[a-z]+)\s+(?P<what>.+)$", re.IGNORECASE)
_WHICH = re.compile(r"^(?:(?:and|but|so)\s+)?(?:which|what)\s+(?P<what>.+)$", re.IGNORECASE)
_ENDS = re.compile(
    r"\s+(?:before|after|under|until|since|during|when|while|who|that|which|now|at the time)\b.*$", re.IGNORECASE
)
_POSTS = (
    TITLES
    | KINSHIP
    | frozenset("boss head chief coach judge king queen rival host guest pilot deputy keeper soldier brigadier".split())
)
_ANY = frozenset(map(stem, "new current acting present former old young".split()))
"""What tells no post from another."""
_BOUNDARY = STOP_WORDS | frozenset("a an the whose where while because after before during against between".split())


class Office(NamedTuple):
    """What a question asks the holder of: the lemma of the post, whether a verb asked for it, and whose it is."""

    post: str
    by_verb: bool
    names: frozenset[str]
    plain: frozenset[str]


@lru_cache(maxsize=256)
def office(question: str) -> Office | None:
    """Return the post that a question asks the holder of, None where it asks for nothing of the kind."""
    text = " ".join(question.split()).rstrip(" ?.!")
    if asked := _WHO_IS.match(text):
        return _named(_ENDS.sub("", asked["what"]))
    if asked := _WHICH.match(text):
        return _which(asked["what"].split()[:3])
    does = _WHO_DOES.match(text)
    if does is None or does["verb"].lower() in STOP_WORDS:
        return None
    names, plain = parts(_ENDS.sub("", does["what"]))
    return Office(lemma(does["verb"]), True, names, plain)


def _named(what: str) -> Office | None:
    head = re.split(r"\s+(?:of|for|in|at|to|from|behind|on)\s+", what, maxsplit=1)[0]
    found = _content(head)
    if not found or not _is_post(found[-1]):
        return None
    names, plain = parts(what)
    own = stem(found[-1])
    return Office(lemma(found[-1]), False, names - {own}, plain - {own})


def _which(first: list[str]) -> Office | None:
    """Return the post of "which Brevian general counted …", from the words behind "which"."""
    for number, word in enumerate(first):
        if fold(word) in _POSTS:
            names, plain = parts(" ".join(first[:number]))
            return Office(lemma(word), False, names, plain)
        if is_boundary(word):
            return None
    return None


def _is_post(word: str) -> bool:
    low = fold(word)
    return low in _POSTS or (word[0].islower() and DOER.search(low) is not None)


def parts(what: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the names and of the other words of content in what stands for whose post it is."""
    content = _content(what)
    return (
        frozenset(stem(word) for word in content if word[0].isupper()),
        frozenset(stem(word) for word in content if not word[0].isupper()) - _ANY,
    )


def _content(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if not is_boundary(word)]


def is_boundary(word: str) -> bool:
    """Return whether a word belongs to no name and no post; "US" is no pronoun."""
    return fold(word) in _BOUNDARY and not (word.isupper() and len(word) > 1)
