"""What an answer, its sources, its differences and a whole article look like in mark-up."""

import html
import re
from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from assistant import Claim, Stage
from page.article import article, pieces
from page.conversation import answered, conversation, running
from page.differences import KINDS, differences
from page.markup import Markup
from store.article import Article, Skipped, Span
from tests.page.kit import TEXT, differing, turn


def words(shown: str) -> str:
    """Return mark-up as its reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())


def test_an_answer_says_its_outcome_its_reader_and_what_was_searched() -> None:
    shown = words(answered(turn(), 1))
    assert (
        "✓ answered" in shown and "searched 2 passages of 2 articles, 3 ms · read by the quoting reader, 4 ms" in shown
    )
    assert "not in these articles" in words(answered(turn(outcome="not_found"), 1))


def test_a_marker_leads_to_its_card_with_the_quote_in_its_passage() -> None:
    shown = answered(turn(), 7)
    assert 'aria-controls="turn&#45;7&#45;source&#45;1"' in shown and 'id="turn&#45;7&#45;source&#45;1"' in shown
    passage = re.search(r"<blockquote.*?</blockquote>", shown)
    assert passage and words(passage[0]) == TEXT
    assert words(re.findall(r"<mark>.*?</mark>", shown)[0]) == "The Merrow left Dunmere on 3 June."


def test_only_cited_sources_are_open_and_the_others_one_click_away() -> None:
    shown = answered(turn(), 1)
    before, after = shown.split("<details", 1)
    assert before.count('class="card"') == 1 and "Walnuts are dear." in words(after)


def test_a_running_question_shows_what_is_done_and_what_stands() -> None:
    stages = [Stage(name="searched", detail="10 passages", ms=3)]
    shown = running("When?", "", stages, [Claim(text="On 3 June.", citations=(1,))], 1)
    assert "searched: 10 passages, 3 ms" in words(shown) and "reading the passages …" in words(shown)
    assert "<sup>1</sup>" in shown and "<button" not in shown


def test_a_long_conversation_shows_its_end() -> None:
    shown = conversation([turn()] * 33, "c")
    assert shown.count('<article class="turn"') == 30 and 'id="turn&#45;33"' in shown


def test_a_difference_says_who_when_what_and_of_what_kind() -> None:
    point = asdict(differing("2031-06-09", "2031-06-11"))
    [shown] = differences(turn().answer | {"disagreements": [point]}, 1)
    assert "How many?" in words(shown) and "Paper 1" in words(shown) and "11 June 2031 newest" in words(shown)
    assert "The Merrow left" in words(shown)
    for kind, said in KINDS.items():
        [shown] = differences(turn().answer | {"disagreements": [point | {"kind": kind}]}, 1)
        assert said in words(shown)


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


def whole(text: str, skipped: list[Span]) -> Article:
    """Return an article with skipped spans."""
    return Article(
        id="a1", path="a.txt", text=text, title=None, outlet=None, author=None, published=None, published_from=None,
        url=None, skipped=tuple(Skipped(*span, "menu") for span in skipped),
    )  # fmt: skip


@given(st.text(alphabet="ab <&\n", max_size=40), SPANS, st.lists(SPANS, max_size=3))
def test_an_article_is_shown_whole_with_its_quote_marked(text: str, quote: Span, skipped: list[Span]) -> None:
    shown = pieces(whole(text, skipped), quote)
    assert html.unescape(re.sub(r"</?(?:span|mark)[^>]*>", "", Markup("").join(shown))) == text
    marked = "".join(html.unescape(part[6:-7]) for part in shown if part.startswith("<mark>"))
    assert marked == text[quote.start : quote.end]


def test_what_is_skipped_is_grey_and_says_why() -> None:
    shown = article(whole("menu. words.", [Span(0, 5)]), Span(6, 12), "a.txt")
    assert 'class="skipped" title="left out&#58; menu"' in shown and "nothing is quoted from them" in words(shown)


def carried(count: int | None, *cited: tuple[str | None, tuple[str, ...]]) -> str:
    """Return what an answer shows of which one claim is carried by these."""
    answer = turn().answer
    [claim], [citation] = answer["claims"], answer["citations"]
    citations = [
        citation | {"number": n, "also_in": also, "article": citation["article"] | {"outlet": outlet}}
        for n, (outlet, also) in enumerate(cited, 1)
    ]
    claim = claim | {"sources": count, "citations": [item["number"] for item in citations]}
    found = replace(turn(), answer=answer | {"claims": [claim], "citations": citations})
    return words("".join(re.findall(r'<p class="carried">.*?</p>', answered(found, 1))))


def test_a_claim_says_how_many_independent_sources_carry_it() -> None:
    assert carried(2, ("A", ()), ("B", ())) == "carried by 2 independent sources (A and B)"
    assert carried(2, ("A", ("C",)), ("B", ())) == "carried by 2 independent sources (A, C and B, copies counted once)"
    assert carried(1, ("A", ("B", "C"))) == "carried by one source: A, B and C have the same report"
    assert carried(2, ("A", ()), ("A", ())) == "carried by 2 reports of A"
    assert carried(2, (None, ()), ("A", ())) == "carried by 2 independent sources (A and an outlet not named)"
    assert carried(3, (None, ()), ("A", ()), (None, ())).endswith("(A and 2 whose outlet is not named)")
    assert carried(2, (None, ()), (None, ())) == "carried by 2 reports"
    assert carried(1, (None, ("B",))) == "carried by one source: B and an outlet not named have the same report"
    assert carried(1, ("A", ())) == carried(None, ("A", ()), ("B", ())) == ""
