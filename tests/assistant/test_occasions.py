"""What a date is the day of: a beginning, an end, or something that nobody asked about."""

from datetime import date

import pytest

from assistant.cite import Citer, Statement
from assistant.occasions import Dated, edge, of_another, whole
from assistant.quotes import QuoteReader
from assistant.stop import Stop
from assistant.value import Value
from tests.assistant.making import asked, hit, offered

WHEN = "When was the fair?"
PUBLISHED = date(2031, 6, 3)


def dated(sentence: str) -> Dated:
    value = day(sentence)
    return Dated(sentence, value, edge(sentence, value))


def day(sentence: str) -> Value:
    [value] = offered(WHEN, sentence, PUBLISHED)
    return value


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("On Thursday, Ostrel opens ten days of the fair.", "start"),
        ("The fair began on 5 June.", "start"),
        ("They go home once the fair has ended on 14 June.", "end"),
        ("The fair stays until 14 June.", "end"),
        ("The fair is on 14 June.", None),
        ("The fair runs from 5 to 14 June.", None),
        ("The fair began in June.", None),
    ],
)
def test_which_edge_a_day_is(sentence: str, side: str | None) -> None:
    assert edge(sentence, day(sentence)) == side


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("The fair begins on 5 June.", "The fair ended on 14 June.", (date(2031, 6, 5), date(2031, 6, 14))),
        ("The ten-day fair begins on 5 June.", "It ends on 14 June.", (date(2031, 6, 5), date(2031, 6, 14))),
        ("The two-week fair begins on 5 June.", "It ends on 19 June.", (date(2031, 6, 5), date(2031, 6, 19))),
        ("The three-day fair begins on 5 June.", "It ends on 14 June.", None),
        ("The fair begins on 14 June.", "It ended on 5 June.", None),
        ("The fair begins on 5 June.", "It ends on 14 November.", None),
        ("The fair begins on 5 June.", "It is loud on 14 June.", None),
    ],
)
def test_a_beginning_and_an_end_are_one_time_where_they_agree(
    first: str, last: str, days: tuple[date, date] | None
) -> None:
    for found in ([dated(first), dated(last)], [dated(last), dated(first)]):
        pair = whole(found)
        assert (pair and pair[2].when and (pair[2].when.start, pair[2].when.end)) == days


def test_two_ends_that_differ_are_not_put_together() -> None:
    texts = ("The fair begins on 5 June.", "It ends on 14 June.", "The fair ends on 16 June.")
    assert whole([dated(text) for text in texts]) is None


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        (WHEN, "The mayor arrived in Ostrel on Monday to open the fair.", True),
        (WHEN, "The inspection will take place on 18 June.", True),
        (WHEN, "The fair will take place on 18 June.", False),
        (WHEN, "It was held on 18 June.", False),
        (WHEN, "The event took place on 18 June.", False),
        ("When did the mayor arrive?", "The mayor arrived in Ostrel on Monday.", False),
        ("When did Amber Sail take place?", "The race took place on 18 June.", False),
    ],
)
def test_a_date_of_something_else(question: str, sentence: str, other: bool) -> None:
    assert of_another(asked(question), sentence, day(sentence)) is other


def answer(question: str, *texts: str) -> list[str]:
    """Return the claims of the quoting reader that stand."""
    citer = Citer(lambda _: "")
    hits = [hit(text, article_id=f"a{n}", published=PUBLISHED) for n, text in enumerate(texts, start=1)]
    for piece in QuoteReader().read(asked(question), hits, Stop()):
        if isinstance(piece, Statement):
            citer.claim(piece)
    return [f"{claim.text} {len(claim.citations)}" for claim in citer.claims]


def test_the_answer_gives_the_whole_time_with_both_its_ends() -> None:
    begins = "On Thursday the ten-day fair of Ostrel begins."
    ends = "The mayor said that the fair of Ostrel ends on 14 June."
    assert answer("When is the fair of Ostrel?", f"{begins} {ends}")[0] == "5–14 June 2031 2"
    assert answer("When is the fair of Ostrel?", begins, ends)[0] == "5–14 June 2031 2"
    assert answer("When does the fair of Ostrel end?", f"{begins} {ends}")[0] == "14 June 2031 1"


def test_a_visit_to_the_fair_is_not_its_day() -> None:
    visit = "The bishop arrived in Ostrel on 2 June to bless the fair."
    found = answer("When is the fair of Ostrel?", f"{visit} The fair of Ostrel is on 9 June.")
    assert found[0].startswith("9 June 2031") and not any(one.startswith("2 June") for one in found)


def test_a_day_leans_on_the_sentence_before() -> None:
    text = "The bishop arrived on 5 June. Two days later the fair of Ostrel was closed."
    assert answer("When was the fair of Ostrel closed?", text)[0] == "7 June 2031 1"
