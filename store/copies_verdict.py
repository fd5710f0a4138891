"""Are two articles copies? Exact, from their words; a function of the two and of nothing else.

Most of the shorter one must stand in the longer, word for word. Then the numbers and names are looked at: reports that
are written by one form each year, or for each town, share most of their words too, but give other details in sentence
after sentence. A lightly edited copy or an updated page changes few, and soon.
"""

from collections import Counter

from store.copies_profile import Profile, Run, Said

SHARE = 0.6
"""Of the runs of the shorter article: below lie follow-ups that repeat the background, above lie edited copies."""
FEWEST = 12
"""Runs that an article must have; a shorter one is a copy only where it is word for word the same."""
CONFLICTS = 0.34
"""Share of the common sentences with details whose details may be others: a page that is updated in some figures."""
SOON = 7
"""Days within which a page is updated. What shares most of its words later is the piece of another year, unless it is
nearly the same text."""
LATER_SHARE, LATER_CONFLICTS = 0.8, 0.1
_SAME_SENTENCE = 0.4


def copied(one: Profile, other: Profile, *, days: int | None = None) -> bool:
    """Return whether one article copies the other, published `days` days apart (None: not known)."""
    short, long = sorted((one, other), key=lambda item: (len(item.runs), item.words))
    if len(short.runs) < FEWEST:
        return short.words == long.words
    soon = days is None or days <= SOON
    if share(short, long) < (SHARE if soon else LATER_SHARE):
        return False
    common, conflicts = _compared(short, long)
    return conflicts <= (CONFLICTS if soon else LATER_CONFLICTS) * common


def share(one: Profile, other: Profile) -> float:
    """Return the share of the shorter one's runs that stand in the other, too (their containment)."""
    return len(one.runs & other.runs) / min(len(one.runs), len(other.runs))


def _compared(short: Profile, long: Profile) -> tuple[int, int]:
    """Return how many sentences with details both have, and in how many of them each has a detail of its own."""
    places: dict[Run, list[int]] = {}
    for place, sentence in enumerate(long.sentences):
        for pair in sentence.pairs:
            places.setdefault(pair, []).append(place)
    common = conflicts = 0
    for sentence in short.sentences:
        match = _match(sentence, long.sentences, places)
        if match and (sentence.details or match.details):
            common += 1
            conflicts += bool(sentence.details - match.details) and bool(match.details - sentence.details)
    return common, conflicts


def _match(sentence: Said, others: tuple[Said, ...], places: dict[Run, list[int]]) -> Said | None:
    """Return the sentence that shares most with `sentence`, None where none shares much."""
    shared = Counter(place for pair in sentence.pairs for place in places.get(pair, ()))
    best = max(shared, key=lambda place: (shared[place], -len(others[place].pairs), -place), default=None)
    if best is None or shared[best] < _SAME_SENTENCE * max(len(sentence.pairs), len(others[best].pairs)):
        return None
    return others[best]
