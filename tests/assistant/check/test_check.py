"""What a claim may say of its quotes: less, never more and never something else."""

from datetime import date

import pytest

from assistant.check import check
from assistant.cite import Quote
from tests.assistant.making import passage


def held(claim: str, quote: str, *, before: str = "", published: date | None = date(2031, 5, 14)) -> str | None:
    text = f"{before} {quote}".strip()
    source = passage(text, outlet="The Tolm Courier", published=published)
    return check(claim, [Quote(passage=source, start=text.index(quote), text=quote)])


FERRY = "About 300 people were on the ferry Anna when it sank near Tolm on Thursday, police said."
MAYOR = "Mayor Ada Brill said that the harbour would be closed until 3 June."
KEPT = [
    ("The footbridge was washed away a day before.", "The footbridge was washed away the day before the storm."),
    ("About 300 people were on the Anna.", FERRY),
    ("The ferry sank near Tolm on 8 May 2031.", FERRY),
    ("The Anna sank in May 2031, police said.", FERRY),
    ("Brill said the harbour would be shut until 3 June 2031.", MAYOR),
    ("More than 300 houses were flooded.", "The river flooded 312 houses."),
    ("Nearly 300 houses were flooded.", "The river flooded 297 houses."),
    ("The bill was 1,500,000 dollars.", "The bill was $1.5 million."),
    ("It rained for half a year.", "It rained for six months."),
    ("Twelve ships came.", "A dozen ships came."),
    ("The Varnian army withdrew.", "The army of Varnia withdrew."),
    ("The exercises are from 9 to 20 June.", "The exercises will run from 9 to 20 June."),
    ("Brill was sued by Orr.", "Orr sued Brill."),
    ("Nobody was hurt.", "No one was injured."),
    ("The train leaves at 4 p.m.", "The train leaves at 16:00."),
    ("10–20 February 2032", "It runs from 10 to 20 February 2032."),
    ("ten", "The fire killed ten people."),
    (f"The Tolm Courier: “{MAYOR}”", MAYOR),
]
DROPPED = [
    ("About 500 people were on the Anna.", FERRY),
    ("More than 300 houses were flooded.", "The river flooded 290 houses."),
    ("Exactly 300 people were on the ferry.", FERRY),
    ("Four people died.", "At least four people died."),
    ("30,000 Varnian troops came.", "30,000 Lorvian troops came, and Varnian ships."),
    ("Eleven people died.", "Nine people, and not eleven, died."),
    ("The bill was 1.5 million euros.", "The bill was $1.5 million."),
    ("The ferry sank on 9 May 2031.", FERRY),
    ("The ferry sank at noon.", "The ferry sank at 2 p.m."),
    ("The train leaves from 9 to 30 June.", "The train leaves from 9 to 20 June."),
    ("The ferry sank near Quill.", FERRY),
    ("Ada Orr said that the harbour would be closed.", MAYOR),
    ("The harbour is closed until 3 June.", MAYOR),
    ("The harbour was closed until 3 June, Brill said.", MAYOR),
    ("The ferry did not sink near Tolm.", FERRY),
    ("The court ordered a recount.", "The court refused to order a recount."),
    ("The party conceded.", "The party did not concede."),
    ("The repair cost 3 million crowns.", "The repair would have cost 3 million crowns."),
    ("Troops stayed behind.", "Lorvia claims that troops stayed behind."),
    ("Brill sued Orr.", "Orr sued Brill."),
    ("Prices fell in May.", "Prices rose in May."),
    ("It lies in northern Lorvia.", "It lies in southern Lorvia."),
    ("Brill said “we are doomed”.", MAYOR),
    ("The ferry was painted blue by drunken pirates.", FERRY),
]


@pytest.mark.parametrize(("claim", "quote"), KEPT)
def test_what_the_quote_carries_is_kept(claim: str, quote: str) -> None:
    assert held(claim, quote) is None


@pytest.mark.parametrize(("claim", "quote"), DROPPED)
def test_what_it_does_not_carry_is_dropped_with_a_reason(claim: str, quote: str) -> None:
    reason = held(claim, quote)
    assert reason and "\n" not in reason


def test_the_reason_names_what_is_missing() -> None:
    assert held("190,000 people were on the ferry.", FERRY) == "the number 190,000 people is not in the quotes"


def test_a_pronoun_is_who_its_passage_names() -> None:
    before = "Captain Jon Vell was rescued."
    assert held("Jon Vell had steered the ferry.", "He had steered the ferry.", before=before) is None
    assert held("Ada Orr had steered the ferry.", "He had steered the ferry.", before=before)


def test_a_name_by_itself_is_not_what_a_pronoun_means() -> None:
    quote, before = "He had steered the ferry.", "Captain Jon Vell was rescued."
    for claim in ("Jon Vell", f"{quote} Jon Vell"):
        assert held(claim, quote, before=before) == "the name Jon Vell is not in the quotes"


def test_without_a_day_of_publication_nothing_is_worked_out() -> None:
    assert held("The ferry sank on 8 May 2031.", FERRY, published=None)
    assert held("The ferry sank on Thursday.", FERRY, published=None) is None


def test_no_quote_carries_nothing() -> None:
    assert check("It rained.", []) == "it has no quote"


def test_the_days_of_one_quote_and_the_year_of_another_make_one_date() -> None:
    days = Quote(
        passage=passage("The drills ran from 3 to 9 March."), start=0, text="The drills ran from 3 to 9 March."
    )
    year = Quote(
        passage=passage("Drills are due in March 2031.", article_id="b"), start=0, text="Drills are due in March 2031."
    )
    assert check("3–9 March 2031", (days, year)) is None
    assert (
        check("3–9 March 2031", (days,))
        and check("3–9 March 2032", (days, year))
        and check("3–9 May 2031", (days, year))
    )
