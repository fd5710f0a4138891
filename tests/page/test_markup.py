"""Text stays text: whatever it says, it is shown letter by letter, and only one file makes mark-up."""

import ast
import html
import re
import string
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page.article import article
from page.conversation import answered, ended, running
from page.markup import Markup, join, plain, tag
from page.notes import kept, masthead, problem
from page.picks import Picks, chips
from page.shelf import Entry, Stock
from page.shelved import bounds, table
from store.article import Article, Skipped, Span
from tests.conftest import ROOT
from tests.page.kit import turn

EVIL = "<img src=x onerror=alert(1)>. ![x](http://192.0.2.1/a.png) ${value} {{value}} </p><form> \" ' `"
OWN = set(
    "a article aside b blockquote button circle dialog details div footer h1 h2 h3 h4 header input label li line mark "
    "p path pre q rect section small span summary svg table tbody td th thead time tr ul ol title desc text figure "
    "figcaption caption".split()
)
MARKUP = re.compile(r"(?<!\?P)<[a-zA-Z/!]")


class Tags(HTMLParser):
    """Collects the elements and the attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def entry(text: str) -> Entry:
    """Return an article of whose every word `text` is."""
    return Entry(id=text, title=text, outlet=text, published=None, published_from=text, path=text)


def pages(text: str) -> list[Markup]:
    """Return everything that the page shows, with `text` wherever an article, a question or a model can bring it."""
    whole = Article(
        id=text, path=text, text=text, title=text, outlet=text, author=text, published=None, published_from=None,
        url=text, skipped=(Skipped(0, 3, text),),
    )  # fmt: skip
    stock = Stock(entries=(entry(text),))
    asked = turn(text, title=text, outlet=text, article_id=text)
    return [
        answered(asked, 1, text),
        running(text, text, [], [], 1, note=text),
        ended(text, text),
        article(whole, Span(2, 5), text),
        bounds(stock, Picks(outlets=(text,))),
        table(stock, Picks()),
        chips(Picks(outlets=(text,)), 1),
        masthead(text, text),
        problem(text),
        kept([], text),
    ]


@given(st.text())
def test_plain_text_looks_as_it_was(text: str) -> None:
    shown = plain(text)
    assert html.unescape(shown) == text or "\r" in text or any(ord(mark) < 32 for mark in text)
    assert not set(re.sub(r"&#\d+;", "", shown)) & set(string.punctuation)


@given(st.text(), st.text())
def test_text_never_leaves_its_element(text: str, value: str) -> None:
    assert plain(text) in tag("p", text, title=value)
    assert re.fullmatch(r'<p title="[^"<>]*">[^<>]*</p>', tag("p", text, title=value), re.DOTALL)


def test_what_is_made_goes_in_as_it_is() -> None:
    assert tag("p", tag("b", "x"), None, ["y", tag("br")], hidden=True, id=None) == "<p hidden><b>x</b>y<br /></p>"
    assert join("<", Markup("<b>")) == "&#60;<b>"


@pytest.mark.parametrize("page", pages(EVIL))
def test_marks_of_an_article_reach_the_page_as_entities_only(page: Markup) -> None:
    found = Tags()
    found.feed(page)
    assert found.names <= OWN
    assert not {name for name in found.attributes if name.startswith("on") or name in ("style", "srcset")}
    assert "${" not in page and "{{" not in page and "`" not in page and "](" not in page


def test_only_one_file_makes_markup() -> None:
    for path in [*(ROOT / "page").glob("*.py"), ROOT / "app.py"]:
        if path.name == "markup.py":
            continue
        constants = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
        written = [node.value for node in constants if isinstance(node.value, str) and MARKUP.search(node.value)]
        assert written == [], path
        assert "Markup(" not in path.read_text("utf-8"), path
        assert not re.search(r"gr\.(Markdown|Chatbot|Dataframe)", path.read_text("utf-8")), path


def test_the_script_makes_none() -> None:
    script = (ROOT / "page" / "page.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)
    assert not re.search(r"https?://|@import|url\(", script + (ROOT / "page" / "style.css").read_text("utf-8"))
