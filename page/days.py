"""Write the days of articles as people read them, and say where a publication date was read."""

from datetime import date

NO_DATE = "no date"
_FROM = {
    "front matter": "date from the head of the file",
    "html": "date stated by the page",
    "text": "date read in the text",
    "file name": "date from the file name",
    "inferred": "date inferred",
}


def day(when: date | str | None) -> str:
    """Return a day, also one in its ISO form, as "14 May 2031"."""
    if when is None:
        return NO_DATE
    found = when if isinstance(when, date) else date.fromisoformat(when)
    return f"{found.day} {found:%B %Y}"


def span(first: date, last: date) -> str:
    """Return the days from `first` to `last` as short as they can be said."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def origin(published_from: str | None) -> str | None:
    """Return in words where a publication date was read."""
    return _FROM.get(published_from or "", published_from)
