"""Files become articles or errors with a reason code; nothing raises, nothing is followed out of the folder."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.article import Loaded
from store.errors import ArticleError
from store.load import READERS, discover, load

STORY = (
    "The harbour of Ostrava Bay was closed on Monday after a crane fell. Nobody was hurt, the harbour master said.\n"
)
PAGE = """<html><head><title>Crane falls in harbour</title><meta property="og:site_name" content="Bay Courier">
<meta property="article:published_time" content="2024-03-05T07:00:00+01:00">
<meta name="author" content="KPA"><script>var tracking = "secret";</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Crane falls in harbour</h1><p>The harbour of Ostrava Bay was closed on Monday after a crane fell
on the quay. Fish &amp;amp; chips were given out.</p><p>Nobody was hurt, the harbour master said, but ships
had to wait for a day. In 2019, on 4 May 2019, another crane had fallen.</p></article></body></html>"""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(path: Path) -> Loaded:
    [item] = load(path)
    assert isinstance(item, Loaded), item
    return item


def code(path: Path, **limits: int) -> str:
    [item] = load(path, **limits)
    assert isinstance(item, ArticleError), item
    return item.code


def codes(paths: list[Path]) -> list[str]:
    return [item.code if isinstance(item, ArticleError) else item.name for item in discover(paths)]


def test_a_folder_gives_its_article_files_sorted_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/deep/c.HTML", ".hidden.txt", ".git/d.txt", "notes.docx", "z.jsonl"):
        put(tmp_path, name, STORY)
    assert codes([tmp_path]) == ["a.md", "b.txt", "c.HTML", "z.jsonl"]


def test_a_named_file_is_reported_where_it_cannot_be_used(tmp_path: Path) -> None:
    assert codes([put(tmp_path, "notes.docx", STORY), tmp_path / "gone.txt", tmp_path / "nul\0.txt"]) == [
        "unsupported",
        "missing",
        "missing",
    ]


def test_links_that_leave_the_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside/secret.txt", STORY)
    folder = tmp_path / "articles"
    put(folder, "a.txt", STORY)
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "leak.txt").symlink_to(outside)
    (folder / "leaks").symlink_to(outside.parent)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    assert codes([folder]) == ["a.txt", "link", "link", "link"]
    assert code(folder / "leak.txt") == "link"


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    target = put(tmp_path, "a.txt", STORY)
    (tmp_path / "link.txt").symlink_to(target)
    assert [load(path) for path in discover([tmp_path / "link.txt"]) if isinstance(path, Path)] == [load(target)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes([tmp_path]) == ["not_a_file"]
    assert code(tmp_path / "pipe.txt") == "not_a_file"


@pytest.mark.skipif(os.name != "posix", reason="needs file names that are bytes")
def test_a_file_name_that_is_not_text_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(STORY)
    assert only(path).path.endswith("caf\\xe9.txt")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\u200b\n", "empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 9, "not_text"),
        ("a.txt", b"%PDF-1.4 not a text", "not_text"),
        ("a.html", b"PK\x03\x04", "not_text"),
        ("a.html", "<html><body></body></html>", "no_text"),
        ("a.pdf", STORY, "bad_pdf"),
        ("a.pdf", b"%PDF-1.7\ngarbage", "bad_pdf"),
        ("a.json", "{", "bad_json"),
        ("a.json", "[" * 100_000, "bad_json"),
        ("a.json", '"text"', "bad_json"),
        ("a.json", '{"title": "no text"}', "no_text"),
        ("a.json", '{"text": " "}', "empty"),
        ("a.jsonl", b"\x1f\x8bgz", "not_text"),
        ("a.docx", STORY, "unsupported"),
    ],
)
def test_what_cannot_be_used_has_a_reason(tmp_path: Path, name: str, content: str | bytes, expected: str) -> None:
    assert code(put(tmp_path, name, content)) == expected


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "")
    with path.open("wb") as file:
        file.truncate(100_000_000)  # sparse
    assert code(path) == "too_large"
    assert code(put(tmp_path, "b.json", json.dumps({"text": STORY})), text_limit=10) == "too_large"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", STORY)
    path.chmod(0)
    assert code(path) == "io_error"


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    assert code(tmp_path / "gone.txt") == "missing"


def test_front_matter_is_metadata_and_not_text(tmp_path: Path) -> None:
    source = "---\ntitle: 'Crane: falls'\nsource: Bay Courier\nby: [Ann Lee, Bo Ek]\ndate: 2024-03-05\n"
    source += "url: https://bay.example/1\n---\n"
    item = only(put(tmp_path, "a.md", source + "\n" + STORY))
    assert (item.title, item.outlet, item.author) == ("Crane: falls", "Bay Courier", "Ann Lee, Bo Ek")
    assert (item.published, item.published_from, item.url) == (
        date(2024, 3, 5),
        "front matter",
        "https://bay.example/1",
    )
    assert item.text == STORY


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "- a\n- list",
        "just words",
        "a: &a [x]\nb: &b [*a,*a]\nc: !!python/object:os.system {}",
        "[" * 300,
    ],
)
def test_broken_front_matter_is_text(tmp_path: Path, front: str) -> None:
    assert only(put(tmp_path, "a.md", f"---\n{front}\n---\n{STORY}")).text.startswith("---")


def test_front_matter_values_of_any_type_do_no_harm(tmp_path: Path) -> None:
    front = "title: 1984\noutlet: {name: Bay Courier}\nauthor: true\ndate: 2024-02-30\nurl: javascript:alert(1)\n3: x\n"
    item = only(put(tmp_path, "a.md", f"---\n{front}---\n{STORY}"))
    assert (item.title, item.outlet, item.author) == ("1984", "Bay Courier", None)
    assert (item.published, item.published_from, item.url) == (None, None, None)


def test_a_page_gives_its_text_and_what_its_metadata_says(tmp_path: Path) -> None:
    item = only(put(tmp_path, "a.html", PAGE))
    assert (item.title, item.outlet, item.author) == ("Crane falls in harbour", "Bay Courier", "KPA")
    assert (item.published, item.published_from) == (date(2024, 3, 5), "html")
    assert "Fish &amp; chips" in item.text
    assert "secret" not in item.text


def test_a_date_in_the_running_text_of_a_page_is_not_its_publication(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-05T07:00:00+01:00">', "")
    assert only(put(tmp_path, "a.html", page)).published is None


@pytest.mark.parametrize(
    "mark",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "x", "datePublished": "2024-03-05"}]}</script>',
        '<time itemprop="datePublished" datetime="2024-03-05T10:00Z">5 March</time>',
        '<meta itemprop="datePublished" content="5 March 2024">',
    ],
)
def test_a_page_may_state_its_date_in_several_ways(tmp_path: Path, mark: str) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-05T07:00:00+01:00">', "")
    assert only(put(tmp_path, "a.html", page.replace("<article>", f"{mark}<article>"))).published == date(2024, 3, 5)


def test_a_json_list_and_json_lines_give_numbered_articles_beside_errors(tmp_path: Path) -> None:
    objects = [
        {
            "Title": "Crane falls",
            "body": STORY,
            "authors": ["Ann Lee"],
            "publish_date": "Tue, 5 Mar 2024 07:00:00 +0100",
        },
        {"title": "no text"},
        7,
        {"content": "Second story.", "source": {"id": "bc", "name": "Bay Courier"}, "extra": [1]},
    ]
    listed = load(put(tmp_path, "a.json", json.dumps(objects)))
    lines = load(put(tmp_path, "a.jsonl", "\n".join([*map(json.dumps, objects), "", "{bad"])))
    assert [item.code if isinstance(item, ArticleError) else item.path[-2:] for item in listed] == [
        *("#1", "no_text", "bad_json", "#4"),
    ]
    assert [getattr(item, "code", None) for item in lines] == [None, "no_text", "bad_json", None, "bad_json"]
    first, last = lines[0], lines[3]
    assert isinstance(first, Loaded) and isinstance(last, Loaded)
    assert (first.title, first.author, first.published) == ("Crane falls", "Ann Lee", date(2024, 3, 5))
    assert (last.outlet, last.published_from) == ("Bay Courier", None)


def test_a_line_separator_inside_a_json_string_is_no_line_end(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "one\u2028two\x7f"}\r\n{"text": "three"}')
    assert [item.text for item in load(path) if isinstance(item, Loaded)] == ["one\ntwo", "three"]


def test_texts_of_json_are_normalised(tmp_path: Path) -> None:
    assert (
        only(put(tmp_path, "a.json", '{"text": "a\\u202eb\\r\\nc \\ud800", "title": "x\\u0000\\ny"}')).text
        == "ab\nc \ufffd"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200), st.sampled_from(sorted(set(READERS) - {".html", ".htm"})))
def test_loading_any_bytes_never_raises(tmp_path: Path, data: bytes, suffix: str) -> None:
    assert load(put(tmp_path, f"any{suffix}", data)) is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.text(st.sampled_from("<>/ap=\"'&;!-[]?xml htmlscriptbody\n"), max_size=80))
def test_loading_any_mark_up_never_raises(tmp_path: Path, text: str) -> None:
    assert load(put(tmp_path, "any.html", text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda s: (
            st.lists(s) | st.dictionaries(st.sampled_from(["title", "text", "author", "date", "url", "source"]), s)
        ),
    )
)
def test_any_json_document_never_raises(tmp_path: Path, document: object) -> None:
    assert load(put(tmp_path, "any.json", json.dumps(document))) is not None
