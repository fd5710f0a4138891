"""The values of the kind a question asks for that one sentence offers, best first, for a reader that has no model.

What is asked for is `questions`'s; names, places, numbers and dates are `value_names`'s, `value_places`'s,
`value_numbers`'s and `value_times`'s. Where a value stands is exact; the rest is a guess.
"""

from datetime import date
from functools import partial

from assistant.questions import Kind, asked_for, counted
from assistant.value import Finder, Value
from assistant.value_names import any_name, called, people
from assistant.value_numbers import counts, how_long, how_much, measured
from assistant.value_places import places
from assistant.value_times import clock_times, dates

__all__ = ["VALUED", "Kind", "Value", "asked_for", "counted", "values"]


def values(kind: Kind, sentence: str, *, published: date | None, question: str = "", before: str = "") -> list[Value]:
    """Return the values of `kind` in `sentence`, best fit first; [] for a kind that is no value.

    `before` is what stands before the sentence: "two days later" leans on a day named there.
    """
    find = partial(dates, before=before) if kind == "when" else _FINDERS.get(kind)
    found = find(sentence, published, question) if find else []
    return sorted(found, key=lambda value: (-value.fit, value.span.start))


_FINDERS: dict[Kind, Finder] = {
    "when": dates,
    "what time": clock_times,
    "where": places,
    "who": people,
    "how many": counts,
    "how much": how_much,
    "how long": how_long,
    "how old": measured("age"),
    "how far": measured("length"),
    "how big": measured("area", "length", "mass", "speed", "heat", "volume", counts=0.6),
    "percent": measured("percent"),
    "which": any_name,
    "what called": called,
}
VALUED: frozenset[Kind] = frozenset(_FINDERS)
"""The kinds whose answer is a value that can be seen in a sentence; the others are answered by the sentence itself."""
