"""Prompt files: filled exactly, replaced by a folder of the user's own, with an example that can't become an answer."""

import re
from pathlib import Path

import pytest

from assistant.find import find_all
from assistant.prompting import fill, prompt_hashes, text
from store.errors import PromptError
from tests.assistant.county import ARTICLES
from tests.assistant.making import passage
from tests.conftest import ROOT

NAMES = [name.removesuffix(".md") for name in prompt_hashes()]


def test_a_value_is_data() -> None:
    values = {"mark": "#1", "history": "costs $5 and $question", "question": "$mark ${history} $$"}
    filled = fill("rewrite", **values)
    assert all(value in filled for value in values.values())


def test_a_missing_and_an_unused_variable_fail() -> None:
    with pytest.raises(PromptError, match=r"\$history"):
        fill("rewrite", mark="", question="")
    with pytest.raises(PromptError, match=r"\$tone"):
        fill("rewrite", mark="", question="", history="", tone="")
    with pytest.raises(PromptError, match=r"no prompt is called sing\.md"):
        fill("sing")


def test_a_folder_replaces_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "reply_lines.md").write_text("Say it with $thing.\n", "utf-8")
    assert fill("reply_lines", tmp_path, thing="birds") == "Say it with birds."
    assert text("reply_json", tmp_path) == text("reply_json")
    assert [name for name in NAMES if prompt_hashes()[f"{name}.md"] != prompt_hashes(tmp_path)[f"{name}.md"]] == [
        "reply_lines"
    ]


def test_a_folder_that_is_none_or_holds_a_slip_fails_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "reed_user.md").write_text("x", "utf-8")
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(PromptError) as raised:
            text("reply_json", folder)
        assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"100 $ a year", b"\xff\xfe\x00"])
def test_a_file_that_is_no_template_fails(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "reply_json.md").write_bytes(content)
    with pytest.raises(PromptError, match="reply_json"):
        fill("reply_json", tmp_path)


def test_only_prompts_are_in_the_folder() -> None:
    assert {path.name for path in (ROOT / "prompts").iterdir() if not path.name.startswith("_")} == set(prompt_hashes())


def test_the_example_stands_in_no_article() -> None:
    example = " ".join(text(name).partition("Example.")[2] for name in ("reply_json", "reply_lines"))
    quotes = re.findall(r'"quote": "([^"]+)"|QUOTE \d: (.+)', example)
    said = [one or other for one, other in quotes]
    assert len(said) == 2
    files = [path for path in (ROOT / "articles").rglob("*") if path.suffix in (".md", ".txt", ".html", ".json")]
    texts = [*ARTICLES.values(), *(path.read_text("utf-8", "replace") for path in files)]
    for words in said:
        assert not any(find_all(words, passage(article)) for article in texts)
    names = [name for name in re.findall(r"[A-Z]\w+", "Ondrel Tamsin Vool") if name in example]
    assert len(names) == 3 and not any(name in article for name in names for article in texts)
