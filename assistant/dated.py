"""Say of the articles behind an answer how a date of publication that no article states was come by."""

from collections.abc import Iterable, Iterator

from store.article import Article
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
