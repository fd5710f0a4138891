"""The page shows words of articles letter by letter; nothing in them can act."""

import html
import re
import string
import subprocess
import sys
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import app
from assistant import Answer, Citation, Claim
from assistant.answer import Timings
from store.article import Passage

EVIL = "<img src=x onerror=alert(1)> ![x](http://192.0.2.1/a.png) ${value} {{value}} </p><form>"


def answer_with(text: str) -> Answer:
    """Return an answer in which `text` stands wherever an article's words can."""
    passage = Passage(
        article_id="a1",
        start=0,
        end=len(text),
        text=text,
        sentences=(),
        title=text,
        outlet=text,
        published=date(2031, 3, 2),
        published_from="text",
    )
    return Answer(
        question=text,
        standalone_question=text,
        outcome="answered",
        text=text,
        claims=(Claim(text=text, citations=(1,)),),
        citations=(Citation(number=1, passage=passage, path=text, start=0, end=len(text)),),
        disagreements=(),
        dropped=(),
        hits=(),
        reader="quotes",
        timings=Timings(retrieve_ms=1, read_ms=1, total_ms=2),
        notices=(text,),
    )


def test_importing_the_page_does_not_import_gradio() -> None:
    code = "import sys, app; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_marks_of_an_article_reach_the_page_as_entities_only() -> None:
    shown = app.answer_html(answer_with(EVIL))
    assert set(re.findall(r"<(\w+)", shown)) == {"p", "article", "header", "blockquote"}
    assert not re.search(r"[${}!()]|http|onerror=", shown.replace("http&#58;", ""))
    assert html.unescape(shown).count(EVIL) == 5


@given(st.text())
def test_plain_text_looks_as_it_was(text: str) -> None:
    shown = app.plain(text)
    assert html.unescape(shown) == text or "\r" in text or any(ord(mark) < 32 for mark in text)
    assert not set(re.sub(r"&#\d+;", "", shown)) & set(string.punctuation)
