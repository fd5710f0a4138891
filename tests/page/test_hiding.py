"""What visitors are told names no folder of the machine, and else what it named before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page.hiding import hidden

STORE = Path("/srv/my news/.dateline/store")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"the store {STORE} is busy: repeat it", "the store … is busy: repeat it"),
        (f"the catalogue in {STORE} is damaged (malformed)", "the catalogue in … is damaged (malformed)"),
        (f"can't use {STORE}/conversations.sqlite3 (locked)", "can't use …/conversations.sqlite3 (locked)"),
        ("[Errno 13] Permission denied: '/srv/ann/x/notes.txt'", "[Errno 13] Permission denied: '…/notes.txt'"),
        ("no model at ~/models/tiny.gguf; name another", "no model at …/tiny.gguf; name another"),
        ("trace /var/log/t.jsonl, articles /srv/news", "trace …/t.jsonl, articles …/news"),
        (r"can't read C:\Users\ann\a.txt", "can't read …/a.txt"),
        ("http://127.0.0.1:8000/v1/models does not answer", "http://127.0.0.1:8000/v1/models does not answer"),
        ("12 and/or 13 km/h; `dateline ingest PATH --rebuild`", "12 and/or 13 km/h; `dateline ingest PATH --rebuild`"),
    ],
)
def test_folders_are_left_out(words: str, shown: str) -> None:
    assert hidden(words, [STORE]) == shown


@given(st.text(), st.text())
def test_a_folder_is_left_out_of_any_words(before: str, after: str) -> None:
    assert f" {STORE} " not in hidden(f"{before} {STORE} {after}", [STORE])


def test_a_relative_folder_is_known_as_a_whole_path_too() -> None:
    assert hidden(f"in {Path('news').absolute()}: no", [Path("news")]) == "in …: no"
