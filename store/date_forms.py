"""The forms that dates take, as regular expressions over the letters of `date_words`, and what matches one.

Forms are tried in order, so a longer or surer one stands before a shorter one.
"""

from typing import NamedTuple

from store.date_tokens import Token


class Expression(NamedTuple):
    """Tokens `first` to `last` of a text that together name a time in some form; `groups` are the parts of the form."""

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

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the expression."""
        return self.all_tokens[self.first : self.last]

    def value(self, group: str) -> int | None:
        """Return the number that a part means, None where the part is absent."""
        found = self.groups.get(group)
        return found[0].value if found else None

    def before(self, distance: int = 1) -> Token | None:
        """Return the token `distance` places before the expression."""
        index = self.first - distance
        return self.all_tokens[index] if index >= 0 else None


FORMS = {
    "figures": r"(?P<I>I)",
    "day range": r"(?:[Ww],?)?(?P<d>[DO])[z&]t?(?P<e>[DO])o?t?(?P<m>[Mm])(?:,?(?P<y>Y))?",
    "range day": r"(?:[Ww],?)?(?P<m>[Mm])t?(?P<d>[DO])[z&]t?(?P<e>[DO])(?!o?[Mm])(?:,?(?P<y>Y))?",
    "day month": r"(?:(?P<w>[Ww]),?)?t?(?P<d>[DO])o?(?P<m>[Mm])(?:,?o?(?P<y>Y)|(?P<r>[LXT])U)?",
    "month day": r"(?:(?P<w>[Ww]),?)?(?P<m>[Mm])t?(?P<d>[DO])(?:,?(?P<y>Y)|(?P<r>[LXT])U)?",
    "month year": r"t?(?:(?P<p>P)[zo]?)?(?P<m>[Mm])(?:,?o?(?P<y>Y)|o?(?P<r>[LXT])(?P<u>U))",
    "relative month": r"(?P<r>[LXT])(?P<m>[Mm])",
    "month": r"(?:t?(?P<p>P)[zo]?t?)?(?P<m>M|(?<=i)m)",
    "quarter": (
        r"(?:(?P<r2>[LXT])(?P<u2>U)s)?t?(?:(?P<y2>Y)s?)?(?P<o>O)z?(?P<u>U)"
        r"(?:,?(?:oi?|i)?t?(?:(?P<y>Y)|(?P<r>[LXT])U))?"
    ),
    "season": r"t?(?:(?P<p>P)[zo]?t?)?(?:(?P<r>[LXT])L?)?(?P<s>R)(?:o?(?P<y>Y)|o?(?P<r2>[LXT])U)?",
    "decade": r"t?(?:(?P<p>P)[zo]?t?)?(?P<y>S)",
    "part of unit": r"t?(?P<p>P)[zo]?t?(?:(?P<y>Y)|(?P<r>[LXTd])?(?P<u>U))",
    "adverb unit": r"(?P<p>[EF])i?(?P<r>[LXTt])(?P<u>U)",
    "year before": r"t?(?P<u>U)z(?P<a>[AE])(?P<u2>U)?",
    "the unit": r"t(?P<u>U)",
    "ago": r"g?(?P<n>[NDa])(?P<n2>N)?z?(?P<u>U)(?P<a>[AEF])",
    "day before": r"t(?P<u>U)(?P<a>[EF])",
    "relative span": r"t?(?P<r>[LX])(?P<n>[ND])(?P<u>U)",
    "relative unit": r"t?(?:(?P<p>P)z?)?(?P<r>[LXTd])(?P<u>U)",
    "weekday": r"(?:(?P<p>P)h?)?t?(?P<r>[LXT])?(?P<w>W)(?:(?P<h>H)|(?P<r2>[LXT])(?P<u>U))?",
    "day word": r"(?:tU(?P<b>[EF])|(?P<p>[PEF])h?)?(?P<k>K)(?P<h>H)?",
    "day part": r"(?P<p>[PEF])?(?P<r>[LTXd])(?P<h>H)",
    "duration": r"g?(?P<n>[NDa])N?z?(?P<u>[Uu])",
    "years": r"(?P<y>Y)z(?P<n>[ND])",
    "year": r"(?:t?(?P<p>P)[zo]?)?t?(?P<y>Y)",
}
"""Each form's pattern; `date_checks` says what letters alone cannot tell."""
