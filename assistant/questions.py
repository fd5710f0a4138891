"""Say what kind of value a question asks for, and what "how many" counts in it. By wording alone; English."""

import re
from typing import Literal, cast, get_args

from assistant.nouns import is_plural

Kind = Literal[
    "when", "what time", "where", "who", "how many", "how much", "how long", "how old", "how far", "how big",
    "percent", "which", "what", "what called", "why", "how", "how often", "yes/no", "list", "said",
]  # fmt: skip

_PERSON = (
    "(?:person|man|woman|minister|president|leader|politician|official|officer|player|actor|actress|singer|author|writer|"
    r"director|scientist|general|commander|mayor|governor|king|queen|candidate|spokes\w+|judge|lawyer|coach|captain|"
    "founder|chief|analyst|expert|journalist|reporter|artist|athlete|driver|senator)"
)
_PLACE = (
    "(?:places?|city|cities|towns?|villages?|country|countries|regions?|state|province|locations?|sites?|venue|area|"
    "district|street|building|continent|island|port|airport|base|capital|stadium|county|part)"
)
_BE = "(?:is|was|are|were)"
_AUX = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|"
    r"(?:is|are|was|were|do|does|did|has|have|had|would|could)n['’]t|won['’]t)"
)
_MONEY = (
    "(?:price|cost|amount|sum|budget|value|fee|fine|salary|bill|ransom|reward|profit|revenue|turnover|debts?|damage|rent|"
    "tax|duty|wages?|bonus|pension|compensation|deficit|hole|gap)"
)
_NEW = "(?:latest|newest|current|present|most recent|last|official)"
# Of the rules that match near the front, the first of this list decides. WH stands for what or which.
_RULES = rf"""
what time    | \bWH (?:time|hours?)\b(?! (?:period|frame|span))
when         | \bWH (?:\w+ )?(?:dates?|years?|months?|days?|week|decade|century|season|weekday)\b
when         | \bWH {_BE} the (?:\w+ )?(?:dates?|year|day|month|deadline)\b
percent      | \b(?:WH|how (?:many|much|large|big)(?: of)?(?: an?)?) (?:{_BE} the )?(?:percent\w*|share|proportion)\b
percent      | \bWH {_BE} the (?:\w+ )?(?:turnout|(?:unemployment|inflation|interest|growth|approval) rat(?:e|ing))\b
percent      | \bhow (?:many|much)\b.{{1,80}}\b(?:in|as a) per ?cent
percent      | \b(?:how high|WH level) {_BE} .{{1,60}}\b(?:turnout|(?:unemployment|inflation|interest|growth) rates?)\b
how old      | \bhow old\b|\bWH (?:ages?|{_BE} the ages?)\b
how often    | \bhow (?:often|frequently|many times)\b
how long     | \bhow (?:long|much (?:more )?time)\b|\bfor WH (?:period|time)|\bWH {_BE} the (?:duration|length of time)
how long     | \bhow many (?:(?:more|full|working) )?(?:seconds|minutes|hours|days|weeks|months|years|decades)\b
how much     | \bhow (?:high|big|large) {_BE} (?:the|its|his|her|their) (?:[\w-]+ ){{0,2}}?{_MONEY}\b
how far      | \bhow (?:far|tall|high|deep|wide)\b|\bWH (?:distance|{_BE} the (?:distance|height|depth|width))\b
how far      | \bhow many (?:km|kilomet\w+|miles|met(?:er|re)s|feet|inches)\b
how big      | \bhow (?:big|large|heavy|fast|hot|warm|cold|strong|powerful)\b
how big      | \bWH (?:{_BE} the (?:[\w-]+ ){{0,2}}?)?(?:size|speed|temperature|weight|area)\b(?! of the country)
how many     | \bhow ?many\b|\bhow numerous\b|\bWH number of\b|^(?:the )?number of\b
how many     | \bWH {_BE} the (?:(?:total|exact|estimated|death|final|{_NEW}) )*(?:number|count|toll)\b
how much     | \bhow ?much\b
how much     | \bWH (?:do|does|did|will) .{{1,60}}(?<!\bthe )(?<!\ba )\b(?:cost|pay|earn|charge|spend)\b(?!.* on\W*$)
how much     | \bWH (?:has|have|had) .{{1,60}}\b(?:cost|paid|earned|charged|spent)\b
how much     | \bWH (?:(?:{_BE} the )?(?:total |{_NEW} )?|{_BE} (?:the )?(?:[\w'’-]+ ){{1,2}}?){_MONEY}\b
how much     | \bWH {_BE} .{{1,80}}\bworth\b
who          | ^(?:please )?name the (?:\w+ )?{_PERSON}\b
list         | ^(?:please )?(?:list|name|enumerate|give)\b(?! (?:of|the (?:country|city|place|year))\b)
list         | ^WH are (?:all )?(?:the )?(?:two|three|four|five|several|main|different|names)\b
said         | \bWH (?:did|does|has|have|had) .{{1,80}}\b(?:say|said|claim|announce|tell|warn|promise|argue|deny|demand)
what called  | \bWH {_AUX} .{{1,90}}\b(?:call(?:ed)?(?! (?:for|on|off|up)\b)|named|nicknamed|dubbed|titled|known as)\b
what called  | \bWH {_BE} the (?:\w+ )?(?:name|title|nickname|code ?name)\b|\bWH (?:name|title)\b
where        | \b(?:where|whereabouts|wher)\b
where        | \b(?:in|at|near|to|from) WH (?:\w+ )?{_PLACE}\b
where        | \bWH (?:\w+ ){{0,2}}?{_PLACE}\b(?=.*\b(?:in|at|from|held|located|based|place|happen\w*|occur\w*)\W*$)
who          | \b(?:whom?|whose|whos|who['’]s)\b|\bWH (?:(?!{_AUX}\b)[\w-]+ ){{0,2}}?(?:people|men|women|{_PERSON}s?)\b
when         | \b(?:when|wen|whne)\b
why          | \b(?:why|how come)\b|\bfor WH reason\b|\bWH (?:\w+ )?(?:reasons?|causes?|caused|prompted|led to)\b
why          | \b(?:on|for) WH (?:grounds?|purpose)\b
why          | \bWH (?:do|does|did|has|have|had) .{{1,60}}\bdied? of\b
why          | \bhow (?:do|does|did|has|have|had) .{{1,60}}\bexplain(?:s|ed)?\b
why          | \bWH (?:triggered|sparked|started|forced|stopped|delayed|destroyed|ruined|killed)\b
why          | \bWH (?:(?:is|was|lay|lies) behind|made(?! up))\b
why          | \bWH {_BE} the (?:\w+ )?(?:reasons?|cause|purpose|motive)\b
which        | \b(?:which|wich)\b|\bwhat {_PLACE}\b
which        | \bWH (?:kind|type|sort|outlet|newspaper|company|organi[sz]ation|group|team|party|agency)\b
which        | \bWH (?:brand|model|language|colou?r|film|book|animal|nation\w*|award|ship|species)\b
how          | \bhow\b|\b(?:by|in) WH (?:means|ways?|manner)\b
what         | \b(?:what|wat|whats|what['’]s)\b
"""
_WH = "(?:what|which|wich|wat)"


