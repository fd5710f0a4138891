"""Counting tokens: exact where the vocabulary is known, never far below elsewhere, never by a download."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.tokens import _encoding, count, known_window, told_window

TEXT = "The coast guard of Velmora held exercises from 10 to 20 March 2031, the ministry said."


def test_models_of_openai_are_counted_exactly() -> None:
    assert count(TEXT, "gpt-4o") == count(TEXT, "gpt-4.1") == count(TEXT, "gpt-5.1-2025-11-13") == count(TEXT, "o3")
    assert count("", "gpt-4o") == count("", "unknown") == 0


def test_others_are_counted_somewhat_high() -> None:
    assert count(TEXT, "gpt-4o") < count(TEXT, "qwen2.5:1.5b") < 1.5 * count(TEXT, "gpt-4o")
    assert count(TEXT, "gpt-oss-20b") == count(TEXT, "other")  # its vocabulary would be downloaded


@settings(deadline=None)  # the first count reads the table
@given(st.text(), st.sampled_from(["gpt-4o", "gpt-4", "other", ""]))
def test_any_text_can_be_counted(text: str, model: str) -> None:
    assert (count(text, model) > 0) == bool(text)


def test_special_tokens_are_text_and_broken_text_is_counted() -> None:
    assert count("<|endoftext|>", "gpt-4o") > 1
    assert count("\ud800", "gpt-4o") > 0


def test_without_the_tables_characters_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    _encoding.cache_clear()
    try:
        assert count("x" * 35, "gpt-4o") == 10
    finally:
        _encoding.cache_clear()


@pytest.mark.parametrize(
    ("model", "window"),
    [("gpt-4o-mini", 128_000), ("gpt-4", 8192), ("gpt-3.5-turbo-0125", 16385), ("gpt-4.1-nano", 1_000_000),
     ("o3-mini", 200_000), ("gpt-5.6-sol", 128_000), ("llama3.2", None)],
)  # fmt: skip
def test_windows_by_name(model: str, window: int | None) -> None:
    assert known_window(model) == window


def test_a_list_of_several_models_tells_only_of_the_one_that_is_named() -> None:
    listed = [{"id": "a", "max_model_len": 1000}, {"id": "b", "max_model_len": 2000}]
    assert (told_window("b", listed), told_window("c", listed), told_window("c", [])) == (2000, None, None)
