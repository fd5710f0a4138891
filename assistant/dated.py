"""Say how a date that no article states was come by: of its publication, or of an event that it tells of."""

from collections.abc import Iterable, Iterator

from assistant.answer import Citation
from store.article import Article
from store.date_events import event_dates
from store.dates import format_date
from store.inferred import infer


def inferred(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return one line for each article whose date was inferred from its own text, with the reason."""
    return tuple(_reasons(articles))


def _reasons(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        if article.published_from != "inferred" or article.published is None:
            continue
        name = article.outlet or article.title or article.path
        found = infer(article.text)
        reason = found.reason if found and found.day == article.published else "from its address"
        yield f"{name}: the publication date {article.published.isoformat()} is inferred: {reason}"


def against_events(cited: Iterable[Citation]) -> tuple[str, ...]:
    """Return one line for each date that a quote tells against an event whose day its passage says, with that day."""
    return tuple(dict.fromkeys(_against(cited)))


def _against(cited: Iterable[Citation]) -> Iterator[str]:
    for item in cited:
        passage = item.passage
        for found in event_dates(passage.text, published=passage.published):
            if item.start <= passage.start + found.span.start < item.end:
                words, anchor = (passage.text[span.start : span.end] for span in (found.span, found.anchor))
                yield f"“{words}” is {format_date(found.day, found.day, 'day')}, since “{anchor}”"
