"""Dated statements in the order of what they speak of, each with words that stand in its passage."""

from datetime import date

from assistant.timeline import SCHEMA, timeline, timeline_dict
from tests.assistant.making import asked, hit

QUESTION = "What happened to the Ostrel bridge?"
HITS = [
    hit(
        "The Ostrel bridge opened on 4 May 2031. Work on the Ostrel bridge had begun in March 2029.",
        article_id="new", outlet="Star", published=date(2031, 5, 5),
    ),
    hit(
        "The Ostrel bridge will open next month. Ducks swim.", article_id="old", outlet="Ledger",
        published=date(2031, 4, 2), score=0.9,
    ),
]  # fmt: skip


def test_statements_stand_in_the_order_of_their_days() -> None:
    moments = timeline(asked(QUESTION), HITS, lambda name: f"{name}.txt")
    assert [moment.start for moment in moments] == [date(2029, 3, 1), date(2031, 5, 1), date(2031, 5, 4)]
    assert [moment.published for moment in moments][1] == date(2031, 4, 2) and moments[1].relative
    assert all(moment.citation.quote == moment.text for moment in moments)
    assert [moment.citation.number for moment in moments] == [1, 2, 3]


def test_it_is_shown_as_json() -> None:
    shown = timeline_dict(QUESTION, timeline(asked(QUESTION), HITS, str))
    assert shown["schema"] == SCHEMA and shown["moments"][2]["date"] == "4 May 2031"
    assert timeline_dict(QUESTION, timeline(asked(QUESTION), [], str))["moments"] == []
