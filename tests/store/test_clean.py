"""What is not the story is skipped, what is stays, and the spans are sound for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.clean import clean

FIRST = "The council of Marrow Hill voted on Tuesday to close the old ferry pier after cracks were found in its wall."
SECOND = (
    "Mayor Ines Calder said the repairs would take two years and cost 4.2 million crowns, twice the first estimate."
)
THIRD = "‘We can’t wait for another winter,’ she told reporters on the quay, where about forty residents had gathered."
STORY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def skipped(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], reason) for start, end, reason in clean(text)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Back to top of page", "navigation"),
        ("Skip to main content", "navigation"),
        ("Share on Facebook", "navigation"),
        ("ADVERTISEMENT", "navigation"),
        ("Story continues below advertisement", "navigation"),
        ("READ MORE: Ferry fares rise again", "navigation"),
        ("Read more at HillNews.example", "navigation"),
        ("source board-77", "source"),
        ("* * *", "separator"),
        (".", "separator"),
        ("Photo: Ann Lee / Marrow Press", "credit"),
        ("Additional reporting by Bo Ek; editing by Ann Lee", "byline"),
        ("– Bo Ek", "byline"),
        ("Sign up for our free daily newsletter.", "share"),
        ("We use cookies to improve this site.", "share"),
        ("Follow us on Instagram and Facebook.", "share"),
        ("Reach her at ann.lee@hillnews.example.", "share"),
        ("© 2024 Hill News. All rights reserved.", "rights"),
    ],
)
def test_site_furniture_at_the_end_is_skipped(line: str, reason: str) -> None:
    found = skipped(f"{STORY}\n\n{line}")
    assert "".join(text for text, _ in found).replace(" ", "") == line.replace(" ", "")
    assert {why for _, why in found} == {reason}


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a third after the vote.",
        "The top of the page was missing from the report, the auditor said.",
        "Facebook said it would change its privacy policy in June.",
        "“Sign up for the newsletter if you want to help,” the mayor said.",
        "By Christmas the pier will be closed.",
        "A pier too far",
        "Source of the Marrow dries up",
        "This article was corrected on 3 May 2024: the pier closes in June, not July.",
        "For more information contact the harbour office at pier@marrowhill.example.",
        "She left on 3 May 2024.",
        "Reporting by the town paper led to the closure.",
        "Pier hit by Storm Zeta",
        "Millions follow her on Instagram.",
        "Residents can sign up for the course at the library.",
        "They play the last game of the season on Sunday.",
        "Those who subscribe to the theory are few.",
        "Drivers should download the app before they leave.",
    ],
)
def test_the_story_is_not_skipped(line: str) -> None:
    assert skipped(f"{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}") == []


def test_the_header_of_a_page_is_skipped_and_the_headline_kept() -> None:
    header = ["4 May 2024", "Marrow Hill Herald", "News for the whole valley", "By Ann Lee"]
    text = "\n\n".join([*header[:3], "Old ferry pier to close after cracks are found", header[3], STORY])
    assert [found for found, _ in skipped(text)] == header


def test_what_is_glued_to_the_story_is_skipped_alone() -> None:
    text = f"date 2024-05-04 {FIRST}\n\n{SECOND} {THIRD[:-1]}.bottom of page"
    assert skipped(text) == [("date 2024-05-04", "header"), ("bottom of page", "navigation")]


def test_a_repeated_headline_and_paragraph_is_kept_once_whatever_its_quote_marks() -> None:
    copy = THIRD.replace("‘", "'").replace("’", "'").replace("winter", "Winter").replace(" ", "  ")
    text = f"Pier to close – ‘soon’\n\nPIER TO CLOSE - 'SOON'\n\n{STORY}\n\n{copy}"
    assert skipped(text) == [("PIER TO CLOSE - 'SOON'", "repeat"), (copy, "repeat")]


def test_captions_taken_from_a_paragraph_are_skipped_before_and_after_it() -> None:
    before, after = FIRST[:60].rsplit(" ", 1)[0], "Mayor Ines Calder said the repairs would take two years"
    text = f"Pier to close\n\n{before}\n\n{STORY}\n\n{after}\n\n{after}"
    assert [found for found, _ in skipped(text)] == [before, after, after]


def test_a_caption_that_shortens_a_paragraph_is_skipped_where_it_stands_twice() -> None:
    short = "The council of Marrow Hill voted to close the old ferry pier after cracks were found"
    assert [found for found, _ in skipped(f"{STORY}\n\n{short}\n\n{short}")] == [short, short]


def test_a_caption_that_says_more_is_kept_once() -> None:
    caption = "Cranes from the shipyard at Lower Marrow are to lift the old pier out in one piece"
    assert skipped(f"{STORY}\n\n{caption}\n\n{caption}") == [(caption, "repeat")]


def test_the_same_value_of_a_field_in_a_list_is_no_repeat() -> None:
    fields = [
        "Doors open: noon to six on weekdays.",
        "Doors open: noon to eight.",
        "Doors open: noon to six on weekdays.",
    ]
    assert skipped(f"{STORY}\n\nPier museum\n\n{fields[0]}\n\nFerry hall\n\n{fields[1]}\n\nTower\n\n{fields[2]}") == []


def test_a_number_that_differs_is_no_repeat() -> None:
    assert (
        skipped(f"{STORY}\n\n{SECOND.replace('4.2', '4.3')}\n\n{SECOND.replace('million crowns', 'million %')}") == []
    )


def test_only_the_credit_of_a_caption_is_skipped() -> None:
    text = f"{STORY}\n\nWorkers look at the cracked wall of the pier on Monday. Ann Lee/Reuters"
    assert skipped(text) == [("Ann Lee/Reuters", "credit")]


def test_a_hard_wrapped_paragraph_is_one_line() -> None:
    wrapped = (
        "The pier was built in 1911 by the brothers Calder, who had come from\nthe north. It closed to cars in\n1974."
    )
    assert skipped(f"{wrapped}\n\n{STORY}") == []


def test_a_text_of_nothing_but_calls_keeps_its_sentences() -> None:
    text = "Sign up for our newsletter and read every morning what happened in the valley and on the coast overnight."
    assert skipped(text) == []
    assert skipped("top of page\n\nbottom of page") == [("top of page", "navigation"), ("bottom of page", "navigation")]


LINES = st.lists(
    st.sampled_from(
        [FIRST, SECOND, THIRD, "top of page", "", "Read more at X.example", "4 May 2024", "By Ann Lee", "."]
    )
    | st.text(max_size=40),
    max_size=12,
)


@given(LINES.map("\n".join) | st.text())
def test_spans_are_sorted_apart_and_inside_any_text(text: str) -> None:
    spans = clean(text)
    assert all(0 <= start < end <= len(text) and reason for start, end, reason in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert clean(text) == spans


@given(LINES)
def test_sentences_are_never_all_skipped(lines: list[str]) -> None:
    text = "\n".join([*lines, FIRST])
    assert any(FIRST[:50] in left for left in _left(text))


def _left(text: str) -> list[str]:
    ends = [0, *(end for _, end, _ in clean(text))]
    return [text[a:b] for a, b in zip(ends, [*(start for start, _, _ in clean(text)), len(text)], strict=True)]
