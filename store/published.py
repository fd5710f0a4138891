"""Read a publication date strictly: a whole day, written in full, or nothing. Relative dates are left to others."""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_YEAR = r"(?P<year>(?:1[7-9]|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d./-]){_YEAR}(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?=t\d|[^\d/]|$)(?!-\d)",
        rf"{_WEEKDAY}(?<![\d.])(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}[,\s-]+{_YEAR}(?!\d)",
        rf"{_WEEKDAY}\b{_MONTH}\s+(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}(?!\d)",
    )
)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=T\d|$)")
_AFTER = re.compile(r"[\s,|·•@-]*(?:at\s+)?T?\d{1,2}[:.h]\d\d[\w\s:.,+()/-]*$|\s*(?:[A-Z]{2,4})?$|T\d{4,6}[\w+:.-]*$")
_EARLIEST = date(1700, 1, 1)
_AHEAD = timedelta(days=3653)  # years, not days: clocks are wrong, and invented corpora play in the future


def parse(value: object) -> date | None:
    """Return the day that `value` (text, a date, digits such as 20220118) states, None where it is not a whole date."""
    if isinstance(value, datetime):
        return possible(value.date())
    if isinstance(value, date):
        return possible(value)
    if isinstance(value, int) and 10**7 < value < 10**8:
        value = str(value)
    if not isinstance(value, str) or len(text := value.strip()) > 100:
        return None
    if compact := _COMPACT.match(text):
        return _day(compact)
    found = find(text)
    if found and not text[: found[1]].strip() and _AFTER.match(text, found[2]):
        return found[0]
    return _mail(text)


def find(text: str) -> tuple[date, int, int] | None:
    """Return the first full date written in `text` with its start and end, None where there is none."""
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=re.Match[str].start):
        if day := _day(match):
            return day, match.start(), match.end()
    return None


def possible(day: date) -> date | None:
    """Return `day` unless no article can be of that day: before there were newspapers, or far in the future."""
    return day if _EARLIEST <= day <= date.today() + _AHEAD else None


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower().rstrip(".")
    number = int(month) if month.isdigit() else _number(month)
    try:
        return possible(date(int(match["year"]), number, int(match["day"])))
    except ValueError:
        return None


def _number(month: str) -> int:
    """Return 1 to 12 for the name of a month or its first letters."""
    return _MONTHS.index(month[:3]) + 1


def _mail(text: str) -> date | None:
    try:
        return possible(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
