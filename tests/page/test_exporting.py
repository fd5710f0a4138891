"""A conversation leaves the page whole: in Markdown with footnotes, in JSON, as text."""

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from page.exporting import document, markdown, text
from page.turn import Asked
from tests.page.kit import differing, turn


def test_footnotes_are_numbered_through() -> None:
    shown = markdown([turn(), turn("Walnuts are dear. Why?")])
    assert shown.count("## When did the Merrow leave?") == 2
    assert "left Dunmere on 3 June. [^1]" in shown and "Walnuts are dear. [^2]" in shown
    assert "[^1]: Sable Ledger, The Merrow is lost, 9 June 2031 \\(date read in the text\\)" in shown
    assert len(re.findall(r"^\[\^\d\]: ", shown, re.MULTILINE)) == 2


def test_json_is_the_answers() -> None:
    assert json.loads(document([turn()])) == [turn().answer]


def test_text_has_its_sources_below() -> None:
    shown = text(turn())
    assert shown.startswith("When did the Merrow leave?\n\nThe Merrow left Dunmere on 3 June. [1]\n\n[1] Sable Ledger")
    assert shown.endswith("“The Merrow left Dunmere on 3 June.”\n")


def test_what_was_not_found_is_said_too() -> None:
    assert "not in these articles" in markdown([turn(outcome="not_found")])
    assert text(turn(outcome="not_found")) == "When did the Merrow leave?\n\nThe articles do not say.\n"


def test_differences_become_a_table() -> None:
    one = turn()
    point = differing("2031-06-09", None)
    sides = [{"text": side.text, "citations": [1], "outlet": side.outlet, "published": side.published}
             for side in point.positions]  # fmt: skip
    shown = markdown([Asked(answer=one.answer | {"disagreements": [{"about": "how many", "positions": sides}]})])
    assert "| 0 sacks [^1] | Paper 0 | 9 June 2031 |" in shown and "| no date |" in shown


@given(st.text(min_size=1))
def test_words_of_an_article_stay_words(words: str) -> None:
    one = turn()
    claim = one.answer["claims"][0] | {"text": words}
    shown = markdown([replace(one, answer=one.answer | {"claims": [claim]})])
    line = shown.split("\n\n")[1] if words.split() else ""
    assert not re.search(r"(?<!\\)(?:\\\\)*[<*`]", line)
    assert not re.search(r"(?<!\\)!\[", line)
