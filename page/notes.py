"""Show what happened behind the page: what an ingest did, how far it is, what is set up, what was kept."""

from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.doctor import Finding
from page.keeping import Kept
from page.markup import Markup, join, tag
from store.report import IngestReport, Progress

_FORMS = (("Markdown", "md"), ("JSON", "json"))
_SIGNS = {"ok": "✓", "note": "i", "broken": "✗"}


def masthead(line: str, reader: str) -> Markup:
    """Return the head of the page: its name, and what it answers from."""
    return tag(
        "header",
        tag("h1", "Dateline"),
        tag("p", tag("span", line), tag("span", f"read by {reader}"), class_="strap"),
        class_="masthead",
    )


def waiting(count: int, progress: Progress | None, notice: str | None = None) -> Markup:
    """Return what a reader should know of the store, and that files of the folder changed or how far they are read."""
    said = tag("p", tag("b", "Note: "), notice, class_="hint", role="status") if notice else None
    return join(said, reading(progress) if progress is not None else _changed(count))


def _changed(count: int) -> Markup:
    if not count:
        return tag("span")
    words = f"{count} file{'s' * (count != 1)} in the articles folder changed. "
    button = tag("button", "Bring in", type="button", data_act="refresh")
    return tag("p", words, button, class_="hint", role="status")


def reading(progress: Progress | None) -> Markup:
    """Return how far an ingest is."""
    if progress is None or not progress.total:
        return tag("p", "Reading …", class_="hint", role="status")
    words = f"Reading: {progress.done} of {progress.total} files, {progress.passages} passages "
    bar = tag("progress", value=progress.done, max=progress.total, aria_label="Files read")
    return tag("p", words, bar, class_="hint", role="status")


def report(done: IngestReport, shown: Callable[[str], str] = str) -> Markup:
    """Return what an ingest did, with a line for each file that could not be used; `shown` is how a path is told."""
    counts = {"added": done.added, "updated": done.updated, "unchanged": done.unchanged, "removed": done.removed}
    words = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing new"
    failed = [tag("li", tag("b", shown(error.path)), f": {error.message} ({error.code})") for error in done.failed]
    cut = [tag("li", tag("b", shown(error.path)), f": {error.message}") for error in done.cut]
    return tag(
        "section",
        tag("p", f"{words}. {done.passages} passages in {done.seconds:.1f} s."),
        tag("ul", failed, cut) if failed or cut else None,
        class_="report",
        role="status",
    )


def problem(words: str) -> Markup:
    """Return one line that says what went wrong and what to do next."""
    return tag("p", words, class_="notice", role="alert")


def done(words: str) -> Markup:
    """Return one line that says what was done."""
    return tag("p", words, class_="report", role="status")


def findings(found: Sequence[Finding]) -> Markup:
    """Return what the doctor says, each line with its remedy."""
    rows = [
        tag(
            "tr",
            tag("td", tag("span", _SIGNS[one.state], aria_hidden="true"), " ", one.state, class_=f"state {one.state}"),
            tag("th", one.about, scope="row"),
            tag("td", one.text, tag("span", f" → {one.remedy}", class_="remedy") if one.remedy else None),
        )
        for one in found
    ]
    return tag("table", tag("caption", "What is set up, and what is wrong"), tag("tbody", rows), class_="findings")


def kept(conversations: Sequence[Kept], current: str | None) -> Markup:
    """Return the list of conversations, each to open, to export or to delete."""
    if not conversations:
        return tag("p", "Nothing is kept yet. Every question that is answered is kept here.", class_="faint")
    return tag("ul", [_kept(one, one.id == current) for one in conversations], class_="kept")


def _kept(one: Kept, current: bool) -> Markup:
    when = datetime.fromtimestamp(one.touched).strftime("%d %B %Y, %H:%M").lstrip("0")
    count = f"{one.turns} question{'s' * (one.turns != 1)}"
    title = tag("button", one.title, type="button", class_="title", data_act="reopen", data_conversation=one.id)
    sure = tag(
        "span", "Delete it? ",
        tag("button", "Yes, delete", type="button", data_act="discard", data_conversation=one.id),
        tag("button", "Keep", type="button", class_="link", data_do="unsure"), class_="sure", hidden=True,
    )  # fmt: skip
    delete = tag("button", "Delete", type="button", class_="link", data_do="sure", aria_label=f"Delete: {one.title}")
    exports = [tag("a", word, href=f"/export/{one.id}.{form}", download=True) for word, form in _FORMS]
    about = tag("p", f"{when} · {count}", " · open now" if current else None, class_="faint")
    remove = tag("span", delete, sure, class_="remove")
    return tag("li", tag("div", title, about), tag("div", exports, remove, class_="does"))
