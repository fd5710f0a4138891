"""Make an article of what was loaded: mark what is not the story, and fill in what the format leaves open.

What the format states is trusted most; date and outlet are decided in `publication`. None means: the file doesn't say.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence

from store.article import Article, Loaded, Skipped
from store.clean import judge
from store.errors import ArticleError
from store.head import HEAD, byline
from store.lines import Line, lines
from store.orders import orders
from store.publication import outlet, when, without_outlet

_LONGEST_TITLE = 200
_MOST_WORDS = 25


def describe(loaded: Loaded) -> Article:
    """Return `loaded` as an article; raise `ArticleError` where no word of its text is the story."""
    whole = lines(loaded.text)
    skipped = judge(whole)
    first = next(_kept(loaded.text, whole, skipped), None)
    if first is None:
        raise ArticleError(loaded.path, "empty", "has no article text; remove it or add its text")
    title, site = without_outlet(loaded)
    published, published_from = when(loaded, whole)
    return Article(
        id=_id(loaded),
        path=loaded.path,
        text=loaded.text,
        title=title or _name(_headline(first)),
        outlet=_name(loaded.outlet or site or outlet(loaded, whole, skipped)),
        author=_name(loaded.author or next((name for line in whole[:HEAD] if (name := byline(line))), None)),
        published=published,
        published_from=published_from,
        url=loaded.url,
        skipped=skipped,
    )


def _id(loaded: Loaded) -> str:
    """Return a name made of what the format gives, so that a renamed file keeps it."""
    day = loaded.published and loaded.published.isoformat()
    known = [loaded.text, loaded.title, loaded.outlet, loaded.author, day, loaded.url]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def _name(name: str | None) -> str | None:
    """Return a name; one that orders its reader about is none, and would be printed before every quote."""
    return None if name and orders(name) else name


def _kept(text: str, whole: Sequence[Line], skipped: Sequence[Skipped]) -> Iterator[str]:
    """Yield what is left of each line that is not skipped as a whole."""
    ends = {item.start: item.end for item in skipped}
    for line in whole:
        left = text[ends.get(line.start, line.start) : line.end].strip()
        if any(character.isalnum() for character in left):
            yield left


def _headline(first: str) -> str | None:
    """Return the first line of the story where it looks like a headline."""
    line = re.sub(r"^#+\s+|[*_]{2}", "", first)
    if line.rstrip("\"'”’)").endswith((".", ":", ";", ",")) or not 3 <= len(line.split()) <= _MOST_WORDS:
        return None
    return line if len(line) < _LONGEST_TITLE else None
