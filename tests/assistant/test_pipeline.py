"""Whatever is asked, every statement of the answer stands in an article; where nothing is said, nothing is made up."""

import json
import re
from collections.abc import Generator, Iterator, Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant, Claim, Hit, QuestionError, Stage, Turn
from assistant.cite import Quote, Statement
from assistant.pipeline import NOT_FOUND, Desk, answer
from assistant.question import LONGEST, Asked
from assistant.reader import Reading, Said, Standalone
from assistant.stop import Stop
from store.embed import Vectors, WordEmbedder
from store.store import Filter
from tests.assistant.county import ARTICLES, NO_QUESTIONS, QUESTIONS, county

WORDS = sorted({word for text in ARTICLES.values() for word in re.findall(r"\w+", text)})
OUTLETS = ("Sable Ledger", "Port Gazette", "Morning Star of Corvale")
ANY_QUESTION = (
    st.sampled_from(QUESTIONS + NO_QUESTIONS)
    | st.text(min_size=1, max_size=200).filter(lambda text: any(map(str.isalnum, text)))
    | st.lists(st.sampled_from(["When", "Who", "How many", *WORDS]), min_size=1, max_size=12).map(" ".join)
)
DAYS = st.none() | st.dates(date(2031, 6, 1), date(2031, 7, 2))
MANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the county's news. Tests only ask it."""
    with county(tmp_path_factory.mktemp("county")) as made:
        yield made


