"""Show a conversation: each question with its outcome, the answer with its markers, and its sources beside it."""

from collections.abc import Sequence
from typing import Any

from assistant import Claim, Stage
from assistant.facts import carried_by
from page.cards import sources
from page.differences import differences, marker
from page.exporting import text
from page.markup import Markup, join, tag
from page.timeline import points, timeline
from page.turn import Asked, reader

_BADGES = {
    "answered": ("✓", "answered"),
    "disputed": ("≠", "sources disagree"),
    "not_found": ("∅", "not in these articles"),
}
_MOST_SHOWN = 30
Cited = dict[int, tuple[str | None, Sequence[str]]]


def conversation(turns: Sequence[Asked], name: str | None) -> Markup:
    """Return the turns of the conversation `name`, the oldest first."""
    first = max(1, len(turns) - _MOST_SHOWN + 1)
    older = tag("p", f"{first - 1} earlier questions are in the export.", class_="faint") if first > 1 else None
    numbered = enumerate(turns[first - 1 :], first)
    return join(older, [answered(turn, number, name) for number, turn in numbered])


def answered(turn: Asked, number: int, name: str | None = None) -> Markup:
    """Return one question with its answer and its sources."""
    answer = turn.answer
    said = tag(
        "div",
        claims(answer["claims"] or [{"text": answer["text"], "citations": []}], number, _cited(answer)),
        differences(answer, number),
        timeline(points(answer), number),
        [tag("p", notice, class_="notice") for notice in answer["notices"]],
        _dropped(answer["dropped"]),
        _actions(turn, number, name),
        class_="said",
    )
    body = tag("div", said, sources(turn, number), class_="columns")
    head = [_question(answer["question"], turn.chosen), _how(turn)]
    return tag("article", head, body, class_="turn", id=f"turn-{number}", aria_label=f"Question {number}")


def running(
    question: str,
    chosen: str,
    stages: Sequence[Stage],
    found: Sequence[Claim],
    number: int,
    *,
    note: str = "",
    ahead: int | None = None,
) -> Markup:
    """Return a question that is being answered, or of which `note` says why not: what was done, which claims stand.

    `ahead` is how many wait before it, None once it is its turn.
    """
    steps = [tag("li", step(stage.name, stage.detail, stage.ms)) for stage in stages]
    steps = [*steps, *([tag("li", waiting(ahead), class_="waiting")] if ahead is not None else [])]
    next_step = ("searching the articles", "reading the passages", "checking the quotes")[min(len(stages), 2)]
    shown = claims([{"text": claim.text, "citations": claim.citations} for claim in found], number)
    now = tag("li", note or (f"{next_step} …" if ahead is None else "…"), class_="now" if not note else "stopped")
    done = tag("ol", steps, now, class_="steps", role="status")
    return tag(
        "article",
        _question(question, chosen),
        done,
        tag("div", shown, class_="said"),
        class_="turn running" if not note else "turn",
    )


def waiting(ahead: int) -> str:
    """Return the place of a question among those that wait, in words."""
    if not ahead:
        return "waiting: yours is the next question to be answered"
    return f"waiting: {ahead} question{'s' * (ahead != 1)} come{'s' * (ahead == 1)} before yours"


def ended(question: str, words: str) -> Markup:
    """Return a question that was not answered, and why."""
    return tag("article", _question(question, ""), tag("p", words, class_="notice", role="alert"), class_="turn")


def step(name: str, detail: str, ms: float) -> str:
    """Return a stage that is done, in words."""
    if name == "searched":
        return f"searched: {detail}, {ms:.0f} ms"
    return f"read by {reader(detail)}, {_time(ms)}"


def claims(said: Sequence[dict[str, Any]], turn: int, cited: Cited | None = None) -> list[Markup]:
    """Return the statements, each with the markers of its sources and how many independent ones they are.

    The markers open what is in `cited`; without it, while a question is being answered, they are only numbers.
    """
    shown = []
    for place, claim in enumerate(said):
        numbers = claim["citations"]
        marks = [tag("sup", str(number)) if cited is None else marker(number, turn) for number in numbers]
        shown.append(tag("p", claim["text"], " ", marks, class_="claim lead" if place == 0 else "claim"))
        words = carried_by(claim.get("sources"), [cited[number] for number in numbers]) if cited else None
        shown += [tag("p", words, class_="carried")] if words else []
    return shown


