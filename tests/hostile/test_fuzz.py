"""Spoiled files never raise, never lose an invariant; what once did lies in the folder `broke` and is loaded first.

A short run here; `HOSTILE_EXAMPLES=20000` makes it a long one.
"""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.check import check
from assistant.cite import Quote
from assistant.find import find, find_all
from assistant.model.grounding import tidy
from assistant.model.passages import harmless, original, resolved
from assistant.model.reply import Reply
from store.article import Article, Loaded
from store.chunk import CHARACTERS, SIZE, chunk
from store.dates import find_dates
from store.decode import normalise
from store.describe import describe
from store.embed import WordEmbedder
from store.errors import ArticleError
from store.load import load
from tests.assistant.making import passage
from tests.hostile.formats import STORY, spoiled

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "40"))
BROKE = sorted((Path(__file__).parent / "broke").iterdir())
REASONS = {
    *("empty", "not_text", "too_large", "too_many", "no_text", "bad_json", "bad_pdf", "io_error", "missing", "link"),
}
fuzz = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[*HealthCheck])
NASTY = st.lists(
    st.sampled_from(
        [*"aA1. ,:;“”\"'–-\n\t()[]<>|…&%$€", "Mr. ", "4 May ", "Monday", "said ", "\u200d", "市", "e\u0301"]
    ),
    max_size=120,
).map("".join)


def whole(path: Path) -> list[Article]:
    """Return the articles of a file after every invariant of loading, describing and cutting was looked at."""
    made = []
    for item in load(path):
        if isinstance(item, ArticleError):
            assert item.code in REASONS and "\n" not in item.message
            continue
        assert isinstance(item, Loaded) and normalise(item.text) == item.text
        try:
            article = describe(item)
        except ArticleError as error:
            assert error.code == "empty"
            continue
        assert article.published is None or date(1700, 1, 1) <= article.published
        ends = [span for skipped in article.skipped for span in skipped[:2]]
        assert ends == sorted(ends) and (not ends or ends[-1] <= len(article.text))
        for one in chunk(article, WordEmbedder()):
            assert article.text[one.start : one.end] == one.text and len(one.text) <= 2 * CHARACTERS * SIZE
        made.append(article)
    return made


@fuzz
@given(spoiled())
def test_a_spoiled_file_is_an_article_or_a_reason(case: tuple[str, bytes]) -> None:
    suffix, data = case
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"any{suffix}"
        path.write_bytes(data)
        whole(path)


@pytest.mark.parametrize("path", BROKE, ids=lambda path: path.name)
def test_what_once_broke_a_loader_no_longer_does(path: Path) -> None:
    assert load(path)
    whole(path)


@fuzz
@given(NASTY, NASTY)
def test_any_quote_of_any_passage_is_found_exactly_or_not_at_all(text: str, said: str) -> None:
    source = passage(normalise(text) or "x")
    for quote in filter(None, (find(said, source), *(find_all(said, source) or ()))):
        assert source.text[quote.start : quote.start + len(quote.text)] == quote.text
    assert tidy(tidy(said)) == tidy(said)


@fuzz
@given(NASTY, NASTY)
def test_any_claim_is_checked_against_any_quote(claim: str, quoted: str) -> None:
    source = passage(STORY + normalise(quoted))
    reason = check(claim, [Quote(passage=source, start=0, text=source.text)])
    assert reason is None or reason


@fuzz
@given(NASTY, st.none() | st.dates())
def test_dates_of_any_text_lie_inside_it(text: str, published: date | None) -> None:
    for found in find_dates(text, published=published):
        assert 0 <= found.span.start < found.span.end <= len(text)
    assert resolved(text, published) is not None


@fuzz
@given(NASTY)
def test_no_text_can_pass_for_more_than_text(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text) and not set("<>") & set(shown)
    assert original(shown) == original(text)


@fuzz
@given(st.text(max_size=200), st.text(st.sampled_from('{}[]",:1aclimsquote\\n -'), max_size=200))
def test_any_reply_is_read(text: str, other: str) -> None:
    for reply in (text, other, '{"claims": [' + other, "QUOTE 1: " + other):
        for form in ("schema", "lines"):
            read = Reply(form)
            told = [claim for piece in (reply[:7], reply[7:]) for claim in read.feed(piece)]
            last, draft = read.end()
            assert draft is None or [*told, *last] == [*draft.claims] or reply.count("claims") > 1
