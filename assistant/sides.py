"""Questions whether sources agree, asked again as what they are to agree on, so that each side can be found and quoted.

"Do the two ministries agree on the number of ships?" looks for the number of ships in what each of them says.
"""

import re

_AGREE = re.compile(
    r"^(?:and |so |but )?(?:do|does|did|are|were|have|has)\s+(?P<who>.{2,80}?)\s+(?:all\s+|both\s+|really\s+)?"
    r"(?:agree|disagree|differ|in agreement|at odds|agreed|give the same|name the same|say the same)\s+"
    r"(?:on|about|over|as to)\s+(?!an?\s)(?P<what>.{3,200})$"
    r"|^(?:is|was|are)\s+(?:it|there)\s+(?:any\s+)?(?:disputed|contested|agreed|disagreement|agreement|a dispute|"
    r"a disagreement|doubt)\s*(?:on|about|over|as to|among .{2,40}? (?:on|about|over))?\s+(?P<whether>.{3,200})$"
    r"|^(?:what|how) do (?P<sources>.{2,80}?) disagree (?:on|about) (?P<point>.{3,200})$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:when|where|who|how|why|which|what|whether)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:the|all|these|those|articles?|reports?|sources?|outlets?|papers?|newspapers?|accounts?|sides?|everyone)\b",
    re.IGNORECASE,
)


def inner(question: str) -> str | None:
    """Return what a question whether sources agree is about, as a question of its own; None for any other question."""
    match = _AGREE.match(" ".join(question.split()).rstrip(" ?"))
    if match is None:
        return None
    what = match["what"] or match["whether"] or match["point"] or ""
    who = match["who"] or match["sources"] or ""
    plain = what if _ASKS.match(what) else f"what is {what}"
    named = f" according to {who}" if _ALL.sub("", who).strip(" ,and") else ""
    return f"{plain[0].upper()}{plain[1:]}{named}?"
