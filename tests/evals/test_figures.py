"""Tables in the terminal: a line for every figure, no wider than 80 columns, however many scores and readers."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evals.columns import WIDTH, columns
from evals.figures import amount, chief, readers_of, table, tag_table, tagged
from tests.evals.saving import line

cells = st.text("abc xyz", max_size=12)
LONG = "claims that are carried by a sentence that a person marked as evidence"
RUN = [
    line(number, right, reader=reader, scores={"right": right, LONG: 0.25, "tokens read": 12_345.6})
    for reader in ("quotes", "model-only")
    for number, right in enumerate([1.0, 0.0, 1.0, None])
]


def test_a_table_fits_a_terminal_and_says_everything() -> None:
    lines = table(RUN).split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert re.search(r"^right +quotes +66\.7 \[ +0\.0, 100\.0\] +3 +1$", lines[1])
    assert lines[2].startswith("  ") and "model-only" in lines[2]
    assert " ".join(part.split("  ")[0] for part in lines[3:6] if part[0] != " ").startswith("claims that are")
    assert any("12,345.6" in one for one in lines) and lines[-1].endswith("quotes 0, model-only 0")


def test_a_table_by_tag_is_of_one_score() -> None:
    found = tag_table(RUN).split("\n")
    assert found[0].startswith("right") and {one.split()[0] for one in found[1:] if one[0] != " "} == {"when", "who"}
    assert max(map(len, found)) <= WIDTH and tag_table([line(1, 1.0, tags=[])]) == ""
    assert [len(of) for of in tagged(RUN).values()] == [4, 4]


def test_a_score_that_does_not_apply_has_no_line() -> None:
    lines = [line(1, 1.0), line(1, 1.0, reader="model", scores={"seconds": 2.0})]
    assert [" model " in one for one in table(lines).split("\n")[1:4]] == [False, False, True]
    assert readers_of(lines) == ["quotes", "model"]


def test_the_chief_score() -> None:
    assert chief(RUN) == chief([]) == chief(RUN, "what there is not") == "right" and chief(RUN, LONG) == LONG
    assert chief([line(1, 1.0, scores={"F1": 1.0})]) == "F1"


def test_amounts_are_no_shares() -> None:
    assert [amount("right", 0.5), amount("seconds", 0.5), amount("right", 0.5, sign=True)] == ["50.0", "0.50", "+50.0"]


@given(st.lists(st.tuples(st.text("abc xyz", max_size=60), cells, cells), min_size=1, max_size=8))
def test_columns_lose_no_word_and_stay_within(rows: list[tuple[str, str, str]]) -> None:
    text = columns(rows, right=1)
    assert all(len(one) <= WIDTH for one in text.split("\n"))
    assert set("".join(row[0] for row in rows).replace(" ", "")) <= set(text)
    for _, second, third in rows:
        assert second.strip() in text and third.strip() in text


def test_no_rows_are_no_lines() -> None:
    assert columns([]) == ""
