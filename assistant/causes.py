"""The cause that a sentence gives, "a failure of the rudder caused it", "the crew puts it down to fog", or denies.

By wording, for English. Whether two causes exclude each other is `contested`'s.
"""

import re

from assistant.words import stems

_END = r"(?=[,.;:“”\"()–—]|\s(?:and|but|which|who|that|said|says|when|while|though|although|according|not)\b|$)"
_BEFORE = re.compile(
    r"(?:^|[,;:“”\"]\s*|\b(?:that|and|but)\s+)(?P<cause>[^,;:“”\"]{3,90}?)\s+(?:(?:had|has|have|may\s+have|was|is|were|"
    r"probably|apparently|likely|entirely|solely)\s+)*(?:caused|triggered|sparked|set\s+off|led\s+to|brought\s+about|to\s+blame|"
    r"at\s+fault|responsible|behind|the\s+(?:cause|reason|culprit)|did\s+(?:this|it)|made\s+(?:\w+\s+){1,4}(?:ill|sick|fall|crash|stop|collapse))\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:because\s+of|for\s+reasons?\s+of|on\s+account\s+of|in\s+the\s+wake\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of|(?:caused|triggered|sparked|brought\s+about|set\s+off|"
    r"started|ruined|destroyed)\s+by|down\s+to|(?:stem|result|ar[io]s)(?:s|es|e|ed|med)?\s+(?:out\s+of|from)|go(?:es)?\s+back\s+to|because|"
    r"(?:the\s+)?(?:fault|result|work|doing)\s+of|at\s+the\s+(?:door|feet)\s+of|the\s+finger\s+at|"
    r"after(?=\s+(?:an?|the|his|her|its|their)\s+(?:\w+\s+)?(?:loss|losses|failure|scandal|defeat|row|quarrel|dispute|leak|criticism)\b)|"
    r"cause\s+(?:was|is)|(?:assumes?|suspects?|speaks?\s+of|blame[sd]?(?!\s+(?:for|at|on|lies)\b)|points?\s+to|pointed\s+to|assumed|suspected))\s+"
    rf"(?P<cause>[^,;:“”\"]{{3,90}}?){_END}",
    re.IGNORECASE,
)
_BLAMED_ON = re.compile(
    rf"\b(?:blam(?:es?|ed|ing)|put(?:s|ting)?|attribut(?:es?|ed)|trac(?:es?|ed)|ascrib(?:es?|ed)|pin(?:s|ned))\s+[^,;:]{{2,60}}?\s+(?:on|(?:down|back)\s+to|to)\s+"
    rf"(?P<cause>[^,;:“”\"]{{3,90}}?){_END}",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:not|no|never|rather\s+than|instead\s+of|den(?:y|ies|ied)|reject(?:s|ed)|rul(?:es|ed)\s+out)\b[^,;]*$",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not(?!\s+(?:only|just))|no|never|nothing\s+to\s+do\s+with|rather\s+than|den(?:y|ies|ied)|dismiss(?:es|ed)|"
    r"reject(?:s|ed)?|rul(?:es?|ed)\s+out|disput(?:es?|ed)|contradict(?:s|ed)?|exclud(?:es?|ed))\b",
    re.IGNORECASE,
)
_NOT_IT = re.compile(
    r"\b(?:nothing\s+to\s+do\s+with|(?:was|were|is|are)\s+not\s+(?:to\s+blame|the\s+(?:cause|reason)|responsible|behind|at\s+fault))\b",
    re.IGNORECASE,
)


def cause(sentence: str) -> str | None:
    """Return the words of a sentence for what caused something, None where it gives no cause or rejects it."""
    for pattern in (_BLAMED_ON, _BEFORE, _AFTER):
        for match in pattern.finditer(sentence):
            if not _REJECTED.search(sentence[: match.end("cause")]):
                return match["cause"].strip()
    return None


def denies(sentence: str, given: str) -> bool:
    """Return whether a sentence speaks against a cause: a word of denial stands in one clause before a word of it."""
    wanted = frozenset(stems(given))
    clauses = [sentence[cue.end() :] for cue in _DENIAL.finditer(sentence)]
    clauses += [sentence[: cue.start()] for cue in _NOT_IT.finditer(sentence)]
    return any(not wanted.isdisjoint(stems(re.split(r"[;:]|\bbut\b", clause)[0])) for clause in clauses)


def unlike(one: str, other: str) -> bool:
    """Return whether two causes have no word of content in common."""
    first, second = frozenset(stems(one)), frozenset(stems(other))
    return bool(first) and bool(second) and first.isdisjoint(second)
