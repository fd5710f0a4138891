"""Two runs compared: pairs of the same question, differences with their intervals, and which cases flipped."""

import re
from pathlib import Path

import pytest

from evals.columns import WIDTH
from evals.compare import changes, compare, compared, unlike, write
from store.errors import SettingsError
from tests.evals.saving import keep, line

RIGHT = [1.0] * 8 + [0.0] * 12
BETTER = [0.0] + [1.0] * 13 + [0.0] * 6


def test_differences_are_of_pairs(tmp_path: Path) -> None:
    a = keep(tmp_path / "a", [line(n, right) for n, right in enumerate(RIGHT)], k=10, versions={"numpy": "1", "x": "1"})
    b = keep(
        tmp_path / "b", [line(n, right) for n, right in enumerate(BETTER)], k=20, versions={"numpy": "2", "x": "1"}
    )
    both = compared(a, b)
    found = {one.score: one for one in changes(both)}
    right = found["right"]
    assert (right.a, right.b, right.rose, right.fell, right.gap.n) == (0.4, 0.65, 6, 1, 20)
    assert abs(right.gap.mean - 0.25) < 1e-9 and right.gap.low <= 0.25 <= right.gap.high and right.p == 2 * 8 / 128
    assert found["seconds"].p is None and found["seconds"].gap.mean == 0
    assert unlike(both) == [("k", "10", "20"), ("versions, numpy", "1", "2")]
    assert [pair.a["id"] for pair in both.flipped(better=False)] == ["case-0"]
    assert len(both.flipped(better=True)) == 6


def test_the_text_shows_both_answers(tmp_path: Path) -> None:
    a = keep(tmp_path / "a", [line(n, right) for n, right in enumerate(RIGHT)])
    b = keep(tmp_path / "b", [line(n, right) for n, right in enumerate(BETTER)])
    text = compare(a, b)
    assert max(map(len, text.split("\n"))) <= WIDTH and "no setting differs" in text
    assert re.search(r"^right +40\.0 +65\.0 +\+25\.0 \[.*\] +20 +6 +1 +0\.125$", text, re.MULTILINE)
    assert "right: more in B than in A, 6" in text and "right: less in B than in A, 1" in text
    assert text.count("The ferry sails at noon.") == 2 * (5 + 1) and "... and 1 more" in text


def test_what_has_no_partner_is_counted(tmp_path: Path) -> None:
    a = keep(tmp_path / "a", [line(1, 1.0), line(2, 1.0), line(3, 1.0), line(4, None)])
    b = keep(
        tmp_path / "b", [line(2, 1.0), line(3, 1.0, question="Another?"), line(4, 1.0), line(5, 1.0), line(6, 0.0)]
    )
    assert "cases: 2 in both, 1 only in A, 2 only in B, 1 asked otherwise and left out" in compare(a, b)
    assert next(one for one in changes(compared(a, b)) if one.score == "right").gap.n == 1  # case 4 is unscored in A


def test_readers_are_paired_by_name_and_two_of_one_each_as_they_are(tmp_path: Path) -> None:
    quotes = [line(n, 1.0) for n in range(3)]
    model = [line(n, 0.0, reader="model") for n in range(3)]
    both = keep(tmp_path / "both", [*quotes, *model])
    assert {one.reader: one.gap.mean for one in changes(compared(both, both)) if one.score == "right"} == {
        "quotes": 0,
        "model": 0,
    }
    one, other = keep(tmp_path / "one", quotes), keep(tmp_path / "other", model)
    assert [(one.reader, one.gap.mean) for one in changes(compared(one, other)) if one.score == "right"] == [
        ("model", -1)
    ]


def test_runs_without_anything_in_common_are_refused_in_one_line(tmp_path: Path) -> None:
    a = keep(tmp_path / "a", [line(1, 1.0)])
    with pytest.raises(SettingsError, match=r"^a is a run of sample, b of wice: compare two of one suite$"):
        compare(a, keep(tmp_path / "b", [line(1, 1.0)], suite="wice"))
    with pytest.raises(SettingsError, match=r"^a and c have no case in common: .*$"):
        compare(a, keep(tmp_path / "c", [line(2, 1.0)]))


def test_what_articles_say_does_not_reach_the_terminal_as_it_is(tmp_path: Path) -> None:
    nasty = "\x1b[2J\x1b]0;title\x07Is it\u202e so?"
    a = keep(tmp_path / "a", [line(1, 1.0, question=nasty)])
    text = compare(a, keep(tmp_path / "b", [line(1, 0.0, question=nasty)]))
    assert "case-1 (quotes): Is it so?" in text and not {"\x1b", "\x07", "\u202e"} & set(text)


def test_the_page_stands_beside_run_b(tmp_path: Path) -> None:
    a, b = (keep(tmp_path / name, [line(1, right)]) for name, right in (("a", 1.0), ("b", 0.0)))
    page = write(a, b)
    assert page == b / "compared-to-a.html" and "fell in 1" in page.read_text("utf-8")