def _compiled() -> list[tuple[Kind, re.Pattern[str]]]:
    rules = []
    for line in _RULES.strip().splitlines():
        kind, pattern = line.split("|", 1)
        assert kind.strip() in get_args(Kind)
        rules.append((cast(Kind, kind.strip()), re.compile(pattern.strip().replace("WH", _WH), re.IGNORECASE)))
    return rules


_KINDS = _compiled()
_YES_NO = re.compile(rf"^(?:(?:and|so|but) )?{_AUX}\b(?!.*\bor\b)", re.IGNORECASE)
_POLITE = re.compile(r"^(?:can|could|would|will) you (?:please )?(?:tell me |say )?", re.IGNORECASE)
_CLAUSE_FIRST = re.compile(
    r"^(?:when|where|while|after|before|as)\b[^,?]+, (?=(?:who|what|which|how|why|where|when)\b)", re.IGNORECASE
)
_FRONT = 12  # characters behind the first question word: "Who spoke when the talks began?" asks who


def asked_for(question: str) -> Kind:
    """Return the kind of value that `question` asks for; "what" where the wording tells nothing nearer."""
    text = _POLITE.sub("", " ".join(question.split()))
    if _YES_NO.match(text):
        return "yes/no"
    text = _CLAUSE_FIRST.sub("", text)
    found = [(match.start(), rank, kind) for rank, (kind, rule) in enumerate(_KINDS) if (match := rule.search(text))]
    first = min((start for start, _, _ in found), default=0)
    near = [(rank, kind) for start, rank, kind in found if start <= first + _FRONT]
    return min(near)[1] if near else "what"


_COUNTED = re.compile(
    r"\b(?:how ?many|how much|(?:(?:what|the) )?(?:(?:total|exact) )?(?:number|count|share|percentage|proportion) of) "
    r"(?:of )?((?:[\w'’-]+ ?){1,5})",
    re.IGNORECASE,
)
_VERBS = frozenset(
    str.split(
        "is are was were do does did has have had can could will would should may might must died die killed sent "
        "arrived took take came left remain in at on from to for by with during after before of that who which there"
    )
)
_SKIPPED = frozenset(str.split("the these those its their more other new of"))


def counted(question: str) -> tuple[str, ...]:
    """Return the words of what "how many …" counts, in lower case: ("russian", "soldiers"); () where it names none."""
    match = _COUNTED.search(" ".join(question.split()))
    words: list[str] = []
    for word in match.group(1).lower().split() if match else ():
        if word in _VERBS:
            break
        if word not in _SKIPPED:
            words.append(word)
        if word not in _SKIPPED and is_plural(word):
            break
    return tuple(words)
