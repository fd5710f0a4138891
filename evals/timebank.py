"""Score date resolution on TimeBank (TimeML files) as TempEval-3 did: extents, strictly and relaxed, and values.

The anchor is each document's creation time. `value F1` is the relaxed F1 times the share of found extents whose TIMEX3
value is exactly the gold one. The libraries that were weighed are asked only when named, and need installing by hand.
"""

import html
import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import click

from evals.timex import Timex, timexes
from store.article import Span

System = Callable[[str, date], list[Timex]]
_TAG = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>|<[^>]+>")
_VALUE = re.compile(r'value="([^"]*)"')


class Document(NamedTuple):
    """The text of one file without its tags, its creation day and its gold expressions."""

    name: str
    text: str
    created: date
    gold: list[Timex]


class Score(NamedTuple):
    """What TempEval-3 reports, in percent, and microseconds a thousand characters."""

    n: int
    strict_f1: float
    relaxed_precision: float
    relaxed_recall: float
    relaxed_f1: float
    value_accuracy: float
    value_f1: float
    relative_accuracy: float
    microseconds: float


def read(path: Path) -> Document:
    """Return one TimeML file as text with gold expressions, at offsets of that text."""
    whole = path.read_text("utf-8")
    created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', whole, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", whole, re.DOTALL)
    if created is None or body is None:
        raise click.ClickException(f"{path}: it has no creation time or no text; give a folder of TimeML files")
    text, gold = _untagged(body.group(1))
    return Document(path.name, text, date.fromisoformat(created.group(1)), gold)


def _untagged(body: str) -> tuple[str, list[Timex]]:
    pieces: list[str] = []
    length, at = 0, 0
    open_tags: list[tuple[int, str]] = []
    gold: list[Timex] = []
    for tag in _TAG.finditer(body):
        piece = html.unescape(body[at : tag.start()])
        pieces.append(piece)
        length, at = length + len(piece), tag.end()
        if tag.group().startswith("<TIMEX3"):
            value = _VALUE.search(tag.group(1))
            open_tags.append((length, value.group(1) if value else ""))
        elif tag.group() == "</TIMEX3>":
            start, value_text = open_tags.pop()
            gold.append(Timex(Span(start, length), value_text))
    pieces.append(html.unescape(body[at:]))
    return "".join(pieces), [one for one in sorted(gold) if one.span.end > one.span.start]


def score(documents: Iterable[Document], system: System) -> Score:
    """Return how well `system` finds and resolves the gold expressions of `documents`."""
    gold = found = strict = relaxed = right = relative = relative_right = characters = 0
    seconds = 0.0
    for document in documents:
        began = perf_counter()
        answers = system(document.text, document.created)
        seconds += perf_counter() - began
        characters += len(document.text)
        gold, found = gold + len(document.gold), found + len(answers)
        strict += len({one.span for one in document.gold} & {one.span for one in answers})
        for wanted, answer in pairs(document.gold, answers):
            relaxed += 1
            right += wanted.value == answer.value
            if is_relative(document.text[wanted.span.start : wanted.span.end], wanted.value):
                relative += 1
                relative_right += wanted.value == answer.value
    relaxed_f1 = f1(relaxed, found, gold)
    accuracy = 100 * right / max(1, relaxed)
    return Score(
        n=gold,
        strict_f1=round(f1(strict, found, gold), 1),
        relaxed_precision=round(100 * relaxed / max(1, found), 1),
        relaxed_recall=round(100 * relaxed / max(1, gold), 1),
        relaxed_f1=round(relaxed_f1, 1),
        value_accuracy=round(accuracy, 1),
        value_f1=round(relaxed_f1 * accuracy / 100, 1),
        relative_accuracy=round(100 * relative_right / max(1, relative), 1),
        microseconds=round(1e9 * seconds / max(1, characters), 1),
    )


