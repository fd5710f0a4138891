"""Say which days a date expression means, against a publication date. Finding expressions is `date_expressions`'s.

What cannot be known is not guessed: without a year and a publication date `needs` is "year" and month and day are
kept; without an anchor `needs` is "anchor"; 03/04/2022 may be in March or in April and `needs` is "order".
"""

from collections.abc import Callable

from store import date_named, date_relative
from store.article import Span
from store.calendar_spans import part_of
from store.date_expressions import Expression
from store.date_meaning import Meaning, Resolved, Scene


def resolve(expression: Expression, scene: Scene) -> Resolved | None:
    """Return the days that `expression` means, None where it is no date after all."""
    meaning = _RESOLVERS[expression.form](expression, scene)
    if meaning is None:
        return None
    part = expression.groups.get("p")
    if meaning.days and part and part[0].letter == "P" and meaning.granularity != "day":
        meaning = meaning._replace(days=part_of(meaning.days, part[0].value))
    rough = bool(part and part[0].letter == "P" and meaning.granularity != "day") or _is_rough(expression)
    month, last_day = expression.value("m"), expression.value("e")
    return Resolved(
        span=Span(expression.start, expression.end),
        start=meaning.days.start if meaning.days else None,
        end=meaning.days.end if meaning.days else None,
        granularity=meaning.granularity,
        needs=meaning.needs,
        relative=meaning.relative,
        approximate=meaning.approximate or rough,
        year=expression.value("y") if expression.form not in ("decade", "figures") else None,
        month=month,
        day=expression.value("d"),
        last_month=month if last_day else None,
        last_day=last_day,
        form=expression.form,
    )


def _is_rough(expression: Expression) -> bool:
    before = expression.before()
    return expression.all_tokens[expression.first].letter == "g" or bool(before and before.letter == "g")


_RESOLVERS: dict[str, Callable[[Expression, Scene], Meaning | None]] = {
    "figures": date_named.figures,
    "day range": date_named.month_day,
    "range day": date_named.month_day,
    "day month": date_named.month_day,
    "month day": date_named.month_day,
    "month year": date_named.month,
    "relative month": date_named.month,
    "month": date_named.month,
    "quarter": date_named.quarter,
    "season": date_named.season,
    "decade": date_named.decade,
    "part of unit": date_relative.part_of_unit,
    "adverb unit": date_relative.adverb_unit,
    "the unit": date_relative.relative_unit,
    "year before": date_relative.year_before,
    "ago": date_relative.ago,
    "day before": date_relative.day_before,
    "relative span": date_relative.relative_span,
    "relative unit": date_relative.relative_unit,
    "weekday": date_relative.weekday,
    "day word": date_relative.day_word,
    "day part": date_relative.day_part,
    "years": date_named.year_alone,
    "year": date_named.year_alone,
}
