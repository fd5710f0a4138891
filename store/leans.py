"""Where a report leans on another outlet: "according to Reuters", "told the Vale Gazette", "(AP)".

A name counts as an outlet's by its shape (the last word is one that papers and broadcasters are named with, as in
"Harbour Post"), when it is a known agency or broadcaster, or when the store has articles of that outlet. The first two
are judged here from the text alone; the last is for the caller, who knows the store, so every name after a telling
phrase is returned. People and ministries are among them: `outlet_like` and `same_outlet` sort them out.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from store.article import Article

_PART = r"(?:St\.|(?:[A-Z]\.)+|[A-Z][\w&’'-]*(?:\.\w+)*)"
_NAME = rf"(?P<the>[Tt]he )?(?P<name>(?!The\b){_PART}(?: (?:(?:of|de|of the|del|for) )?(?:{_PART}|\d{{1,3}}\b)){{0,4}})"
_BEFORE = (
    r"(?:[Aa]ccording to (?:a (?:\w+ )?report (?:in|by|from) |reports (?:in|by|from) |sources cited by )?"
    r"|(?:first |originally )?(?:reported|revealed|quoted|cited|obtained) (?:by|in) |[Cc]iting |[Qq]uoting "
    r"|(?:told|telling) |speaking to |(?:interview|remarks|comments|statement) (?:with|to|in|for) "
    r"|(?:[Ww]ith |[Aa]dditional )(?:reporting|files|material) (?:by|from) )"
)
_AFTER = (
    r"(?: (?:has |had |have )?(?:first |also |previously |earlier )?"
    r"(?:reported|reports|revealed|wrote|writes|said|says)| contributed| broke the (?:story|news))"
)
_CUE = re.compile(r"\b(?:reported|reports|revealed|wrote|writes|said|says|contributed|broke the (?:story|news))\b")
_REACH = 90
"""Characters before a verb in which its subject is looked for."""
_NAMED_BEFORE = re.compile(rf"\b{_NAME}{_AFTER}$")
_NAMED_AFTER = re.compile(rf"{_BEFORE}{_NAME}")
_IN_BRACKETS = re.compile(rf"\({_NAME}\)(?=\s*[-–—]|\s*$)")
_NOT_THE_NAME = re.compile(
    r"(?:[’']s?|[.,])$| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$| (?:January|February|March|April|June|July|August|"
    r"September|October|November|December)(?: \d+)?$"
)

AGENCIES = frozenset(
    "reuters ap afp bloomberg interfax tass xinhua dpa pa upi ansa efe kyodo yonhap anadolu pti ani ria rianovosti "
    "ukrinform belta bbc cnn npr pbs abc cbs nbc cnbc msnbc itv rte cbc nhk dw rt aljazeera euronews france24 axios "
    "politico derspiegel spiegel lemonde lefigaro elpais diezeit bild theeconomist economist newyorker usatoday "
    "theatlantic businessinsider buzzfeed propublica bellingcat semafor variety".split()
)
"""By their keys (`_key`): what has no word in its name that papers are named with."""
_KINDS = frozenset(
    "times post news journal herald tribune gazette telegraph guardian chronicle observer mail express courier echo "
    "examiner inquirer enquirer sentinel dispatch globe bulletin press newswire radio tv television broadcasting "
    "magazine weekly daily newspaper independent mirror sun star argus advertiser ledger mercury".split()
)
_FIRST = frozenset("times voice radio agence daily".split())
_NO_OUTLETS = frozenset(("royalmail", "americanexpress", "federalexpress", "morningstar"))
_ALIASES = {
    "associatedpress": "ap", "agencefrancepresse": "afp", "pressassociation": "pa", "pamedia": "pa",
    "bloombergnews": "bloomberg", "bbcnews": "bbc", "nytimes": "newyorktimes", "wsj": "wallstreetjournal",
}  # fmt: skip


class Lean(NamedTuple):
    """`article.text[start:end]` says that something is known from the outlet `name`."""

    start: int
    end: int
    name: str


def leans(article: Article) -> list[Lean]:
    """Return every name that the text gives as a source in one of the ways outlets are given, in order, each once."""
    found = sorted(_found(article.text))
    first: dict[str, Lean] = {}
    for lean in found:
        first.setdefault(_key(lean.name), lean)
    own = _key(article.outlet or "")
    # A paper calls itself by the last word of its name.
    return [lean for name, lean in first.items() if not (own and name and own.endswith(name))]


def outlet_like(name: str) -> bool:
    """Return whether a name is by its shape an outlet's, or that of a known agency or broadcaster."""
    key, parts = _key(name), re.findall(r"\w+", name.casefold().removeprefix("the "))
    if not parts or key in _NO_OUTLETS:
        return False
    if key in AGENCIES or "".join(parts[:1]) in AGENCIES:
        return True
    if parts[-2:] in (["news", "agency"], ["press", "agency"]):
        return True
    paper = parts[-1] in _KINDS or (len(parts) > 1 and parts[0] in _FIRST)
    return paper and (len(parts) > 1 or name.casefold().startswith("the "))


def an_outlet(name: str, known: Iterable[str]) -> bool:
    """Return whether a name is an outlet's, by its shape or because it is one of the `known`."""
    return outlet_like(name) or any(same_outlet(name, outlet) for outlet in known)


def same_outlet(one: str, other: str) -> bool:
    """Return whether two names are those of one outlet: "The Harbour Post" and "harbourpost.example"."""
    return bool(one and other) and _key(one) == _key(other)


def _found(text: str) -> Iterator[Lean]:
    for pattern in (_NAMED_AFTER, _IN_BRACKETS):
        for match in pattern.finditer(text):
            yield from _lean(match, 0)
    for cue in _CUE.finditer(text):
        start = max(0, cue.start() - _REACH)
        if found := _NAMED_BEFORE.search(text[start : cue.end()]):
            # Everybody says things: only what reads like an outlet is taken for one.
            said = cue.group().startswith("sa")
            yield from (lean for lean in _lean(found, start) if not said or outlet_like(lean.name))


def _lean(match: re.Match[str], offset: int) -> Iterator[Lean]:
    name, end = match["name"], match.end()
    while cut := _NOT_THE_NAME.search(name):
        name = name[: cut.start()]
    if end == match.end("name"):
        end = match.start("name") + len(name)
    # "CNN's Ana Berg", "Orvane's Merrow Times": the owner or what is owned, whichever is the outlet.
    name = next(filter(outlet_like, re.split(r"[’']s ", name)), name)
    if name:
        yield Lean(offset + match.start(), offset + end, ("the " if match["the"] else "") + name)


@lru_cache(maxsize=4_096)
def _key(name: str) -> str:
    """Return what stays the same of an outlet's name however it is written."""
    folded = name.casefold().strip().removeprefix("https://").removeprefix("www.")
    folded = re.sub(r"(?<=\w)(?:\.com?|\.org|\.net|\.gov)?\.[a-z]{2,7}$", "", folded.removeprefix("the "))
    bare = re.sub(r"\W+", "", folded)
    bare = bare[3:] if bare.startswith("the") and len(bare) > 7 else bare
    return _ALIASES.get(bare, bare)
