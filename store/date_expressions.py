"""Find date expressions in text: where they stand and of which form they are. What day they mean is `date_resolve`'s.

A form is a regular expression over the letters of `date_words`, one letter a token. Forms are tried in order, so a
longer or surer one stands before a shorter one.
"""

import re
from typing import NamedTuple

from store.date_words import Token, tokens


class Expression(NamedTuple):
    """Tokens that together name a time, the form they have, and the tokens around them by index into `all_tokens`."""

    form: str
    first: int
    last: int
    all_tokens: list[Token]
    groups: dict[str, list[Token]]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.all_tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.all_tokens[self.last - 1].end

    def value(self, group: str) -> int | None:
        """Return the number that a part means, None where the part is absent."""
        found = self.groups.get(group)
        return found[0].value if found else None

    def before(self, distance: int = 1) -> Token | None:
        """Return the token `distance` places before the expression."""
        index = self.first - distance
        return self.all_tokens[index] if index >= 0 else None


_FORMS = {
    "figures": r"(?P<I>I)",
    "day range": r"(?:[Ww],?)?(?P<d>[DO])[z&]t?(?P<e>[DO])o?t?(?P<m>[Mm])(?:,?(?P<y>Y))?",
    "range day": r"(?:[Ww],?)?(?P<m>[Mm])t?(?P<d>[DO])[z&]t?(?P<e>[DO])(?!o?[Mm])(?:,?(?P<y>Y))?",
    "day month": r"(?:(?P<w>[Ww]),?)?t?(?P<d>[DO])o?(?P<m>[Mm])(?:,?o?(?P<y>Y)|(?P<r>[LXT])U)?",
    "month day": r"(?:(?P<w>[Ww]),?)?(?P<m>[Mm])t?(?P<d>[DO])(?:,?(?P<y>Y)|(?P<r>[LXT])U)?",
    "month year": r"t?(?:(?P<p>P)[zo]?)?(?P<m>[Mm])(?:,?o?(?P<y>Y)|o?(?P<r>[LXT])(?P<u>U))",
    "relative month": r"(?P<r>[LXT])(?P<m>[Mm])",
    "month": r"(?:t?(?P<p>P)[zo]?t?)?(?P<m>M|(?<=i)m)",
    "quarter": r"(?:(?P<r2>[LXT])(?P<u2>U)s)?t?(?:(?P<y2>Y)s?)?(?:(?P<q>Q)|(?P<o>O)z?(?P<u>U))(?:,?(?:oi?|i)?t?(?:(?P<y>Y)|(?P<r>[LXT])U))?",
    "season": r"t?(?:(?P<p>P)[zo]?t?)?(?:(?P<r>[LXT])L?)?(?P<s>R)(?:o?(?P<y>Y)|o?(?P<r2>[LXT])U)?",
    "decade": r"t?(?:(?P<p>P)[zo]?t?)?(?P<y>S)",
    "part of unit": r"t?(?P<p>P)[zo]?t?(?:(?P<y>Y)|(?P<r>[LXTd])?(?P<u>U))",
    "adverb unit": r"(?P<p>[EF])i?(?P<r>[LXTt])(?P<u>U)",
    "year before": r"t?(?P<u>U)z(?P<a>[AE])(?P<u2>U)?",
    "the unit": r"t(?P<u>U)",
    "ago": r"g?(?:(?P<n>[NDa])N?)z?(?P<u>U)(?P<a>[AEF])",
    "relative span": r"t?(?P<r>[LX])(?:(?P<n>[ND]))(?P<u>U)",
    "relative unit": r"t?(?:(?P<p>P)z?)?(?P<r>[LXTd])(?P<u>U)",
    "weekday": r"(?:(?P<p>P)h?)?t?(?P<r>[LXT])?(?P<w>W)(?:(?P<h>H)|(?P<r2>[LXT])(?P<u>U))?",
    "day word": r"(?:tU(?P<b>[EF])|(?P<p>[PEF])h?)?(?P<k>K)(?P<h>H)?",
    "day part": r"(?P<p>[PEF])?(?P<r>[LTXd])(?P<h>H)",
    "duration": r"g?(?P<n>[NDa])N?z?(?P<u>[Uu])",
    "years": r"(?P<y>Y)z(?P<n>[ND])",
    "year": r"(?:t?(?P<p>P)[zo]?)?t?(?P<y>Y)",
}
_RULES = [(form, re.compile(pattern)) for form, pattern in _FORMS.items()]
_OVER = ("over", "by", "until", "since", "through", "throughout", "before", "after", "for")
_STARTS = frozenset("MmWwDOYSIQULXTAEFPRKHNtag")
_COUNTED_BEFORE = frozenset(["about", "nearly", "some", "than", "over", "almost", "least", "most", "only", "of", "to"])


def expressions(text: str) -> list[Expression]:
    """Return the date and duration expressions of `text`, in order, none overlapping another."""
    found: list[Expression] = []
    all_tokens = tokens(text)
    letters = "".join([token.letter for token in all_tokens])
    at = 0
    while at < len(letters):
        expression = _at(all_tokens, letters, at, text) if letters[at] in _STARTS else None
        if expression is None:
            at += 1
            continue
        found.append(expression)
        at = expression.last
    return found


def _at(all_tokens: list[Token], letters: str, at: int, text: str) -> Expression | None:
    for form, rule in _RULES:
        match = rule.match(letters, at)
        if match is None:
            continue
        groups = {
            name: all_tokens[match.start(name) : match.end(name)] for name, hit in match.groupdict().items() if hit
        }
        expression = Expression(form, at, match.end(), all_tokens, groups)
        if _holds(expression, text):
            return expression
    return None


