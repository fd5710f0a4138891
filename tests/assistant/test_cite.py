"""What leaves `cite` is word for word in its article, numbered in order of first appearance."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.cite import Citer, Difference, Quote, Side, Statement, stands
from tests.assistant.making import passage

TEXT = "The ferry sank at dawn. Two sailors swam ashore."
SANK, SWAM = "The ferry sank at dawn.", "Two sailors swam ashore."


def quote(text: str, start: int) -> Quote:
    return Quote(passage=passage(TEXT, start=100), start=100 + start, text=text)


def test_numbers_come_in_order_of_first_appearance_and_repeat_for_one_quote() -> None:
    two, one = quote(SWAM, 24), quote(SANK, 0)
    cited = Citer(lambda _: "f.txt")
    cited.claim(Statement(text="Two sailors swam ashore.", quotes=(two,)))
    cited.claim(Statement(text="The ferry sank.", quotes=(one, two)))
    assert [claim.citations for claim in cited.claims] == [(1,), (2, 1)]
    assert [(c.number, c.quote, c.start, c.path) for c in cited.citations] == [
        (1, SWAM, 124, "f.txt"),
        (2, SANK, 100, "f.txt"),
    ]


def test_a_quote_that_is_not_there_is_dropped_with_its_reason() -> None:
    cited = Citer(lambda _: "")
    assert cited.claim(Statement(text="invented", quotes=(quote("The ferry sank at noon.", 0),))) is None
    assert not cited.claims and not cited.citations
    assert [(item.text, item.reason) for item in cited.dropped] == [("invented", "quote not in passage")]


def test_what_the_quotes_do_not_carry_is_dropped_with_its_reason() -> None:
    cited = Citer(lambda _: "")
    assert cited.claim(Statement(text="Three sailors swam ashore.", quotes=(quote(SWAM, 24),))) is None
    assert "3" in cited.dropped[0].reason or "three" in cited.dropped[0].reason.lower()
    both = (Side(text="dawn", quote=quote(SANK, 0)), Side(text="noon", quote=quote(SANK, 0)))
    cited.disagreement(Difference(about="when", sides=both, open=True))
    assert not cited.disagreements and len(cited.dropped) == 2 and cited.citations == []


def test_a_disagreement_needs_both_of_its_quotes() -> None:
    true, false = Side(text="dawn", quote=quote(SANK, 0)), Side(text="noon", quote=quote("at noon", 15))
    cited = Citer(lambda _: "")
    cited.disagreement(Difference(about="when", sides=(true, false), open=True))
    assert not cited.disagreements and not cited.open


@given(st.text(max_size=60), st.integers(-5, 60), st.text(max_size=12))
def test_only_exact_words_stand(text: str, start: int, claimed: str) -> None:
    source = passage(text, start=7)
    stood = stands(Quote(passage=source, start=7 + start, text=claimed))
    assert stood == (start >= 0 and claimed != "" and text[start : start + len(claimed)] == claimed)
