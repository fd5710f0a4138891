"""Names as values: who did or holds something, which one, what it is called.

Finding them is `names`'s and `holders`'s.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.holders import Holder, holders
from assistant.names import ROLE, TITLES, Name, find_names
from assistant.offices import office
from assistant.speaker import speakers
from assistant.value import Value, ahead, folded, overlap
from assistant.words import stems
from store.article import Span

ASKED_BY_NAME = 0.2
"""What is left of a name that the question itself says: it is seldom its answer."""
SPEAKER = 0.4
"""What is left of somebody whose word a sentence only gives, where it is not asked who says it."""
NOT_IN_OFFICE = 0.4
"""What is left of a name in a sentence that tells of such a post, but does not say that it is this name's."""
IN_ANOTHER = 0.2
"""The same where it stands beside the post of another country, body or person."""
UNCALLED = 0.6
"""What is left of a name that nothing is said to be called, where that is asked for."""
_PERSON_FIT = {"person": 1.0, "other": 0.5, "organisation": 0.4, "place": 0.15}
_ROLE_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+(?:(?!(?:of|in|and|who)\b)[\w'’-]+\s+){{0,4}}?{ROLE}\b"
    r"(?:\s+of\s+(?:the\s+)?[\w'’-]+(?:\s+(?!was|is|had|has|said)[\w'’-]+){0,2})?"
)
_ASKS_WHO_SAYS = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|spoke|speaks?|wrote|writes?|argu\w+|warn\w*|den(?:y|ies|ied)|blam\w+|accus\w+|"
    r"claim\w*|announc\w+|report\w*|confirm\w*|state[sd]?|add(?:s|ed)|estimat\w+|insist\w*|maintain\w*|explain\w*|"
    r"put|count\w*|think\w*|thought|believ\w+|expect\w*|suspect\w*|trac\w+|attribut\w+|according)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"^(?:\w+\s+)?(?:which|what)\s+(?P<what>(?:[\w’'-]+\s+){1,2})", re.IGNORECASE)
_QUOTED = re.compile(r"(?<!\w)[\"“‘]([^\"“”‘’]{2,60}?)[,.]?[\"”’](?!\w)")
_CALLED = re.compile(r"\b(?:called|named|dubbed|nicknamed|titled|entitled|known\s+as|codenamed)\s+(?:the\s+)?[\"“‘]?$")


def people(sentence: str, _published: date | None, question: str) -> list[Value]:
    """Return people, then bodies and roles; where a post is asked for, who holds it ahead of all."""
    named = [
        _name(sentence, name, _PERSON_FIT[name.sort] * name.sure, question)
        for name in find_names(sentence)
        if name.sort in _PERSON_FIT
    ]
    roles = [
        Value(text=match.group(), span=Span(*match.span()), normal=match.group().lower(), fit=0.35)
        for match in _ROLE_NAMED.finditer(sentence)
    ]
    free = [role for role in roles if not any(overlap(role.span, value.span) for value in named)]
    return _in_office(sentence, _not_only_speaking(sentence, named + free, question), question)


def any_name(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return names and what stands in quotation marks, what is called so ahead; of a post, who holds it."""
    if office(question):
        return people(sentence, published, question)
    quoted = [
        Value(text=match.group(1), span=Span(*match.span(1)), normal=folded(match.group(1)), fit=0.8)
        for match in _QUOTED.finditer(sentence)
    ]
    named = [_name(sentence, name, 0.7, question) for name in find_names(sentence) if name.sort != "nationality"]
    names = [replace(value, fit=0.95) if _is_called(sentence, value) else value for value in named]
    found = quoted + [name for name in names if not any(overlap(value.span, name.span) for value in quoted)]
    return ahead(found, _of_its_sort(sentence, question))


def called(sentence: str, published: date | None, question: str) -> list[Value]:
    """Return what `any_name` returns with what something is said to be called still further ahead."""
    found = any_name(sentence, published, question)
    return found if office(question) else [_as_called(sentence, value) for value in found]


def _of_its_sort(sentence: str, question: str) -> Callable[[Value], bool]:
    """Tell "the Oak Company" and "the freighter Maren" where it is asked which company and which freighter."""
    asked = _WHICH.match(question)
    sort = frozenset(stems(asked["what"])) if asked else frozenset()
    return lambda value: (
        not sort.isdisjoint(stems(sentence[_word_before(sentence, value) : _word_after(sentence, value)]))
    )


def _word_before(sentence: str, value: Value) -> int:
    before = re.search(r"[a-z]+\s+$", sentence[: value.span.start])
    return before.start() if before else value.span.start


def _word_after(sentence: str, value: Value) -> int:
    after = re.match(r"\s+[a-z]+", sentence[value.span.end :])
    return value.span.end + (after.end() if after else 0)


def _as_called(sentence: str, value: Value) -> Value:
    if _is_called(sentence, value):
        return replace(value, bound=True)
    return replace(value, fit=round(UNCALLED * value.fit, 3))


def _is_called(sentence: str, value: Value) -> bool:
    return _CALLED.search(sentence, 0, value.span.start) is not None


def _name(sentence: str, name: Name, fit: float, question: str) -> Value:
    text = sentence[name.span.start : name.span.end]
    fit *= ASKED_BY_NAME if is_asked_by_name(text, question, person=name.sort == "person") else 1.0
    return Value(text=text, span=name.span, normal=folded(text), fit=round(fit, 3), unit=name.sort)


def is_asked_by_name(text: str, question: str, *, person: bool) -> bool:
    """Return whether a question has a name itself, with a title before it or not; of a person the last word will do."""
    said = folded(question).split()
    own = [word for word in folded(text).split() if word not in TITLES]
    return folded(text) in folded(question) or (
        bool(own) and all(word in said for word in (own[-1:] if person else own))
    )


def _not_only_speaking(sentence: str, found: list[Value], question: str) -> list[Value]:
    """Return the people with those behind the others whose word the sentence only gives."""
    heard = frozenset() if _ASKS_WHO_SAYS.search(question) else speakers(sentence)
    return [
        replace(value, fit=round(SPEAKER * value.fit, 3)) if heard & set(stems(value.text)) else value
        for value in found
    ]


def _in_office(sentence: str, found: list[Value], question: str) -> list[Value]:
    """Return the people with those who hold the post that is asked for ahead, where one is asked for."""
    sought = office(question)
    if sought is None:
        return found
    held = holders(sought, sentence)
    rated = []
    for value in found:
        mine = [holder for holder in held if overlap(holder.span, value.span)]
        if any(holder.sure for holder in mine):
            continue
        left = IN_ANOTHER if mine else NOT_IN_OFFICE if held and not sought.by_verb else 1.0
        rated.append(replace(value, fit=round(value.fit * left, 3)))
    holding = (_holding(sentence, holder) for holder in held if holder.sure)
    return rated + [value for value in holding if not is_asked_by_name(value.text, question, person=False)]


def _holding(sentence: str, holder: Holder) -> Value:
    text = sentence[holder.span.start : holder.span.end]
    return Value(text=text, span=holder.span, normal=folded(text), fit=holder.sure, bound=True, unit="person")
