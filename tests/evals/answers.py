"""Answers and readers made by hand, for the tests of the suites."""

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation, Claim, Disagreement, Position, Timings, Usage
from assistant.narrow import Options
from evals.contenders import Contender
from store.article import Passage
from tests.assistant.making import passage


def said(
    *claims: tuple[str, Sequence[int]], quotes: Sequence[str] = (), sides: Sequence[str] = (), usage: int = 0
) -> Answer:
    """Return an answer of `claims`, each with the numbers of its `quotes`; no claim is a refusal."""
    text = "\n".join(text + "".join(f" [{number}]" for number in numbers) for text, numbers in claims)
    positions = tuple(Position(text=side, citations=(1,), outlet=None, published=None) for side in sides)
    return Answer(
        question="?",
        standalone_question="?",
        outcome="answered" if claims else "not_found",
        text=text or "The articles do not say.",
        claims=tuple(Claim(text=text, citations=tuple(numbers)) for text, numbers in claims),
        citations=tuple(cited(number, quote) for number, quote in enumerate(quotes, 1)),
        disagreements=(Disagreement(about="it", positions=positions),) if sides else (),
        dropped=(),
        hits=(),
        reader="fake",
        usage=Usage(prompt_tokens=usage, completion_tokens=usage),
        timings=Timings(retrieve_ms=0, read_ms=0, total_ms=0),
    )


def cited(number: int, quote: str) -> Citation:
    """Return a citation of the whole of an article that says `quote`."""
    source: Passage = passage(quote, article_id=f"a{number}")
    return Citation(number=number, passage=source, path=f"a{number}.txt", start=0, end=len(quote))


REFUSED = said()


def reader(answer: Callable[[str, Options], Answer], name: str = "fake") -> Contender:
    """Return a reader that says what `answer` returns."""
    return Contender(name=name, ask=answer)
