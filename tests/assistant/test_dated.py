"""A day told against an event is said with the words that fix it, and stands in the timeline."""

from datetime import date

from assistant.answer import Citation
from assistant.dated import against_events
from assistant.timeline import timeline
from tests.assistant.making import asked, hit, passage

TEXT = "The drills off Ness Point began on 9 June. The day after the drills began a boat burned."
DAY = date(2031, 6, 16)


def cited(start: int, end: int) -> Citation:
    """Return a citation of a part of the text."""
    return Citation(number=1, passage=passage(TEXT, published=DAY), path="a.txt", start=start, end=end)


def test_the_notice_names_the_day_and_what_fixes_it() -> None:
    [line] = against_events([cited(TEXT.index("The day"), len(TEXT))])
    assert line == (
        "“The day after the drills began” is 10 June 2031, since “The drills off Ness Point began on 9 June”"
    )


def test_a_quote_without_such_a_day_says_nothing() -> None:
    assert against_events([cited(0, TEXT.index("The day") - 1)]) == ()


def test_the_timeline_has_the_day_of_the_event() -> None:
    found = timeline(asked("When did a boat burn in the drills?"), [hit(TEXT, published=DAY)], lambda _id: "a.txt")
    assert [(moment.start, moment.relative) for moment in found][-1] == (date(2031, 6, 10), True)
