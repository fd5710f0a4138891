"""Show one whole article: its text as it was read, the quote marked, and what no quote comes from greyed."""

from itertools import pairwise

from page.days import day, origin
from page.markup import Markup, tag
from store.article import Article, Span


def article(found: Article, quote: Span, path: str) -> Markup:
    """Return the article as the content of a dialog, the text from `quote.start` to `quote.end` marked."""
    about = [
        tag("span", found.outlet or "outlet not named", class_="outlet"),
        tag("span", found.author) if found.author else None,
        tag("time", day(found.published)),
        tag("span", origin(found.published_from), class_="faint") if found.published else None,
    ]
    return tag(
        "dialog",
        tag(
            "header",
            tag("h2", found.title or path, id="article-title"),
            tag("p", about, class_="whence"),
            tag("p", f"{path} · id {found.id}", class_="faint path"),
            tag("button", "Close", type="button", data_do="close", class_="close"),
        ),
        tag("div", pieces(found, quote), class_="text", tabindex=0),
        _note(found),
        aria_labelledby="article-title",
        class_="whole",
    )


def gone() -> Markup:
    """Return what is shown for an article that is no longer in the store."""
    return _instead("This article is no longer in the store", "The words that were quoted are still on their card.")


def unreadable(words: str) -> Markup:
    """Return what is shown for an article that can't be read, and why."""
    return _instead("This article can't be read now", words)


def _instead(title: str, words: str) -> Markup:
    return tag(
        "dialog",
        tag("header", tag("h2", title, id="article-title")),
        tag("p", words),
        tag("button", "Close", type="button", data_do="close", class_="close"),
        aria_labelledby="article-title",
        class_="whole",
    )


def pieces(found: Article, quote: Span) -> list[Markup]:
    """Return the whole text in order, in pieces: the quote, what was skipped, and the rest."""
    length = len(found.text)
    marked = Span(min(max(quote.start, 0), length), min(max(quote.end, 0), length))
    edges = {0, length, *marked, *(min(edge, length) for part in found.skipped for edge in (part.start, part.end))}
    made = []
    for start, end in pairwise(sorted(edges)):
        text = found.text[start:end]
        reason = next((part.reason for part in found.skipped if part.start <= start and end <= part.end), None)
        if marked.start <= start and end <= marked.end:
            made.append(tag("mark", text))
        elif reason:
            made.append(tag("span", text, class_="skipped", title=f"left out: {reason}"))
        else:
            made.append(tag("span", text))
    return made


def _note(found: Article) -> Markup | None:
    if not found.skipped:
        return None
    return tag("footer", tag("span", "Grey", class_="skipped"), " parts are left out: nothing is quoted from them.")
