"""What is seen of two sentences that may answer one question differently, as named numbers. Pure, no weights.

`disagree` weighs them. The earlier report comes first, so that a later one can be told to update it.
"""

import re
from collections.abc import Mapping

from assistant.compare import agree
from assistant.corrections import corrects
from assistant.events import one_event
from assistant.evidence import Evidence
from assistant.positions import pick, rating
from assistant.question import Asked
from assistant.speaker import different, speakers
from assistant.values import VALUED
from assistant.whether import rejects, stance
from assistant.words import stems

_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|den(?:y|ie[sd])|reject\w*|disput\w+|contradict\w*|without|refus\w+|false|"
    r"untrue|wrong|neither|nor|contrary|however|but|instead|insist\w*|maintain\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_UPDATES = re.compile(
    r"\b(?:now|later|since|revis\w+|correct\w+|updat\w+|rose|risen|rais\w+|increas\w+|postpon\w+|mov\w+|after all|new|"
    r"final\w*|latest|earlier|initially|first|previously|had said|no longer|instead)\b",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|according|claim\w*|insist\w*|maintain\w*|accus\w*|blam\w*|puts?|estimat\w*|count\w*|spokes\w+|"
    r"witness\w*|police|union|ministry|company|report)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,.]*")
_KINDS = ("yes/no", "why", "who", "where", "when")


def in_order(one: Evidence, other: Evidence) -> tuple[Evidence, Evidence]:
    """Return two sentences, that of the earlier report first; the likelier first where none is earlier."""
    days = one.hit.passage.published, other.hit.passage.published
    if days[0] and days[1] and days[0] != days[1]:
        return (one, other) if days[0] < days[1] else (other, one)
    return (one, other) if one.probability >= other.probability else (other, one)


def of_pair(asked: Asked, first: Evidence, second: Evidence) -> dict[str, float]:
    """Return the features of two sentences of which `first` is the earlier."""
    kinds = {kind: float(asked.kind == kind) for kind in _KINDS}
    seen = {**_of_reports(first, second), **_of_words(asked, first, second), **_of_speakers(asked, first, second)}
    values = _of_values(asked, first, second, seen)
    answers = sorted(item.features["read together"] for item in (first, second))
    likely = sorted(item.probability for item in (first, second))
    return {
        **{"answers, the less": answers[0], "answers, the more": answers[1]},
        **{"likely, the less": likely[0], "likely, the more": likely[1], "as likely": likely[0] / max(1e-6, likely[1])},
        **seen,
        **values,
        **kinds,
        "yes/no and one denies": kinds["yes/no"] * seen["one denies"],
        "why and other reports": kinds["why"] * (1 - seen["one report"]),
    }


def _of_reports(first: Evidence, second: Evidence) -> dict[str, float]:
    one, other = first.hit.passage, second.hit.passage
    report = one.article_id == other.article_id
    days = (other.published - one.published).days if one.published and other.published else None
    return {
        "one report": float(report),
        "one outlet": float(not report and one.outlet == other.outlet),
        "no day": float(days is None),
        "one day": float(days == 0),
        "two days": float(days in (1, 2)),
        "a week": float(days is not None and 2 < days <= 7),
        "a month": float(days is not None and days > 30),
    }


def _of_words(asked: Asked, first: Evidence, second: Evidence) -> dict[str, float]:
    one, other = frozenset(stems(first.text)), frozenset(stems(second.text))
    asks = frozenset(stems(asked.text))
    numbers = [frozenset(_NUMBER.findall(item.text)) for item in (first, second)]
    denies = [_DENIES.search(item.text) is not None for item in (first, second)]
    return {
        "same words": _share(one & other, one | other),
        "same words beside the question's": _share((one & other) - asks, (one | other) - asks),
        "words of the question": min(_share(one & asks, asks), _share(other & asks, asks)),
        "one denies": float(denies[0] != denies[1]),
        "both deny": float(all(denies)),
        "the later updates": min(2, len(_UPDATES.findall(second.text))) / 2,
        "the earlier updates": min(2, len(_UPDATES.findall(first.text))) / 2,
        "numbers differ": float(bool(numbers[0] - numbers[1] and numbers[1] - numbers[0])),
        "a number in both": float(bool(numbers[0] & numbers[1])),
    }


def _of_speakers(asked: Asked, first: Evidence, second: Evidence) -> dict[str, float]:
    texts = first.text, second.text
    whose = [speakers(text) for text in texts]
    stands = [stance(asked, text) for text in texts] if asked.kind == "yes/no" else [None, None]
    apart = different(whose[0], whose[1])
    return {
        "speakers differ": float(apart),
        "speakers of one report": float(apart and first.hit.passage.article_id == second.hit.passage.article_id),
        "both have speakers": float(all(whose)),
        "attributed": sum(_ATTRIBUTED.search(text) is not None for text in texts) / 2,
        "stances differ": float(None not in stands and stands[0] != stands[1]),
        "one rejects": float(any(map(rejects, texts))),
        "sets right": float(corrects(second.hit.passage, second.text)),
        "one event": float(one_event(asked, first, second)),
    }


def _of_values(asked: Asked, first: Evidence, second: Evidence, seen: Mapping[str, float]) -> dict[str, float]:
    one, other = pick(asked, first), pick(asked, second)
    both = one is not None and other is not None
    same = one is not None and other is not None and agree(one, other)
    fit = min(rating(asked, item, value) if value else 0.0 for item, value in ((first, one), (second, other)))
    differ = float(both and not same)
    soon = max(seen["one day"], seen["two days"])
    return {
        "value asked for": float(asked.kind in VALUED),
        "a value missing": float(asked.kind in VALUED and not both),
        "values agree": float(same),
        "values differ": differ,
        "values differ and fit": differ * fit,
        "values differ soon": differ * soon,
        "values differ in one report": differ * seen["one report"],
    }


def _share(some: frozenset[str], of_all: frozenset[str]) -> float:
    return len(some) / max(1, len(of_all))
