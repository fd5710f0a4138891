"""The quoting reader: sentences word for word, one a source, or nothing at all."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from assistant.cite import Difference, Statement, stands
from assistant.evidence import fitted, weigh
from assistant.quotes import QuoteReader
from assistant.rank import independent
from assistant.reader import Reading, Said
from assistant.standing import MOST_SOURCES
from assistant.stop import Stop
from store.embed import WordEmbedder
from tests.assistant.making import asked, hit

EMBEDDER = WordEmbedder()
READER = QuoteReader()
WHEN = "When did the bridge at Ostrel open?"
OPENED = "The bridge at Ostrel opened on 4 May 2031."


class Draft(NamedTuple):
    """What the reader said, sorted."""

    statements: list[Statement]
    differences: list[Difference]
    confidence: float


def draft_of(said: Iterable[Said]) -> Draft:
    pieces = list(said)
    assert isinstance(pieces[-1], Reading) and pieces[-1].confidence is not None
    statements = [item for item in pieces if isinstance(item, Statement)]
    return Draft(statements, [item for item in pieces if isinstance(item, Difference)], pieces[-1].confidence)


def read(question: str, *texts: str) -> Draft:
    hits = [
        hit(text, score=1 / n, article_id=f"a{n}", outlet=f"Outlet {n}", published=date(2031, 5, n))
        for n, text in enumerate(texts, start=1)
    ]
    return draft_of(READER.read(asked(question), hits, Stop()))


def test_the_first_line_gives_the_value_and_the_next_the_words() -> None:
    draft = read(WHEN, f"{OPENED} Ducks swam by.")
    assert [item.text for item in draft.statements] == ["4 May 2031", f"Outlet 1: “{OPENED}”"]
    assert 0 < draft.confidence < 1
    assert all(stands(quote) for item in draft.statements for quote in item.quotes)


def test_a_copy_counts_once() -> None:
    one = read(WHEN, OPENED, "The bridge at Ostrel was opened by Orla Venn, a welder, on the fourth of May 2031.")
    two = read(WHEN, OPENED, OPENED.replace("The bridge", "The new bridge"))
    assert len(one.statements[0].quotes) == 2
    assert len(two.statements[0].quotes) == 1 and len(two.statements) == 2


def test_nothing_that_answers_gives_an_empty_draft() -> None:
    for draft in (read(WHEN), read(WHEN, "A baker sold buns. The buns had seeds.")):
        assert draft.statements == draft.differences == []
        assert draft.confidence < fitted()["threshold"]


def test_the_same_passages_give_the_same_draft() -> None:
    texts = (OPENED, "Ostrel's bridge opened in May.", "Nobody crossed the bridge before May 2031.")
    assert read(WHEN, *texts) == read(WHEN, *texts)


def test_a_source_without_a_name_is_quoted_plainly() -> None:
    draft = draft_of(READER.read(asked(WHEN), [hit(OPENED)], Stop()))
    assert draft.statements[-1].text == f"“{OPENED}”"


def test_independent_sources_are_few_and_each_of_another_article() -> None:
    words = "oak elm ash yew fir box bay fig".split()
    hits = [hit(f"{word} trees grew in the {word} park.", article_id=word) for word in words]
    chosen = independent(weigh(asked("Which trees grew in the park?"), hits), most=MOST_SOURCES)
    assert len(chosen) == MOST_SOURCES == len({item.hit.passage.article_id for item in chosen})