def f1(right: int, found: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall, in percent."""
    return 200 * right / (found + gold) if found + gold else 0.0


def pairs(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Return each gold expression with the one found expression that overlaps it, each used once."""
    paired: list[tuple[Timex, Timex]] = []
    free = list(found)
    for wanted in gold:
        match = next(
            (one for one in free if one.span.start < wanted.span.end and wanted.span.start < one.span.end), None
        )
        if match:
            free.remove(match)
            paired.append((wanted, match))
    return paired


def is_relative(words: str, value: str) -> bool:
    """Tell whether an expression has a calendar value that its own words do not hold: "Friday", "last month"."""
    return value[:4].isdigit() and not re.search(r"\d{4}|\d\ds\b", words)


def _ours(text: str, created: date) -> list[Timex]:
    return timexes(text, published=created)


def _dateparser() -> System:
    search: Any = import_module("dateparser.search").search_dates

    def system(text: str, created: date) -> list[Timex]:
        settings = {"RELATIVE_BASE": datetime(created.year, created.month, created.day), "PREFER_DATES_FROM": "past"}
        answers: list[Timex] = []
        at = 0
        for words, when in search(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            answers.append(Timex(Span(start, at), when.date().isoformat()))
        return answers

    return system


def _recognizers() -> System:
    culture: Any = import_module("recognizers_text").Culture.English
    recognize: Any = import_module("recognizers_date_time").recognize_datetime

    def system(text: str, created: date) -> list[Timex]:
        reference = datetime(created.year, created.month, created.day)
        return [
            Timex(Span(one.start, one.end + 1), _settled(one.resolution["values"][0]))
            for one in recognize(text, culture, reference=reference)
            if one.resolution and one.resolution.get("values")
        ]

    return system


def _settled(first: dict[str, str]) -> str:
    """Return the TIMEX of a recognizer's first reading, which is the past one, with the year that it worked out."""
    timex = first.get("timex", "")
    day = first.get("value") or first.get("start") or ""
    if timex.startswith("XXXX-WXX"):
        return day[:10]
    return day[:4] + timex[4:] if timex.startswith("XXXX") and day else timex


SYSTEMS: dict[str, Callable[[], System]] = {
    "ours": lambda: _ours,
    "dateparser": _dateparser,
    "recognizers": _recognizers,
}


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--system", "name", type=click.Choice(sorted(SYSTEMS)), default="ours", show_default=True)
@click.option("--limit", type=int, default=None, help="Only the first documents.")
@click.option("--errors", is_flag=True, help="Print each wrong or missing expression.")
def main(data: Path, name: str, limit: int | None, errors: bool) -> None:
    """Score one system on the TimeML files of a folder and print the scores as JSON."""
    documents = [read(path) for path in sorted(data.glob("*.tml"))[:limit]]
    system = SYSTEMS[name]()
    if errors:
        for document in documents:
            _print_errors(document, system(document.text, document.created))
    click.echo(json.dumps({"system": name, "documents": len(documents), **score(documents, system)._asdict()}))


def _print_errors(document: Document, answers: list[Timex]) -> None:
    paired = pairs(document.gold, answers)
    lines: list[tuple[str, Timex | None, Timex | None]] = [("wrong", *pair) for pair in paired if _differ(*pair)]
    lines += [("missing", one, None) for one in document.gold if one not in [wanted for wanted, _ in paired]]
    lines += [("extra", None, one) for one in answers if one not in [answer for _, answer in paired]]
    for kind, wanted, answer in lines:
        words = [document.text[one.span.start : one.span.end] if one else "" for one in (wanted, answer)]
        values = [one.value if one else "" for one in (wanted, answer)]
        click.echo(f"{kind}\t{document.name}\t{document.created}\t{' | '.join(map(repr, words))}\t{' | '.join(values)}")


def _differ(wanted: Timex, answer: Timex) -> bool:
    return wanted.value != answer.value


if __name__ == "__main__":
    main()
