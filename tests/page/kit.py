"""Turns made by hand, for the tests of this folder."""

from datetime import date

from assistant import Answer, Citation, Claim, Hit
from assistant.answer import Disagreement, Outcome, Position, Timings
from page.turn import Asked, asked, document
from store.article import Passage

TEXT = "The Merrow left Dunmere on 3 June. She carried 40 sacks of walnuts. Nobody saw her again."


def passage(text: str = TEXT, **known: object) -> Passage:
    """Return a passage at the start of its article."""
    given = {
        "article_id": "a1", "start": 0, "end": len(text), "text": text, "sentences": (), "title": "The Merrow is lost",
        "outlet": "Sable Ledger", "published": date(2031, 6, 9), "published_from": "text",
    }  # fmt: skip
    return Passage(**(given | known))  # type: ignore[arg-type]


def answer(text: str = TEXT, outcome: Outcome = "answered", **known: object) -> Answer:
    """Return an answer whose one claim quotes the first sentence of `text`."""
    end = text.index(".") + 1 if "." in text else len(text)
    found = passage(text, **known)
    cited = outcome != "not_found"
    return Answer(
        question="When did the Merrow leave?",
        standalone_question="When did the Merrow leave?",
        outcome=outcome,
        text=f"{text[:end]} [1]" if cited else "The articles do not say.",
        claims=(Claim(text=text[:end], citations=(1,)),) if cited else (),
        citations=(Citation(number=1, passage=found, path="news/merrow.txt", start=0, end=end),) if cited else (),
        disagreements=(),
        dropped=(),
        hits=(Hit(passage=found, score=1.0), Hit(passage=passage("Walnuts are dear.", article_id="a2"), score=0.5)),
        reader="quotes",
        timings=Timings(retrieve_ms=3, read_ms=4, total_ms=7),
    )


def turn(text: str = TEXT, outcome: Outcome = "answered", picks: str = "", **known: object) -> Asked:
    """Return the turn of such an answer."""
    found = answer(text, outcome, **known)
    return asked(found, document(found, str, str), searched="2 passages of 2 articles", chosen="", picks=picks)


def differing(*days: str | None) -> Disagreement:
    """Return a point on which sources of these days differ."""
    sides = [
        Position(text=f"{n} sacks", citations=(1,), outlet=f"Paper {n}", published=day) for n, day in enumerate(days)
    ]
    return Disagreement(about="how many", positions=tuple(sides))