class Unused(WordEmbedder):
    """Fails when it is asked to embed anything."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError(f"embedded {texts}")


class Forger:
    """A reader that makes up one quote and misplaces another, beside a true one."""

    name = "forger"

    def standalone(self, question: str, _history: Sequence[Turn], _stop: Stop) -> Standalone:
        """Return the question as it is."""
        return Standalone(text=question)

    def read(self, asked: Asked, hits: Sequence[Hit], _stop: Stop) -> Generator[Said, None, None]:
        """Yield three statements about the first passage."""
        passage = hits[0].passage
        true = Quote(passage=passage, start=passage.start, text=passage.text[:12])
        moved = Quote(passage=passage, start=passage.start + 1, text=passage.text[:12])
        made_up = Quote(passage=passage, start=passage.start, text="Nobody ever said this.")
        said = ((asked.text, (made_up,)), ("moved", (moved,)), (true.text, (made_up, true)))
        yield from (Statement(text=text, quotes=quotes) for text, quotes in said)
        yield Reading(reader=self.name)


def check(found: Answer, assistant: Assistant) -> None:
    """Fail unless every rule of citing holds for an answer."""
    for citation in found.citations:
        article = assistant.article(citation.passage.article_id)
        assert article is not None and citation.quote == article.text[citation.start : citation.end] != ""
        assert citation.passage.start <= citation.start < citation.end <= citation.passage.end
        assert all(span.end <= citation.start or citation.end <= span.start for span in article.skipped)
        assert citation.path.endswith(article.path)
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", found.text)]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))
    cited = {number for claim in found.claims for number in claim.citations}
    cited |= {number for point in found.disagreements for side in point.positions for number in side.citations}
    assert [citation.number for citation in found.citations] == sorted(cited) and set(numbers) <= cited
    assert all(claim.citations for claim in found.claims)
    if found.outcome == "not_found":
        assert (found.text, found.claims, found.citations, found.disagreements) == (NOT_FOUND, (), (), ())
    else:
        assert found.claims and found.text != NOT_FOUND
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()


@given(question=ANY_QUESTION, as_of=DAYS, since=DAYS, outlets=st.none() | st.lists(st.sampled_from(OUTLETS)))
@MANY
def test_every_answer_keeps_the_rules(
    assistant: Assistant, question: str, as_of: date | None, since: date | None, outlets: list[str] | None
) -> None:
    try:
        found = assistant.ask(question, as_of=as_of, since=since, outlets=outlets)
    except QuestionError:
        return
    check(found, assistant)
    for hit in found.hits:
        day = hit.passage.published
        assert as_of is None or (day is not None and day <= as_of)
        assert since is None or (day is not None and day >= since)
        assert not outlets or hit.passage.outlet in outlets


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_articles_say_is_answered(assistant: Assistant, question: str) -> None:
    found = assistant.ask(question)
    assert found.outcome in ("answered", "disputed") and found.citations
    check(found, assistant)


@pytest.mark.parametrize("question", NO_QUESTIONS)
def test_what_they_do_not_say_is_not_found(assistant: Assistant, question: str) -> None:
    found = assistant.ask(question)
    assert found.outcome == "not_found"
    check(found, assistant)


def test_a_date_is_completed_and_a_copy_counts_once(assistant: Assistant) -> None:
    found = assistant.ask(QUESTIONS[0])
    assert found.claims[0].text == "10–20 June 2031"
    texts = [citation.quote for citation in found.citations]
    assert len(texts) == len(set(texts)) >= 2
    assert len({citation.passage.article_id for citation in found.citations}) == len(texts)


def test_news_to_come_and_news_without_a_date_are_hidden_as_of_a_day(assistant: Assistant) -> None:
    question = QUESTIONS[1]
    assert "2,100" in assistant.ask(question).text
    assert "2,100" not in assistant.ask(question, as_of=date(2031, 6, 4)).text
    assert assistant.ask(QUESTIONS[2]).outcome == "answered"
    assert assistant.ask(QUESTIONS[2], as_of=date(2031, 7, 30)).outcome == "not_found"
    assert assistant.ask(question, as_of=date(2020, 1, 1)).hits == ()


def test_outlets_and_days_narrow(assistant: Assistant) -> None:
    question = QUESTIONS[1]
    for options in ({"outlets": ["Port Gazette"]}, {"since": date(2031, 6, 4)}):
        found = assistant.ask(question, **options)  # type: ignore[arg-type]
        assert "2,100" in found.text and "1,400" not in found.text
    assert "2,100" not in assistant.ask(question, until=date(2031, 6, 30)).text
    assert assistant.ask(question, outlets=["No Such Paper"]).outcome == "not_found"


def test_an_outlet_that_the_question_names_narrows(assistant: Assistant) -> None:
    found = assistant.ask("What does the Port Gazette say about sailors in the drills?")
    assert {hit.passage.outlet for hit in found.hits} == {"Port Gazette"}


def test_what_is_no_question_is_refused_before_anything_is_embedded(assistant: Assistant) -> None:
    desk = Desk(store=assistant.store, embedder=Unused(), reader=Forger(), k=5)
    for question in ("", " \u202e\n", "x" * (LONGEST + 1), "?" * 99, "y" * 5_000_000, None, ["When?"]):
        with pytest.raises(QuestionError):
            next(answer(question, desk, where=Filter()))  # type: ignore[arg-type]


def test_what_a_reader_makes_up_is_dropped(assistant: Assistant) -> None:
    desk = Desk(store=assistant.store, embedder=WordEmbedder(), reader=Forger(), k=5)
    *_, found = answer("Who is Orla Venn?", desk, where=Filter())
    assert isinstance(found, Answer)
    assert [claim.text for claim in found.claims] == [found.citations[0].quote] and len(found.citations) == 1
    assert [item.text for item in found.dropped] == ["Who is Orla Venn?", "moved"]
    check(found, assistant)


def test_events_come_in_order(assistant: Assistant) -> None:
    events = list(assistant.stream(QUESTIONS[0]))
    assert [event.name for event in events if isinstance(event, Stage)] == ["searched", "read"]
    kinds = [type(event) for event in events]
    claims = kinds.count(Claim)
    assert claims >= 2 and kinds == [Stage, *[Claim] * claims, Stage, Answer]
    assert isinstance(events[-1], Answer) and tuple(events[1:-2]) == events[-1].claims


def test_a_follow_up_leans_on_the_turn_before(assistant: Assistant) -> None:
    history = [Turn(question="What is known about the bakery on Tallow Street?", answer="It sells bread.")]
    found = assistant.ask("Who built its oven?", history=history)
    assert found.question == "Who built its oven?" and "bakery" in found.standalone_question
    assert "Hobb Karrow" in found.text


def test_an_outlet_that_is_not_in_the_store_is_said_so(assistant: Assistant) -> None:
    notices = assistant.ask(QUESTIONS[0], outlets=["The Nowhere Post"]).notices
    assert any("The Nowhere Post" in notice for notice in notices)
    assert assistant.ask(QUESTIONS[0], outlets=[OUTLETS[0].upper()]).notices == ()
