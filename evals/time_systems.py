"""Who finds and resolves expressions of time: ours, and the libraries that were weighed, to be installed by hand."""

from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import Any

from evals.timex import Timex, timexes
from store.article import Span
from store.errors import SettingsError

System = Callable[[str, date], list[Timex]]


def _ours(text: str, created: date) -> list[Timex]:
    return timexes(text, published=created)


def _dateparser() -> System:
    search: Any = _installed("dateparser.search", "dateparser").search_dates

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
    package = "recognizers-text-date-time"
    culture: Any = _installed("recognizers_text", package).Culture.English
    recognize: Any = _installed("recognizers_date_time", package).recognize_datetime

    def system(text: str, created: date) -> list[Timex]:
        reference = datetime(created.year, created.month, created.day)
        return [
            Timex(Span(one.start, one.end + 1), _settled(one.resolution["values"][0]))
            for one in recognize(text, culture, reference=reference)
            if one.resolution and one.resolution.get("values")
        ]

    return system


def _installed(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise SettingsError(f"{module} is not installed; `pip install {package}` brings it") from error


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
