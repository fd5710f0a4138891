"""One question of a conversation with its answer, as it is kept and shown: the Answer's JSON and what shows it later.

Pure. The JSON says little of passages that were read and not cited; so the turn keeps where those are from.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from assistant import Answer, Turn
from store.article import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a passage is from, in words to show."""

    title: str | None
    outlet: str | None
    published: str | None
    published_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`answer` is the JSON document of an Answer; `searched` what was searched, `chosen` which sources, in words.

    `picks` is that choice as the browser keeps it.
    """

    answer: dict[str, Any]
    origins: dict[str, Origin] = field(default_factory=dict)
    searched: str = ""
    chosen: str = ""
    picks: str = ""
    liked: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the turn as JSON."""
        return asdict(self)


def document(answer: Answer, shown: Callable[[str], str], told: Callable[[str], str]) -> dict[str, Any]:
    """Return the JSON of an answer as visitors get it: `shown` tells the path of a file, `told` what is to be known."""
    made = answer.to_dict()
    made["notices"] = [told(notice) for notice in made["notices"]]
    for citation in made["citations"]:
        citation["article"]["path"] = shown(citation["article"]["path"])
    return made


def asked(answer: Answer, document: dict[str, Any], *, searched: str, chosen: str, picks: str) -> Asked:
    """Return the turn of an answer whose JSON is `document`."""
    passages = [hit.passage for hit in answer.hits] + [citation.passage for citation in answer.citations]
    return Asked(
        answer=document,
        origins={passage.article_id: origin(passage) for passage in passages},
        searched=searched,
        chosen=chosen,
        picks=picks,
    )


def read(document: dict[str, Any]) -> Asked:
    """Return the turn that `to_dict` wrote."""
    origins = {key: Origin(**value) for key, value in document["origins"].items()}
    return Asked(**(document | {"origins": origins}))


def origin(passage: Passage) -> Origin:
    """Return where a passage is from."""
    return Origin(
        title=passage.title,
        outlet=passage.outlet,
        published=passage.published.isoformat() if passage.published else None,
        published_from=passage.published_from,
    )


def history(turns: list[Asked]) -> list[Turn]:
    """Return the turns as an assistant takes them with the next question."""
    return [Turn(question=turn.answer["question"], answer=turn.answer["text"]) for turn in turns]


def reader(name: str) -> str:
    """Return in words who wrote an answer."""
    return "the quoting reader" if name == "quotes" else name.removeprefix("model:") or "nobody"


def noticed(turn: Asked, words: str) -> Asked:
    """Return the turn with one more notice to its reader."""
    return replace(turn, answer=turn.answer | {"notices": [*turn.answer["notices"], words]})


def voted(turn: Asked, liked: bool) -> Asked:
    """Return the turn with what its reader thinks of it."""
    return replace(turn, liked=liked)
