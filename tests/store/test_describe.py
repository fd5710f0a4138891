"""Title, outlet, author and date come from where the file states them, the most trusted place first."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.article import Loaded
from store.describe import describe
from store.errors import ArticleError

FIRST = "The council of Marrow Hill voted on Tuesday to close the old ferry pier after cracks were found in its wall."
SECOND = "According to the Valley Times, the pier was last repaired on January 18, 2021, and will open again in 2026."
HEADLINE = "Old ferry pier to close after cracks are found"
DAY = date(2024, 5, 4)


def loaded(*lines: str, path: str = "pier.txt") -> Loaded:
    return Loaded(path=path, text="\n\n".join([*lines, FIRST, SECOND]))


def test_what_the_format_states_is_kept() -> None:
    stated = replace(
        loaded("By Someone Else", "Published 1 May 2024"),
        **{"title": "Pier", "outlet": "Hill News", "author": "Ann Lee", "published": DAY, "published_from": "html"},
    )
    article = describe(stated)
    assert (article.title, article.outlet, article.author) == ("Pier", "Hill News", "Ann Lee")
    assert (article.published, article.published_from) == (DAY, "html")


def test_a_file_that_says_nothing_gets_nothing() -> None:
    article = describe(loaded())
    assert (article.title, article.outlet, article.author) == (None, None, None)
    assert (article.published, article.published_from, article.skipped) == (None, None, ())


@pytest.mark.parametrize(
    "line",
    [
        "Published: 4 May 2024",
        "Published 4 May 2024, updated 6 May 2024",
        "Posted on May 4, 2024 at 10:15",
        "date 2024-05-04",
        "By Ann Lee | 4 May 2024",
        "Updated May 4, 2024, 5:18 p.m. ET",
        "MARROW HILL, May 4, 2024 (Coast Agency) - The pier is to close.",
    ],
)
def test_an_explicit_line_gives_the_date(line: str) -> None:
    article = describe(loaded(HEADLINE, line, path="2020-01-01-pier.txt"))
    assert (article.published, article.published_from) == (DAY, "text")


def test_a_label_above_its_date_gives_the_date() -> None:
    assert describe(loaded(HEADLINE, "Published", "4 May 2024")).published == DAY


@pytest.mark.parametrize(
    "name", ["2024-05-04-pier.txt", "20240504.txt", "pier_2024_05_04.html", "a/b/pier-20240504.jsonl#3"]
)
def test_a_file_name_gives_the_date_before_a_header_date(name: str) -> None:
    article = describe(loaded("9 December 2025", HEADLINE, path=name))
    assert (article.published, article.published_from) == (DAY, "file name")


def test_an_address_gives_the_date_and_the_outlet_as_a_last_resort() -> None:
    article = describe(replace(loaded(HEADLINE), url="https://www.hillnews.example/2024/05/04/pier"))
    assert (article.published, article.published_from, article.outlet) == (DAY, "inferred", "hillnews.example")


def test_a_header_date_on_its_own_line_is_used_where_nothing_better_is_there() -> None:
    article = describe(loaded("May 4, 2024", "Marrow Hill Herald", HEADLINE))
    assert (article.published, article.published_from) == (DAY, "text")
    assert (article.title, article.outlet) == (HEADLINE, "Marrow Hill Herald")


def test_dates_and_outlets_in_the_story_are_not_its_publication() -> None:
    article = describe(
        loaded(HEADLINE, "On 3 May 2024 the pier, said the Marrow Hill Herald, was still in use by all.")
    )
    assert (article.published, article.outlet) == (None, None)


def test_an_impossible_date_is_none() -> None:
    assert describe(loaded(HEADLINE, "Published: 31 February 2024", path="20249999.txt")).published is None


@pytest.mark.parametrize(
    ("tail", "outlet"),
    [
        ("Read more at HillNews.example", "HillNews.example"),
        ("Originally published by Hill News", "Hill News"),
        ("source board-77", "board-77"),
        ("© 2024 Hill News. All rights reserved.", "Hill News"),
    ],
)
def test_the_tail_may_name_the_publisher(tail: str, outlet: str) -> None:
    text = loaded(HEADLINE).text
    assert describe(Loaded(path="a.txt", text=f"{text}\n\n***\n{tail}")).outlet == outlet


def test_a_dateline_names_the_agency() -> None:
    article = describe(
        loaded(HEADLINE, "MARROW HILL, May 4 (Coast Agency) – The old pier is to be closed for two years.")
    )
    assert (article.outlet, article.published) == ("Coast Agency", None)


def test_a_byline_names_the_author() -> None:
    assert describe(loaded(HEADLINE, "By: Ann Lee and Bo van Ek")).author == "Ann Lee and Bo van Ek"
    assert describe(loaded(HEADLINE, "By Ann Lee, Hill News")).author == "Ann Lee"


def test_an_outlet_that_the_address_proves_is_taken_off_the_title() -> None:
    article = describe(replace(loaded(), title=f"{HEADLINE} - Hill News", url="https://hillnews.example/pier"))
    assert (article.title, article.outlet) == (HEADLINE, "Hill News")
    assert describe(replace(loaded(), title="Pier - a history")).title == "Pier - a history"


@pytest.mark.parametrize("line", ["top of page", "Share this article", "By Ann Lee", "4 May 2024", "***"])
def test_the_title_is_the_first_line_of_the_story(line: str) -> None:
    assert describe(loaded(line, HEADLINE)).title == HEADLINE


def test_markdown_marks_are_no_part_of_a_title() -> None:
    assert describe(loaded(f"# {HEADLINE}")).title == HEADLINE


def test_a_text_without_a_story_is_refused() -> None:
    with pytest.raises(ArticleError) as caught:
        describe(Loaded(path="a.txt", text="top of page\n\nbottom of page"))
    assert caught.value.code == "empty"


def test_a_renamed_file_keeps_its_id_and_a_changed_one_does_not() -> None:
    item = loaded(HEADLINE)
    assert describe(item).id == describe(replace(item, path="2024-05-04.txt")).id
    assert describe(item).id != describe(replace(item, text=item.text + " More.")).id
    assert describe(item).id != describe(replace(item, published=DAY)).id


@given(
    st.text(min_size=1).map(lambda text: f"{text}\n\n{FIRST}"), st.text(max_size=20), st.none() | st.text(max_size=30)
)
def test_any_text_is_described_the_same_way_twice(text: str, path: str, url: str | None) -> None:
    item = Loaded(path=path, text=text, url=url)
    article = describe(item)
    assert article == describe(item)
    assert article.text == text
    assert (article.published is None) == (article.published_from is None)
