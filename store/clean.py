"""Tell which spans of an article's text are not the story. A view: the text itself is never changed.

The judgements are in `boilerplate` (shape and vocabulary of a line) and `repeats` (lines that say nothing new).
"""

from collections.abc import Iterable, Sequence

from store.article import Skipped
from store.boilerplate import boilerplate
from store.lines import Line, lines
from store.repeats import repeats

_HARMLESS = frozenset(("separator", "repeat", "caption"))


def clean(text: str) -> tuple[Skipped, ...]:
    """Return the spans that no passage and no quote comes from: sorted, apart, and never all sentences of a text."""
    return judge(lines(text))


def judge(whole: Sequence[Line]) -> tuple[Skipped, ...]:
    """Return what `clean` returns, for a text that is cut into lines already."""
    found = list(boilerplate(whole))
    gone = {item.start for item in found if item.reason != "credit"}
    found += repeats([line for line in whole if line.start not in gone])
    kept = _apart(found)
    if _sentences_left(whole, kept) or not any(line.prose for line in whole):
        return kept
    return _apart(item for item in found if item.reason in _HARMLESS)


def _apart(found: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """Return the spans sorted; of two that overlap the first and longest stays, and the other's rest."""
    kept: list[Skipped] = []
    for item in sorted(found, key=lambda s: (s.start, -s.end)):
        start = max(item.start, kept[-1].end) if kept else item.start
        if start < item.end:
            kept.append(item._replace(start=start))
    return tuple(kept)


def _sentences_left(whole: Sequence[Line], skipped: Sequence[Skipped]) -> bool:
    """Tell whether a line of running text is left at least in part."""
    spans = {item.start: item.end for item in skipped}
    return any(line.prose and spans.get(line.start, 0) < line.end for line in whole)
