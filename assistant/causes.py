"""The cause that a sentence gives: "a failure of the rudder caused it", "the crew puts it down to fog".

By wording, for English. Whether two causes exclude each other is `contested`'s.
"""

import re

from assistant.words import stems

_END = r"(?=[,.;:“”\"()–—]|\s(?:and|but|which|who|that|said|says|when|while|though|although|according|not)\b|$)"
_BEFORE = re.compile(
    r"(?:^|[,;:“”\"]\s*|\b(?:that|and|but)\s+)(?P<cause>[^,;:“”\"]{3,90}?)\s+(?:(?:had|has|have|may\s+have|was|is|were|"
    r"probably|apparently|likely)\s+)*(?:caused|triggered|sparked|set\s+off|led\s+to|brought\s+about|to\s+blame|"
    r"responsible\s+for|behind|the\s+cause)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:because\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of|(?:caused|triggered|sparked|brought\s+about|set\s+off|"
    r"started|ruined|destroyed)\s+by|down\s+to|stem(?:s|med)\s+from|result(?:s|ed)\s+from|because|"
    r"cause\s+(?:was|is)|(?:assumes?|suspects?|speaks?\s+of|blames?|blamed|points?\s+to|pointed\s+to|assumed|suspected))\s+"
    rf"(?P<cause>[^,;:“”\"]{{3,90}}?){_END}",
    re.IGNORECASE,
)
_BLAMED_ON = re.compile(
    rf"\b(?:blam(?:es?|ed|ing)|put(?:s|ting)?|attribut(?:es?|ed))\s+[^,;:]{{2,60}}?\s+(?:on|down\s+to|to)\s+"
    rf"(?P<cause>[^,;:“”\"]{{3,90}}?){_END}",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:not|no|never|rather\s+than|instead\s+of|den(?:y|ies|ied)|reject(?:s|ed)|rul(?:es|ed)\s+out)\b[^,;]*$",
    re.IGNORECASE,
)


def cause(sentence: str) -> str | None:
    """Return the words of a sentence for what caused something, None where it gives no cause or rejects it."""
    for pattern in (_BLAMED_ON, _BEFORE, _AFTER):
        for match in pattern.finditer(sentence):
            if not _REJECTED.search(sentence[: match.end("cause")]):
                return match["cause"].strip()
    return None


def unlike(one: str, other: str) -> bool:
    """Return whether two causes have no word of content in common."""
    first, second = frozenset(stems(one)), frozenset(stems(other))
    return bool(first) and bool(second) and first.isdisjoint(second)
