"""Small files that come to something huge: each ends soon, with a reason or as text, in bounded memory."""

import gzip
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from store.article import Article, Loaded
from store.chunk import chunk
from store.describe import describe
from store.embed import WordEmbedder
from store.errors import ArticleError
from store.load import MAX_LINES, load
from store.records import MAX_ARTICLES
from tests.hostile.formats import FRONT, STORY, pdf

LEVELS = 12


def loaded(folder: Path, name: str, data: str | bytes) -> Loaded | ArticleError:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return load(path)[0]


def code(item: Loaded | ArticleError) -> str:
    return item.code if isinstance(item, ArticleError) else "text"


def aliases(merge: str) -> str:
    """Return front matter of twelve lists, each ten times the one before."""
    lists = [f"k{n}: &k{n} {merge}[{', '.join([f'*k{n - 1}'] * 10)}]{'}' * bool(merge)}" for n in range(1, LEVELS)]
    return "\n".join(["---", "k0: &k0 {x: y}", *lists, f"title: *k{LEVELS - 1}", "---", STORY])


@pytest.mark.parametrize("merge", ["", "{<<: "])
def test_aliases_inside_aliases_are_never_worked_out(tmp_path: Path, merge: str) -> None:
    item = loaded(tmp_path, "a.md", aliases(merge))
    assert isinstance(item, Loaded) and item.text.startswith("---")


def test_front_matter_without_aliases_is_read(tmp_path: Path) -> None:
    item = loaded(tmp_path, "a.md", FRONT + STORY)
    assert isinstance(item, Loaded) and item.outlet == "Varn Courier"


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_a_packed_file_is_never_unpacked(tmp_path: Path, pack: str) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "0" * 5_000_000)
    data = held.getvalue() if pack == "zip" else gzip.compress(b"0" * 5_000_000)
    assert {code(loaded(tmp_path, f"a.{suffix}", data)) for suffix in ("txt", "html", "json")} == {"not_text"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("[" * 200_000, "bad_json"),
        ('{"a":' * 50_000, "bad_json"),
        ('{"text": "x", "n": ' + "9" * 10_000 + "}", "bad_json"),
        ("[" + "[]," * 2_600_000 + "[]]", "too_large"),
        ('{"text": "One.", "text": "Two words."}', "text"),
        ('{"text": "A word.", "date": 1e999, "title": -1e999, "author": 99999999999999999999999999}', "text"),
    ],
)
def test_json_that_is_deep_or_huge_or_says_a_key_twice(tmp_path: Path, document: str, expected: str) -> None:
    assert code(loaded(tmp_path, "a.json", document)) == expected


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_file_of_too_many_articles_is_cut_with_a_reason(tmp_path: Path, suffix: str) -> None:
    items = ["0"] * (MAX_ARTICLES + 5)
    path = tmp_path / f"a.{suffix}"
    path.write_text(json.dumps([0] * len(items)) if suffix == "json" else "\n".join(items))
    found = load(path)
    assert len(found) == MAX_ARTICLES + 1 and code(found[-1]) == "too_many"


def test_a_page_with_a_tag_of_countless_attributes_is_refused(tmp_path: Path) -> None:
    crowd = " ".join(f"a{n}=b" for n in range(100_000))
    assert code(loaded(tmp_path, "a.html", f"<html><body><p {crowd}>The ferry stopped.</p></body></html>")) == "no_text"


@pytest.mark.parametrize("opened", ["<div>", "<b><i>", "<table><tr><td>", "<font>", "<!DOCTYPE x [<!ENTITY a 'aa'>]>"])
def test_a_page_of_tags_inside_tags_ends_soon(tmp_path: Path, opened: str) -> None:
    assert code(loaded(tmp_path, "a.html", opened * 6_000 + "<p>The ferry stopped on Monday.</p>")) in (
        "no_text",
        "text",
    )


def test_entities_that_hold_entities_are_not_worked_out(tmp_path: Path) -> None:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 9))
    item = loaded(tmp_path, "a.html", f'<!DOCTYPE html [<!ENTITY e0 "aaaa">{names}]><p>{"&e8;" * 50} Ferry news.</p>')
    assert isinstance(item, ArticleError) or len(item.text) < 10_000


@pytest.mark.slow
@pytest.mark.parametrize("content", [b" " * 200_000_000, b"0 " * 2_000_000], ids=["packed", "numbers"])
def test_a_pdf_that_unpacks_to_megabytes_is_given_up(tmp_path: Path, content: bytes) -> None:
    assert code(loaded(tmp_path, "a.pdf", pdf(content, compress=True))) in ("bad_pdf", "no_text")


def test_a_pdf_whose_pages_lead_in_a_circle_is_given_up(tmp_path: Path) -> None:
    data = (
        pdf(b"BT /F1 12 Tf (Ferry.) Tj ET")
        .replace(b"/Count 1", b"/Count 9")
        .replace(b"/Kids [ 4 0 R ]", b"/Kids [ 1 0 R ]")
    )
    assert code(loaded(tmp_path, "a.pdf", data)) in ("bad_pdf", "no_text", "text")


def article(folder: Path, text: str) -> Article:
    item = loaded(folder, "a.txt", text)
    assert isinstance(item, Loaded), item
    return describe(item)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "word ",
        "The ferry stopped on Monday. ",
        "Mr. ",
        "5 p.m. ",
        "A. ",
        "市長は橋を",
        "é",
        "4 May, ",
        "[",
        "a" + " " * 999,
    ],
)
def test_a_long_line_is_cut_into_passages_in_time_that_grows_with_it(tmp_path: Path, unit: str) -> None:
    long = ("Ferry news. " + unit * (200_000 // len(unit)))[:200_000]
    passages = chunk(article(tmp_path, long), WordEmbedder())
    assert passages and max(len(one.text) for one in passages) <= 4096


def test_blanks_between_words_never_make_a_wide_passage(tmp_path: Path) -> None:
    passages = chunk(article(tmp_path, "Ferry" + " " * 300_000 + "news\n" + "\n \t" * 40_000 + "end."), WordEmbedder())
    assert [one.text for one in passages][-1].endswith("end.") and max(len(one.text) for one in passages) < 4096


def test_a_text_of_countless_lines_is_no_article(tmp_path: Path) -> None:
    assert code(loaded(tmp_path, "a.txt", "a\n" * (MAX_LINES + 2))) == "too_large"


@pytest.mark.slow
def test_a_megabyte_in_one_line_is_an_article(tmp_path: Path) -> None:
    text = "The ferry Merrow stopped on Monday, its captain said. " * 19_000
    passages = chunk(article(tmp_path, text), WordEmbedder())
    assert len(text) > 1_000_000 and sum(len(one.text) for one in passages) > 0.98 * len(text)
