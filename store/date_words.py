"""Words and numbers that dates are made of, one letter a token, so that the grammar of dates is a pattern over letters.

The letters: M month, m month abbreviation, W weekday, w weekday abbreviation, D 1 to 31, N other number or number
word, O ordinal, Y year, S decade, I whole date in figures, C clock time, U unit of a day or longer, u shorter unit,
L last, X next, T this, A ago, E earlier, F later, P part (early, mid, end), R season, K day word (today), H part of
the day, V vague word (now, recently), t the, a a, o of, i in, f from, z to or a dash, b between, & and, "," comma,
s possessive, g about, h on, e every, d that, . anything else. Putting them on text is `date_tokens`'s.
"""

MONTHS = str.split(
    "january february march april may june july august september october november december"  # in calendar order
)
WEEKDAYS = str.split("monday tuesday wednesday thursday friday saturday sunday")
SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
UNITS = ("day", "week", "month", "year", "decade", "century", "quarter", "weekend", "fortnight")
SHORT_UNITS = ("second", "minute", "hour")
PLURAL = 100  # added to the value of a unit in the plural
DAY_PARTS = ("morning", "afternoon", "evening", "night")
_COUNT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_RANK = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS = {word: value for value, word in enumerate(_COUNT.split())} | _TENS
ORDINALS = {word: value for value, word in enumerate(_RANK.split(), start=1)} | {"thirtieth": 30}
FEW = -1  # the value of "several", "a few": a number that is not told

_GROUPS = {
    "L": "last past previous preceding latest",
    "X": "next coming following upcoming",
    "T": "this current",
    "A": "ago",
    "E": "earlier before",
    "F": "later after",
    "V": "now currently recently soon previously recent formerly nowadays overnight",
    "t": "the",
    "a": "a an",
    "o": "of",
    "i": "in during within",
    "f": "from",
    "z": "to through until till - – —",
    "b": "between",
    "&": "and",
    ",": ",",
    "s": "'s ’s ' ’",
    "g": "about around nearly almost roughly approximately some over",
    "h": "on",
    "e": "each every",
    "d": "that same",
}


def _vocabulary() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}
    for index, month in enumerate(MONTHS, start=1):
        words |= {month[:3]: ("m", index), month: ("M", index)}  # "may" stays the whole word
    words |= {"sept": ("m", 9)}
    for index, weekday in enumerate(WEEKDAYS):
        words |= {weekday[:3]: ("w", index), weekday[:4]: ("w", index), weekday: ("W", index)}
    words |= {word: ("N", value) for word, value in NUMBERS.items()}
    words |= {word: ("O", value) for word, value in ORDINALS.items()}
    words |= dict.fromkeys(("several", "few", "couple", "many"), ("N", FEW)) | {"dozen": ("N", 12)}
    for letter, units in (("U", UNITS), ("u", SHORT_UNITS)):
        for index, unit in enumerate(units):
            words.setdefault(unit, (letter, index))  # "second" stays an ordinal
            words[unit + "s"] = (letter, index + PLURAL)
    words |= {"centuries": ("U", UNITS.index("century") + PLURAL)}
    words |= {word: ("R", index) for word, index in SEASONS.items()}
    words |= {f"{word}ties": ("S", 1900 + decade) for word, decade in (("fif", 50), ("six", 60), ("seven", 70))}
    words |= {"eighties": ("S", 1980), "nineties": ("S", 1990)}
    words |= {word: ("H", index) for index, word in enumerate(DAY_PARTS)}
    words |= {"yesterday": ("K", -1), "today": ("K", 0), "tonight": ("K", 0), "tomorrow": ("K", 1)}
    words |= {"early": ("P", 0), "mid": ("P", 1), "middle": ("P", 1), "late": ("P", 2)}
    words |= {"beginning": ("P", 3), "start": ("P", 3), "end": ("P", 4)}
    for letter, group in _GROUPS.items():
        words |= dict.fromkeys(group.split(), (letter, 0))
    return words


WORDS = _vocabulary()
"""Each known word in lower case with its letter and its number."""
