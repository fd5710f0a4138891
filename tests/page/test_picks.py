"""What a visitor chose is kept, shown, and handed to the assistant as it is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from page.picks import Picks, changed, chips, read, words
from page.shelf import Entry, Stock, matching, passes

DAYS = st.none() | st.dates()
PICKS = st.builds(
    Picks, outlets=st.lists(st.text(), unique=True).map(tuple), since=DAYS, until=DAYS, as_of=DAYS,
    listed=st.frozensets(st.text()), only=st.booleans(),
)  # fmt: skip


def entry(name: str, outlet: str | None = None, published: date | None = None) -> Entry:
    """Return an article on the shelf."""
    return Entry(id=name, title=name, outlet=outlet, published=published, published_from=None, path=f"{name}.txt")


@given(PICKS)
def test_the_browser_gives_back_what_it_got(picks: Picks) -> None:
    assert read(picks.to_json()) == picks


@given(st.text() | st.none() | st.integers() | st.sampled_from(["[]", "{}", '{"outlets": 3}', '{"since": []}', "null"]))
def test_what_cannot_be_read_chooses_nothing(text: object) -> None:
    assert read(text) == Picks()


def test_single_articles() -> None:
    off = changed(Picks(), field="article", value="b", on=False)
    assert (off.on("a"), off.on("b")) == (True, False)
    assert off.options(["a", "b"])["only"] == ["a"]
    assert changed(off, field="article", value="b", on=True).options(["a", "b"])["only"] is None
    none = Picks(only=True)
    assert none.options(["a"])["only"] == []
    assert changed(none, field="article", value="a", on=True).options(["a", "b"])["only"] == ["a"]


def test_each_choice_is_said_and_can_be_taken_out() -> None:
    chosen = Picks(outlets=("Port Gazette",), since=date(2031, 6, 1), as_of=date(2031, 7, 1), listed=frozenset("a"))
    assert [said for _, _, said in words(chosen, 3)] == [
        "Port Gazette", "since 1 June 2031", "as of 1 July 2031", "2 of 3 articles",
    ]  # fmt: skip
    assert chips(chosen, 3).count("<button") == 5 and "all 3 articles" in chips(Picks(), 3)
    for field, value, _ in words(chosen, 3):
        chosen = changed(chosen, field=field, value=value, on=False)
    assert not chosen.narrows


def test_the_shelf_agrees_with_the_assistant_on_what_counts() -> None:
    day = date(2031, 6, 5)
    dated, undated = entry("a", "Port Gazette", day), entry("b")
    assert passes(dated, Picks(outlets=("port gazette",))) and not passes(undated, Picks(outlets=("Port Gazette",)))
    assert passes(dated, Picks(since=day, until=day, as_of=day))
    assert not passes(dated, Picks(as_of=date(2031, 6, 4))) and not passes(undated, Picks(until=day))
    assert passes(undated, Picks())


def test_a_search_is_of_all_words_anywhere() -> None:
    stock = Stock(entries=(entry("The fleet sails", "Port Gazette"), entry("Bread")))
    assert [found.title for found in matching(stock.entries, "gazette FLEET")] == ["The fleet sails"]
    assert stock.line() == "2 articles · 1 outlet"
