"""How well what a sentence counts agrees with what a question counts. Small groups of general words, no entities."""

from collections.abc import Sequence

_GROUPS = tuple(
    frozenset(words.split())
    for words in (
        "troop soldier serviceman servicemen servicewoman personnel fighter combatant conscript reservist",
        "people person resident inhabitant citizen individual civilian human men women man woman villager",
        "dead killed kill death die died fatality fatal victim casualty toll lost life",
        "injured wounded hurt injury wound injure casualty hospitalised hospitalized",
        "arrested detained arrest detention detainee held custody",
        "missing unaccounted disappeared",
        "evacuated displaced evacuee refugee fled homeless",
        "rescued saved safe alive unharmed survived survivor",
        "vehicle car lorry truck van",
        "home house dwelling building flat apartment",
        "plane aircraft jet airplane aeroplane warplane fighter",
        "ship vessel boat warship ferry",
        "job worker employee staff post position",
        "firm company business employer",
        "school classroom pupil student child children teacher",
        "vote voter ballot",
        "rocket missile",
    )
)
_FATES = tuple(
    group for group in _GROUPS if group & {"killed", "injured", "arrested", "missing", "evacuated", "rescued"}
)
_PERSONS = frozenset(
    str.split(
        "troop soldier serviceman servicemen personnel fighter conscript reservist resident inhabitant citizen "
        "civilian men women man woman child children worker employee staff student pupil teacher voter passenger "
        "protester demonstrator officer police refugee evacuee villager victim dead injured wounded killed "
        "missing detainee player fan visitor tourist patient guest nurse doctor firefighter prisoner hostage "
        "volunteer guard rescuer sailor miner farmer migrant other crew participant member"
    )
)
_GENERIC = frozenset(["people", "person", "persons"])

_PLURALS = frozenset(
    str.split(
        "people troops personnel police men women children dead injured wounded killed missing others staff aircraft "
        "cattle fish sheep homeless forces civilians"
    )
)
_NOT_PLURAL = frozenset(str.split("this is was has its his us as does less yes thus ours hers"))


def singular(word: str) -> str:
    """Return an English noun without its plural ending."""
    lower = word.lower()
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 3 else lower


def agreement(asked: Sequence[str], counted: Sequence[str], *, question: Sequence[str], near: Sequence[str]) -> float:
    """Return how well counted words answer "how many `asked`", 0 to 1; about a half where either side names nothing.

    `question` is all its words and `near` the words beside the number, so that "12 were killed" answers "how many
    people died?" and "24 were injured" does not.
    """
    heads = [singular(word) for word in counted]
    here = {singular(word) for word in near} | set(heads)
    asked_of, met = fates(question), fates([*near, *counted])
    if asked_of and met and asked_of.isdisjoint(met):
        return 0.1
    wanted = singular(asked[-1]) if asked else ""
    score = _nouns(wanted, heads[-1], here) if heads and wanted else 0.5 if not wanted else 0.3
    if asked_of and met and (not heads or heads[-1] in _GENERIC | _PERSONS):
        score = max(score, 0.9)
    return _qualified(score, [singular(word) for word in asked[:-1]], heads[:-1])


def fates(words: Sequence[str]) -> frozenset[int]:
    """Return what befell those of whom some words speak, a number for each kind: the dead, the injured, the missing."""
    heads = {singular(word) for word in words}
    return frozenset(number for number, group in enumerate(_FATES) if group & heads)


def _nouns(wanted: str, head: str, here: set[str]) -> float:
    group = _group(wanted)
    persons = _GENERIC | _PERSONS
    scores = (
        (1.0, wanted == head),
        (0.9, head in group),
        (0.5, head in ("other", "more", "dead", "killed", "missing", "injured", "wounded")),
        (0.8, wanted in _GENERIC and head in _PERSONS),
        (0.8, head in persons and bool(group & here - persons)),  # "40 people were injured" for "how many injuries"
        (0.6, head in _GENERIC and wanted in _PERSONS),
        (0.8, len(wanted) > 4 and (head.startswith(wanted[:5]) or (wanted.startswith(head) and len(head) > 4))),
    )
    return next((score for score, met in scores if met), 0.0)


def _qualified(score: float, asked: Sequence[str], counted: Sequence[str]) -> float:
    """Lower the score where both sides are qualified and share no word: Russian troops are not Western troops."""
    if not asked or not counted:
        return score if not asked else score * 0.9
    shared = any(word[:5] == other[:5] for word in asked for other in counted)
    return score if shared else score * 0.5


def _group(word: str) -> frozenset[str]:
    return frozenset().union(*(group for group in _GROUPS if word in group))


def is_plural(word: str) -> bool:
    """Tell a plural noun by its ending or from a few irregular ones."""
    return word in _PLURALS or (word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL)
