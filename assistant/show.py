"""Print answers, articles and reports for people, with rich. It works nothing out.

Words of an article are shown as they are: never as rich's mark-up, and without characters that steer a terminal.
Results go to standard output, everything else to standard error.
"""

import json as json_module
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Citation, Claim, Disagreement, Hit
from assistant.facts import RELATIONS, TOLD, article_dict, counted, day_of, origin, traced
from store.article import Article
from store.dates import format_date

if TYPE_CHECKING:
    from assistant.doctor import Finding
    from assistant.timeline import Moment
    from store.report import IngestReport
    from store.report import Progress as Step

WIDTH = 100  # longer lines are hard to read
MARKS = {"ok": ("ok", "green"), "note": ("note", "yellow"), "broken": ("broken", "bold red")}


def console(*, stderr: bool = False) -> Console:
    """Return a console on the stream as it is now, plain where that is not a terminal."""
    made = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    made.width = min(made.width, WIDTH) if made.is_terminal else WIDTH
    return made


def words(value: str, style: str = "") -> Text:
    """Return text to print as it stands, less the characters that steer a terminal."""
    return Text("".join(map(visible, value)), style)


def visible(character: str) -> str:
    """Return a character, or a stand-in for one that is no letter, mark or space."""
    if character in "\n\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    return " " if character == "\t" else "\N{REPLACEMENT CHARACTER}"


def say(message: str) -> None:
    """Print one line on standard error."""
    console(stderr=True).print(words(message), soft_wrap=True)


def json(document: Any) -> None:
    """Print one JSON document in UTF-8, whatever the terminal's encoding."""
    text = json_module.dumps(document, ensure_ascii=False, indent=2) + "\n"
    raw(text.encode("utf-8", "backslashreplace"))  # half a surrogate pair in a file name becomes its JSON escape


def raw(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextmanager
def progress() -> "Iterator[Callable[[Step], None] | None]":
    """Yield what draws a bar with the time left from how far an ingest is; None where there is no terminal."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield None
        return
    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", visible=False)
        yield lambda step: bar.update(task, completed=step.done, total=step.total, visible=step.done < step.total)


def answer(result: Answer) -> None:
    """Print an answer, its sources in order, where they differ, and who read them."""
    screen = console()
    screen.print(Group(*lines(words(result.text, "bold"), screen)))
    rest(result)


def claim(made: Claim) -> None:
    """Print one claim with its citation numbers, as it comes."""
    screen = console()
    numbers = "".join(f"[{number}]" for number in made.citations)
    screen.print(Group(*lines(words(f"{made.text} {numbers}", "bold"), screen)))


def rest(result: Answer) -> None:
    """Print what comes after the claims: the sources, where they differ, what to know, and who read them."""
    screen = console()
    told = [point for point in result.disagreements if point.kind in TOLD]
    parts: list[RenderableType] = [Text()]
    parts += [part for citation in result.citations for part in (*source(citation, screen), Text())]
    parts += [words(line) for line in counted(result)]
    parts += [part for point in told for part in (differing(point), Text())]
    parts += [words(f"Note: {notice}", "yellow") for notice in result.notices]
    parts.append(words(f"Read by {result.reader} in {result.timings.total_ms:.0f} ms", "dim"))
    screen.print(Group(*parts))


def sources(citations: Sequence[Citation]) -> None:
    """Print the sources of an answer, with their words."""
    screen = console()
    parts = [part for citation in citations for part in source(citation, screen)]
    screen.print(Group(*parts) if parts else words("The last answer has no sources."))


def source(citation: Citation, screen: Console) -> list[Text]:
    """Return the lines of one numbered source: where from, then the words that carry the statement."""
    head = words(f"[{citation.number}] ", "bold cyan") + words(origin(citation.passage, citation.path))
    behind = [words(line, "dim") for line in traced(citation.also_in, citation.citing)]
    quote = lines(words(f"“{citation.quote}”", "italic"), screen, indent=4)
    return [*lines(head, screen), *quote, *(part for line in behind for part in lines(line, screen, indent=4))]


def lines(text: Text, screen: Console, *, indent: int = 0) -> list[Text]:
    """Return the lines of `text` as wide as the screen, set in, without blanks at their ends."""
    found = text.wrap(screen, screen.width - indent)
    for line in found:
        line.rstrip()
    return [Text(" " * indent) + line if line else line for line in found]


def differing(point: Disagreement) -> Group:
    """Return the sides of one disagreement as a small table."""
    table = Table("Source", "Published", "Says", box=box.SIMPLE_HEAD, pad_edge=False)
    for side in point.positions:
        numbers = "".join(f"[{number}]" for number in side.citations)
        table.add_row(
            words(side.outlet or "outlet not named"),
            words(side.published or "no date"),
            words(f"{side.text} {numbers}"),
        )
    return Group(words(f"{RELATIONS[point.kind]}: {point.about}", "bold"), table)


def timeline(moments: "Sequence[Moment]") -> None:
    """Print dated statements, each with the words of its source and the day of the report."""
    table = Table("When", "Says", "Source", box=box.SIMPLE_HEAD, pad_edge=False)
    for moment in moments:
        shown = format_date(moment.start, moment.end, moment.granularity)
        table.add_row(words(shown or ""), words(f"“{moment.text}”"), words(origin(moment.citation.passage)))
    console().print(table if moments else words("The articles say nothing of it with a date."))


def report(done: "IngestReport") -> None:
    """Print what an ingest changed and what it could not use."""
    for error in done.failed:
        say(f"skipped {error}")
    for error in done.cut:
        say(f"searchable in part only: {error}")
    counts = f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged, {done.removed} removed"
    console().print(words(f"{counts}, {len(done.failed)} skipped; {done.passages} passages in {done.seconds:.1f} s"))


def articles(found: Sequence[Article]) -> None:
    """Print a list of articles."""
    table = Table("id", "published", "outlet", "title", "path", box=None, pad_edge=False)
    for item in found:
        row = (item.id, day_of(item), item.outlet or "", item.title or "", item.path)
        table.add_row(*map(words, row))
    table.columns[0].no_wrap = True
    console().print(table if found else words("The store holds no articles. `dateline ingest PATH` adds some."))


def article(item: Article) -> None:
    """Print what is known of an article on standard error, and its text, unchanged, on standard output."""
    facts = {name: value for name, value in article_dict(item).items() if value is not None}
    say("\n".join(f"{name}: {value}" for name, value in facts.items()) + "\n")
    raw(item.text.encode("utf-8"))


def hits(found: Sequence[Hit]) -> None:
    """Print passages found, best first, each with where it is from and its score."""
    screen = console()
    for rank, hit in enumerate(found, start=1):
        head = words(f"{rank}. ", "bold cyan") + words(f"{origin(hit.passage)} · {hit.score:.3f}")
        text = lines(words(hit.passage.text), screen, indent=4)
        screen.print(Group(head, words(f"    {hit.passage.id}", "dim"), *text, Text()))
    if not found:
        say("No passage found.")


def findings(found: "Sequence[Finding]") -> None:
    """Print what the doctor found, one line each, with the remedy under what is wrong."""
    for finding in found:
        label, style = MARKS[finding.state]
        line = words(f"{label:7}", style) + words(f"{finding.about}: {finding.text}")
        console().print(line, soft_wrap=True)
        if finding.remedy:
            console().print(words(f"        → {finding.remedy}"), soft_wrap=True)
