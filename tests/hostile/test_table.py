"""The table of threats names tests that exist, and a test or an honest word for every line."""

import re

from tests.conftest import ROOT

TABLE = (ROOT / "docs" / "security.md").read_text("utf-8")


def test_every_test_of_the_table_exists() -> None:
    named = re.findall(r"(tests/[\w/]+\.py)(?:::(\w+))?", TABLE)
    assert len(named) > 80
    for file, test in named:
        text = (ROOT / file).read_text("utf-8")
        assert f"def {test}(" in text if test else "def test_" in text, f"{file}::{test}"


def test_every_line_has_a_test_or_says_that_it_has_none() -> None:
    rows = [
        line
        for line in TABLE.splitlines()
        if line.startswith("|") and not re.match(r"\|[-| ]+\||\| *(?:\w+ *)?\|", line)
    ]
    heads = ("| Rule", "| Failure", "| Threat", "| Probe", "| Input", "| Required", "| | Required")
    for row in rows:
        assert row.startswith(heads) or "tests/" in row or "not covered" in row, row
