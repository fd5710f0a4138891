"""Reports of one event are grouped, those of another kept apart and named."""

from dataclasses import replace
from datetime import date

from assistant.events import events, gap, named_in
from assistant.evidence import Evidence
from assistant.naming import fitting, labels
from assistant.question import Asked, ask_for
from store.article import Span
from tests.assistant.making import hit, offered

MANY = "How many sailors took part?"


def asked(question: str) -> Asked:
    return ask_for(question, today=None, frequencies={}, total=50)


def found(text: str, *, title: str, published: date | None, question: str = MANY) -> Evidence:
    """Return a sentence of an article of its own as likely evidence."""
    made = hit(text, article_id=title, outlet=None, published=published)
    return Evidence(
        hit=replace(made, passage=replace(made.passage, title=title)),
        span=Span(0, len(text)),
        text=text,
        values=tuple(offered(question, text, published)),
        features={},
        probability=0.8,
    )


GULL = found("In Blue Gull 900 sailors took part.", title="Blue Gull ends at Ness Point", published=date(2030, 5, 2))
SEAL = found("In Grey Seal 2,100 sailors took part.", title="Grey Seal ends off Ostrel", published=date(2031, 6, 9))
LATER = found("At Blue Gull 950 sailors took part.", title="Blue Gull was larger than told", published=date(2030, 5, 9))


def test_reports_of_other_months_are_of_other_events() -> None:
    assert [len(event.evidence) for event in events(asked(MANY), [GULL, SEAL, LATER])] == [2, 1]


def test_a_report_that_refers_back_is_of_the_earlier_event() -> None:
    back = found("In May 2030 sailors took part in Blue Gull.", title="An inquiry", published=date(2031, 6, 9))
    assert len(events(asked(MANY), [GULL, back])) == 1


def test_a_question_that_names_one_event_is_for_that_one() -> None:
    for question, text in (
        ("How many sailors took part in Grey Seal?", "Grey Seal"),
        (f"{MANY[:-1]} in 2030?", "Gull"),
    ):
        [event] = named_in(asked(question), events(asked(question), [GULL, SEAL]))
        assert text in event.evidence[0].text


def test_a_question_that_fits_two_events_is_answered_for_each() -> None:
    both = fitting(asked(MANY), [GULL, SEAL])
    assert [labels(event, both)[0] for event in both] == ["Blue Gull, 2030", "Grey Seal, 2031"]
    assert len(fitting(asked("How many sailors took part in Blue Gull?"), [GULL, SEAL])) == 1
    assert fitting(asked(MANY), []) == []


def test_the_gap_between_times() -> None:
    may, june = (date(2031, 5, 1), date(2031, 5, 31)), (date(2031, 6, 10), date(2031, 6, 10))
    assert gap([may], [june]).days == gap([june], [may]).days == 10
    assert gap([may], [may]).days == gap([], [june]).days == 0
