"""Say what kind of value a question asks for and of what it wants the number. By wording alone; English."""

import re
from typing import Literal

Kind = Literal[
    "when", "what time", "where", "who", "how many", "how much", "how long", "how old", "how far", "how big",
    "percent", "which", "what", "what called", "why", "how", "how often", "yes/no", "list", "said",
]  # fmt: skip

_WH = r"(?:what|which|wich|wat)"
_LEAD = r"(?:^|[\s,;:(\"'“‘])"
_PERSONS = (
    r"person|people|man|woman|men|women|minister|president|leader|politician|official|officer|player|actor|actress|"
    r"singer|author|writer|director|scientist|general|commander|mayor|governor|king|queen|candidate|spokes\w+|judge|"
    r"lawyer|coach|captain|founder|chief|analyst|expert|journalist|reporter|artist|athlete|driver|senator"
)
_ONE_PERSON = (
    r"person|man|woman|minister|president|leader|politician|official|officer|player|actor|actress|singer|author|writer|"
    r"director|scientist|general|commander|mayor|governor|king|queen|candidate|spokes\w+|judge|lawyer|coach|captain|founder"
)
_PLACES = (
    r"place|places|city|cities|town|towns|village|country|countries|region|state|province|location|site|venue|area|"
    r"district|street|building|continent|island|port|airport|base|capital|stadium|county|part"
)
_RULES: tuple[tuple[Kind, str], ...] = (
    ("what time", rf"\b(?:at\s+)?{_WH}\s+(?:time|hour)\b(?!\s+(?:period|frame|span))"),
    ("when", rf"\b{_WH}\s+(?:\w+\s+)?(?:date|dates|year|years|month|months|day|days|week|decade|century|season|weekday)\b"),
    ("when", rf"\b{_WH}\s+(?:is|was|are|were)\s+the\s+(?:\w+\s+)?(?:date|dates|year|day|month|deadline)\b"),
    ("percent", rf"\b(?:{_WH}|how\s+(?:many|much|large|big)(?:\s+of)?(?:\s+an?)?)\s+(?:is\s+the\s+)?(?:percent\w*|per\s+cent|share|proportion|fraction)\b"),
    ("how old", r"\bhow\s+old\b|\bwhat\s+(?:age|is\s+the\s+age)\b|\bat\s+(?:what|which)\s+age\b"),
    ("how often", r"\bhow\s+(?:often|frequently|many\s+times)\b"),
    ("how long", rf"\bhow\s+(?:long|many\s+(?:(?:more|consecutive|full|working)\s+)?(?:seconds|minutes|hours|days|weeks|months|years|decades))\b|\bfor\s+{_WH}\s+(?:period|time)|\b{_WH}\s+(?:is|was)\s+the\s+(?:duration|length\s+of\s+time)"),
    ("how far", r"\bhow\s+(?:far|tall|high|deep|wide|many\s+(?:km|kilomet\w+|miles|met(?:er|re)s|feet|inches))\b|\bwhat\s+(?:distance|is\s+the\s+distance)"),
    ("how big", r"\bhow\s+(?:big|large|heavy|fast|hot|cold|strong|powerful|wide)\b|\bwhat\s+(?:size|is\s+the\s+size|speed|temperature|weight|area)\b"),
    ("how many", rf"\bhow\s*many\b|\bwhat\s+(?:is|was|are|were)?\s*(?:the\s+)?(?:total\s+|exact\s+|estimated\s+|death\s+)?(?:number|count|toll)\b|\b{_WH}\s+number\s+of\b|\bhow\s+numerous\b|^(?:the\s+)?number\s+of\b"),
    ("how much", rf"\bhow\s*much\b|\b(?:at\s+)?{_WH}\s+(?:is|was|were|are)?\s*(?:the\s+)?(?:total\s+)?(?:price|cost|amount|sum|budget|value|fee|fine|salary)\b|\bwhat\s+(?:do|does|did|will)\s+.{{1,60}}\bcost\b"),
    ("who", rf"^\s*(?:please\s+)?name\s+the\s+(?:\w+\s+)?(?:{_ONE_PERSON})\b"),
    ("list", r"^\s*(?:(?:please\s+)?(?:list|name|enumerate|give)\b(?!\s+(?:of|the\s+(?:person|man|woman|country|city|place|year)))|(?:what|which)\s+are\s+(?:all\s+)?(?:the\s+)?(?:two|three|four|five|several|main|different|names)\b)"),
    ("said", r"\bwhat\s+(?:did|does|has|have|had)\s+.{1,80}\b(?:say|said|claim|state|announce|tell|warn|promise|think|report|write|argue|deny|demand)"),
    ("what called", rf"\b{_WH}\s+(?:did|does|do|has|have|had|is|are|was|were|will)\b.{{1,90}}\b(?:call|called|named|nicknamed|dubbed|titled|known\s+as)\b|\b{_WH}\s+(?:is|was|are|were)\s+the\s+(?:\w+\s+)?(?:name|title|nickname|code\s*name)\b|\b{_WH}\s+(?:name|title)\b|\bby\s+{_WH}\s+name\b"),
    ("where", rf"{_LEAD}(?:where|whereabouts|wher)\b|\b{_WH}\s+(?:\w+\s+){{0,2}}?(?:{_PLACES})\b(?=.*\b(?:in|at|from|held|located|based|place|happen\w*|occur\w*)\W*$)|\b(?:in|at|near|to|from)\s+{_WH}\s+(?:\w+\s+)?(?:{_PLACES})\b"),
    ("who", rf"{_LEAD}(?:who|whom|whose|whos|who['’]s)\b|\b{_WH}\s+(?:\w+\s+){{0,2}}?(?:{_PERSONS})\b|\bname\s+(?:of\s+)?the\s+(?:\w+\s+)?(?:{_PERSONS})\b"),
    ("when", rf"{_LEAD}(?:when|wen|whne)(?:['’]s)?\b|\bsince\s+when\b"),
    ("why", rf"{_LEAD}(?:why|whi|how\s+come)\b|\bfor\s+what\s+reason|\b{_WH}\s+(?:\w+\s+)?(?:reason|reasons|cause|caused|prompted|led\s+to)\b|\bwhat\s+(?:is|was|were)\s+the\s+(?:\w+\s+)?(?:reason|reasons|cause|purpose|motive)\b"),
    ("which", r"\b(?:which|wich)\b|\bwhat\s+(?:kind|type|sort|outlet|newspaper|company|organi[sz]ation|group|team|party|agency|brand|model|language|colou?r|film|book|animal|nation\w*)\b"),
    ("how", rf"{_LEAD}how\b"),
    ("what", r"\b(?:what|wat|whats|what['’]s)\b"),
    ("yes/no", r"^\s*(?:and\s+|so\s+|but\s+)?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|hasn['’]t|won['’]t)\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)
_YES_NO = _COMPILED[-1][1]
_CLAUSE_FIRST = re.compile(
    r"^(?:when|where|while|after|before|as)\b[^,?]+,\s+(?=(?:who|what|which|how|why|where|when)\b)", re.IGNORECASE
)


def asked_for(question: str) -> Kind:
    """Return the kind of value that `question` asks for; "what" where the wording tells nothing nearer."""
    text = " ".join(question.split())
    if _YES_NO.match(text) and not re.search(r"\bor\b|^(?:can|could|would|will)\s+you\b", text, re.IGNORECASE):
        return "yes/no"
    text = _CLAUSE_FIRST.sub("", text) or text
    found = [(match.start(), rank, kind) for rank, (kind, rule) in enumerate(_COMPILED) if (match := rule.search(text))]
    first = min((start for start, _, kind in found if kind != "yes/no"), default=0)
    # A question word far behind the first one opens a subordinate clause: "Who spoke when the talks began?"
    near = [(rank, kind) for start, rank, kind in found if start <= first + _LEAD_WIDTH]
    return min(near)[1] if near else "what"


_LEAD_WIDTH = 12
_COUNTED = re.compile(
    r"\b(?:how\s*many|how\s+much|what\s+number\s+of|(?:the\s+)?(?:total\s+|exact\s+)?(?:number|count|share|percentage|proportion)\s+of)\s+(?:of\s+)?"
    r"((?:the\s+|these\s+|those\s+|its\s+|their\s+)?(?:[\w'’-]+\s*){1,5})",
    re.IGNORECASE,
)
_VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "may",
        "might",
        "must",
        "died",
        "die",
        "killed",
        "sent",
        "arrived",
        "took",
        "take",
        "came",
        "left",
        "remain",
        "in",
        "at",
        "on",
        "from",
        "to",
        "for",
        "by",
        "with",
        "during",
        "after",
        "before",
        "of",
        "that",
        "who",
        "which",
        "there",
    ]
)
_SKIPPED = frozenset(["the", "these", "those", "its", "their", "more", "other", "new"])


def counted(question: str) -> tuple[str, ...]:
    """Return the words of what "how many …" counts, in lower case: ("russian", "soldiers"); () where it names none."""
    match = _COUNTED.search(question)
    if not match:
        return ()
    words: list[str] = []
    for word in re.findall(r"[\w'’-]+", match.group(1).lower()):
        if word in _VERBS:
            break
        if word not in _SKIPPED:
            words.append(word)
    return tuple(words)
