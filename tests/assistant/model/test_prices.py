"""What a reply costs, and which names have no known price."""

from pathlib import Path

import pytest

from assistant.model.prices import SHIPPED, price, prices
from store.errors import SettingsError


def test_the_shipped_table_can_be_read() -> None:
    table = prices(SHIPPED)
    assert len(table) > 10 and all(row.completion > row.prompt > 0 for row in table.values())


@pytest.mark.parametrize("name", ["gpt-4o-mini", "gpt-4o-mini-2024-07-18", "gpt-4o-mini-latest"])
def test_a_dated_version_costs_what_the_model_costs(name: str) -> None:
    found = price(name)
    assert found == prices(SHIPPED)["gpt-4o-mini"]
    assert found and found.cost(1_000_000, 2_000_000) == pytest.approx(found.prompt + 2 * found.completion)


@pytest.mark.parametrize("name", ["gpt-4o-audio-preview", "gpt-5.9", "gpt-5-pro", "my-model", "", "xgpt-4o"])
def test_a_variant_or_a_stranger_has_no_known_price(name: str) -> None:
    assert price(name) is None


def test_a_file_of_the_user_counts_first(tmp_path: Path) -> None:
    own = tmp_path / "prices.toml"
    own.write_text('[usd_per_million_tokens]\n"gpt-4o" = { prompt = 1, completion = 2 }\n')
    changed = price("gpt-4o", path=own)
    assert changed and (changed.prompt, changed.completion) == (1.0, 2.0)
    assert price("gpt-4.1", path=own) == price("gpt-4.1")
    assert price("gpt-4.1", path=own, shipped=False) is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "[usd_per_million_tokens]\na = 1", "[usd_per_million_tokens]\na = { prompt = 1 }",
     "[usd_per_million_tokens]\na = { prompt = -1, completion = 1 }",
     "[usd_per_million_tokens]\na = { prompt = nan, completion = 1 }", "usd_per_million_tokens = 3"],
)  # fmt: skip
def test_a_file_in_another_form_says_the_form(tmp_path: Path, text: str) -> None:
    own = tmp_path / "prices.toml"
    own.write_text(text)
    with pytest.raises(SettingsError, match=r"are not in the form: \[usd_per_million_tokens\]") as caught:
        price("a", path=own)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="check DATELINE_PRICES"):
        price("a", path=tmp_path / "none.toml")