def _cited(answer: dict[str, Any]) -> Cited:
    """Return the outlet of each citation with those that carry the same report; kept conversations may not say."""
    return {item["number"]: (item["article"]["outlet"], item.get("also_in", ())) for item in answer["citations"]}


def welcome(examples: Sequence[str], count: int) -> Markup:
    """Return what an empty conversation shows: what the page does, and questions to begin with."""
    asked = [tag("li", tag("button", words, type="button", data_act="example", data_words=words)) for words in examples]
    return tag(
        "section",
        tag("p", "Ask the articles. Every statement of an answer carries the exact words of a source.", class_="strap"),
        tag("ul", asked, class_="examples", aria_label="Example questions") if asked else None,
        None if count else tag("p", "There are no articles yet. Bring some in under Sources.", class_="notice"),
        class_="welcome",
    )


def _question(question: str, chosen: str) -> Markup:
    return tag("h2", question, tag("small", chosen) if chosen else None, class_="question")


def _how(turn: Asked) -> Markup:
    answer = turn.answer
    sign, words = _BADGES[answer["outcome"]]
    badge = tag("span", tag("span", sign, aria_hidden="true"), f" {words}", class_=f"badge {answer['outcome']}")
    times = answer["timings"]
    how = f"searched {turn.searched}, {times['retrieve_ms']:.0f} ms · read by {reader(answer['reader'])}, "
    return tag("p", badge, tag("span", how + _time(times["read_ms"]) + _cost(answer["usage"])), class_="how")


def _time(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.0f} ms"


def _cost(usage: dict[str, Any]) -> str:
    tokens = usage["prompt_tokens"] + usage["completion_tokens"]
    return f" · {tokens:,} tokens" if tokens else ""


def _dropped(dropped: Sequence[dict[str, Any]]) -> Markup | None:
    if not dropped:
        return None
    label = f"{len(dropped)} statement{'s' * (len(dropped) != 1)} did not pass the checks"
    items = [tag("li", tag("q", item["text"]), " — ", item["reason"]) for item in dropped]
    return tag("details", tag("summary", label), tag("ul", items), class_="dropped")


def _actions(turn: Asked, number: int, name: str | None) -> Markup:
    vote = None if name is None else _vote(turn, number)
    json = tag("a", "JSON", href=f"/export/{name}.json?turn={number}", download=True) if name else None
    copied = tag("pre", text(turn), hidden=True, class_="copied")
    copy = tag("button", "Copy with sources", type="button", data_do="copy")
    return tag("footer", copy, copied, json, vote, class_="actions")


def _vote(turn: Asked, number: int) -> Markup:
    good, bad = (turn.liked is True, turn.liked is False)
    buttons = [
        tag(
            "button", _thumb(), type="button", class_="thumb", data_do="vote", data_liked=liked,
            aria_pressed="true" if chosen else "false", aria_label=label,
        )
        for liked, chosen, label in (("1", good, "A good answer"), ("", bad, "A bad answer"))
    ]  # fmt: skip
    why = tag("input", type="text", maxlength=500, placeholder="A word on why", aria_label="A word on why")
    send = tag("button", "Send", type="button", data_act="vote", data_turn=number)
    thanks = tag("span", "Kept, thank you.", class_="faint") if turn.liked is not None else None
    return tag("span", buttons, tag("span", why, send, class_="why", hidden=True), thanks, class_="vote")


def _thumb() -> Markup:
    """Return a thumb as a drawing, since not every system has it as a letter."""
    drawn = "M2 9h3v9H2zM6.5 18V9L10 2c1.4 0 2.2 1 2 2.3L11.5 8H16c1.3 0 2.2 1.2 1.9 2.4l-1.4 6A2 2 0 0 1 14.6 18z"
    return tag("svg", tag("path", d=drawn), width=16, height=16, viewBox="0 0 20 20", aria_hidden="true")
