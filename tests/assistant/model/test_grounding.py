"""What a model wrote becomes a statement only with words that stand where they are said to stand."""

from dataclasses import replace

import pytest

from assistant.answer import Dropped
from assistant.cite import Difference, Statement, stands
from assistant.model.draft import Cited, Differing, Held, Written
from assistant.model.grounding import differing, grounded, located, names_only, tidy
from tests.assistant.making import hit

SHIPS = hit("Ten ships of Corvale left Ness on 4 May 2031. The harbour was empty by noon, Orla Venn said.", outlet="A")
BOATS = hit("Twelve ships of Corvale left Ness on 4 May 2031. Nobody waved.", article_id="b1", start=50, outlet="B")
SHOWN = (SHIPS, BOATS)


def written(text: str, *quotes: tuple[int, str]) -> Written:
    return Written(quotes=[Cited(passage=number, quote=quote) for number, quote in quotes], text=text)


def reason(claim: Written) -> str:
    said = grounded(claim, SHOWN)
    assert isinstance(said, Dropped)
    return said.reason


def test_a_quote_is_found_with_its_place() -> None:
    said = grounded(written("Ten ships left Ness.", (1, "ten ships of corvale left Ness")), SHOWN)
    assert isinstance(said, Statement) and all(map(stands, said.quotes))
    assert [quote.text for quote in said.quotes] == ["Ten ships of Corvale left Ness"]


def test_a_long_quote_may_stand_in_another_passage_than_the_one_named() -> None:
    for named in (1, 0, 99, -1):
        [quote] = located(Cited(passage=named, quote="Twelve ships of Corvale"), SHOWN)
        assert quote.passage is BOATS.passage and quote.start == 50
    assert located(Cited(passage=1, quote="Nobody waved"), SHOWN) == ()


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (written("Ten ships left."), "no quote"),
        (written("Ten ships left.", (1, "ten vessels of Corvale left")), "quote not in passage"),
        (written("Ten ships left.", (1, "the")), "quote too short to carry a claim"),
        (
            written("Ten ships left, see https://evil.example.", (1, "Ten ships of Corvale left Ness")),
            "no plain sentence",
        ),
        (written("![x](y) Ten ships left.", (1, "Ten ships of Corvale left Ness")), "no plain sentence"),
        (written("\u202e\x07 ", (1, "Ten ships of Corvale left Ness")), "no plain sentence"),
    ],
)
def test_what_does_not_stand_is_dropped_with_a_reason(claim: Written, why: str) -> None:
    assert reason(claim) == why


def test_what_the_quotes_do_not_carry_is_dropped() -> None:
    assert reason(written("Eleven ships left Ness.", (1, "Ten ships of Corvale left Ness")))


def test_a_quote_too_narrow_for_its_claim_is_shown_as_its_sentence() -> None:
    for quote in ("Ten ships", "Ten ships of Corvale left"):
        said = grounded(written("Ten ships of Corvale left Ness on 4 May 2031.", (1, quote)), SHOWN)
        assert isinstance(said, Statement)
        assert said.quotes[0].text == "Ten ships of Corvale left Ness on 4 May 2031."


def test_a_claim_may_need_the_sentence_before() -> None:
    ferries = hit("Two ferries sail from Ness. The boats have room for 28 cars each.")
    claim = written("Each of the two ferries has room for 28 cars.", (1, "The boats have room for 28 cars each"))
    said = grounded(claim, [ferries])
    assert isinstance(said, Statement) and said.quotes[0].text == ferries.passage.text


def test_a_claim_keeps_the_quotes_that_stand() -> None:
    said = grounded(
        written("Ten ships left Ness.", (2, "made up by nobody at all"), (1, "Ten ships of Corvale left Ness")), SHOWN
    )
    assert isinstance(said, Statement) and len(said.quotes) == 1


def test_a_disagreement_needs_two_articles_and_two_true_quotes() -> None:
    ten = Held(passage=1, quote="Ten ships of Corvale left Ness", text="Ten ships left Ness.")
    twelve = Held(passage=2, quote="Twelve ships of Corvale left Ness", text="Twelve ships left Ness.")
    point = Differing(about="how many ships left Ness", kind="contradiction", positions=[ten, twelve])
    found = differing(point, SHOWN, "How many ships left Ness?")
    assert isinstance(found, Difference) and found.open and found.about == "how many ships left Ness"
    assert not differing(point.model_copy(update={"kind": "update"}), SHOWN, "").open  # type: ignore[union-attr]
    for positions in ([ten], [ten, ten], [ten, twelve.model_copy(update={"quote": "Ninety ships of Corvale left"})]):
        assert isinstance(differing(point.model_copy(update={"positions": positions}), SHOWN, ""), Dropped)
    told = differing(point.model_copy(update={"about": "the fleet of King Hobb"}), SHOWN, "How many ships?")
    assert isinstance(told, Difference) and told.about == "How many ships?"


def test_free_text_names_nothing_new() -> None:
    question = "How old is Orla Venn, and when did the 3 ships leave?"
    assert names_only("how old Venn is", question) and names_only("the age of the 3 ships", question)
    for text in ("the age of Pell Isker", "why 40 ships left", "see www.x.example", "Isker's age", "x" * 200):
        assert not names_only(text, question)


def test_a_sentence_is_tidied() -> None:
    assert tidy(" Ten ships\n left [1][2, 3].\x1b[31m \ud800\u200b") == "Ten ships left.[31m"


def test_what_the_article_begins_with_tells_which_one_is_meant() -> None:
    later = hit("The bridge was built in 1968. It had two lanes.", start=500)
    claim = written("The Orvel Bridge was built in 1968.", (1, "The bridge was built in 1968"))
    assert isinstance(grounded(claim, [later]), Dropped)
    for lead, stood in (("The Orvel Bridge fell on Monday.", True), ("The Tarn Bridge fell on Monday.", False)):
        said = grounded(claim, [replace(later, lead=lead)])
        assert isinstance(said, Statement) is stood
