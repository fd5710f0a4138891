"""A date against an event is read where the text says once when the event is, and is never guessed."""

from datetime import date

import pytest

from store.date_events import event_dates

DAY = date(2031, 6, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The drills began on 9 June. The day after the drills began a tank burned.", date(2031, 6, 10)),
        ("A week before the vote the mayor fell ill. The vote in Quell is on 23 June.", date(2031, 6, 16)),
        ("The strike started on Thursday. Two days into the strike the bakers gave in.", date(2031, 6, 14)),
        ("The fair runs from 3 to 5 June. Three days after the fair ended it rained.", date(2031, 6, 8)),
        ("The trial opened on 2 June. The roof fell two weeks after the trial opened.", date(2031, 6, 16)),
    ],
)
def test_the_day_is_counted_from_the_day_of_the_event(text: str, day: date) -> None:
    [found] = event_dates(text, published=DAY)
    assert found.day == day
    assert text[found.anchor.start : found.anchor.end].split(maxsplit=1)[0] == "The"
    assert any(word in text[found.span.start : found.span.end] for word in ("before", "after", "into"))


@pytest.mark.parametrize(
    "text",
    [
        "The day after the drills began a tank burned.",
        "The drills began on 9 June. The drills began on 11 June. The day after the drills began a tank burned.",
        "The drills begin in June. The day after the drills began a tank burned.",
        "The fair runs from 3 to 5 June. Three days after the fair it rained.",
        "The vote is on 23 June. Two days after the drills it rained.",
        "The drills began before 9 June. The day after the drills began a tank burned.",
    ],
)
def test_what_the_text_does_not_fix_stays_unresolved(text: str) -> None:
    assert event_dates(text, published=DAY) == []