def _holds(expression: Expression, text: str) -> bool:
    check = _CHECKS.get(expression.form)
    part = expression.groups.get("p")
    if part and part[0].letter == "P" and part[0].value >= 3 and not _joined_part(expression):
        return False
    return check is None or check(expression, text)


def _joined_part(expression: Expression) -> bool:
    """Tell "the end of May" and "end-May" from the verb in "talks end May 3"."""
    parts = expression.all_tokens[expression.first : expression.last]
    return any(token.letter == "o" or token.word in "-–—" for token in parts[1:3])


def _day_range(expression: Expression, _text: str) -> bool:
    first, last = expression.value("d") or 0, expression.value("e") or 0
    inner = expression.all_tokens[expression.first : expression.last]
    between = any(token.letter == "z" for token in inner)
    before = expression.before()
    return 0 < first < last <= 31 and (between or last == first + 1 or bool(before and before.letter == "b"))


def _day_of_month(expression: Expression, text: str) -> bool:
    day = expression.groups["d"][0]
    if not 1 <= day.value <= 31:
        return False
    if day.letter == "O" and not day.word[0].isdigit() and expression.form == "day month":
        return any(token.letter == "o" for token in expression.all_tokens[expression.first : expression.last])
    before = expression.before()
    counted = expression.form == "month day" and not expression.groups.get("y") and before and before.letter == "i"
    return not (counted and re.match(r"\s+[a-z]", text[expression.end :]))


def _years(expression: Expression, _text: str) -> bool:
    first, short = expression.groups["y"][0], expression.groups["n"][0]
    return short.start == first.end + 1 and len(short.word) == 2 and short.value > first.value % 100


def _year(expression: Expression, text: str) -> bool:
    before, year = expression.before(), expression.groups["y"][0]
    if re.match(r"-\d", text[year.end : year.end + 2]) and not re.match(r"-\d{4}\b", text[year.end : year.end + 6]):
        return False
    if expression.groups.get("p") or (year.start and text[year.start - 1] == "-"):
        return True
    follows = re.match(r"\s*(%|[a-z]+)", text[year.end : year.end + 30])
    counts = (
        bool(follows) and (follows.group(1) == "%" or (follows.group(1).endswith("s") and len(follows.group(1)) > 3))
        if follows
        else False
    )
    second = expression.before(2)
    if before and ((before.letter in "ifbtTLz" and before.word != "to") or (second and second.letter == "Y")):
        return True
    if before and ((before.word in _COUNTED_BEFORE and before.word != "of") or before.letter in "a"):
        return False
    return not counts and year.value >= 1800


def _quarter(expression: Expression, _text: str) -> bool:
    unit = expression.groups.get("u")
    return not unit or unit[0].value in (5, 6)


def _season(expression: Expression, _text: str) -> bool:
    if any(expression.groups.get(name) for name in ("p", "r", "y", "r2")):
        return True
    before = expression.before()
    first = expression.all_tokens[expression.first]
    in_the = before is not None and before.letter == "i"
    led = before is not None and ((before.letter in "ofez" and first.letter == "R") or before.word in _OVER)
    return first.word != "fall" and (in_the or led)


def _relative_unit(expression: Expression, _text: str) -> bool:
    relation, unit = expression.groups["r"][0], expression.groups["u"][0]
    if unit.value >= 100:
        return relation.letter in "LX"
    return not (relation.word == "last" and unit.value == 0)


def _year_before(expression: Expression, _text: str) -> bool:
    relation = expression.groups["a"][0]
    return expression.groups["u"][0].value == 3 and relation.word in ("ago", "earlier")


def _the_unit(expression: Expression, text: str) -> bool:
    """Take "the weekend" and, in a text about figures, "the quarter"; other units stand for too much else."""
    unit = expression.groups["u"][0]
    return unit.word == "weekend" or (
        unit.word == "quarter" and not re.match(r"['’-]|\s+of\b", text[unit.end : unit.end + 4])
    )


def _not_a_clause(expression: Expression, _text: str) -> bool:
    part = expression.groups.get("p")
    return not part or part[0].word not in ("before", "after")


def _ago(expression: Expression, _text: str) -> bool:
    return expression.groups["a"][0].word not in ("before", "after")


def _duration(expression: Expression, _text: str) -> bool:
    number, unit, before = expression.groups["n"][0], expression.groups["u"][0], expression.before()
    if number.letter == "a":
        rate = before is not None and (before.letter in "ND" or before.word in ("once", "twice", "times"))
        return unit.value not in (6, 7) and not rate
    return number.letter != "d"


def _part_of_unit(expression: Expression, _text: str) -> bool:
    unit = expression.groups.get("u")
    return _joined_part(expression) and (not unit or unit[0].value not in (0, 100))


def _weekday(expression: Expression, _text: str) -> bool:
    part = expression.groups.get("p")
    return not part or part[0].value < 3


_CHECKS = {
    "day range": _day_range,
    "range day": _day_range,
    "day month": _day_of_month,
    "month day": _day_of_month,
    "years": _years,
    "year": _year,
    "quarter": _quarter,
    "season": _season,
    "relative unit": _relative_unit,
    "adverb unit": _not_a_clause,
    "day word": _not_a_clause,
    "day part": _not_a_clause,
    "year before": _year_before,
    "the unit": _the_unit,
    "ago": _ago,
    "duration": _duration,
    "part of unit": _part_of_unit,
    "weekday": _weekday,
}
