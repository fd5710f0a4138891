"""Where a report leans on another outlet."""

from pathlib import Path

import pytest

from store.article import Article
from store.embed import WordEmbedder
from store.leans import an_outlet, leans, outlet_like, same_outlet
from store.store import Store


def article(text: str, outlet: str | None = None) -> Article:
    return Article(
        id="a", path="a.txt", text=text, title=None, outlet=outlet, author=None, published=None, published_from=None,
        url=None, skipped=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("According to the Harbour Post, the pier is shut.", "According to the Harbour Post", "the Harbour Post"),
        ("The mayor told the BBC on Tuesday that it was over.", "told the BBC", "the BBC"),
        ("She told Reuters Tuesday that it was over.", "told Reuters", "Reuters"),
        ("OSTBY (Reuters) - A ferry sank.", "(Reuters)", "Reuters"),
        ("The Vale Gazette first reported the deal.", "The Vale Gazette first reported", "the Vale Gazette"),
        (
            "It was first reported by Northern Echo Weekly.",
            "first reported by Northern Echo Weekly",
            "Northern Echo Weekly",
        ),
        (
            "The Associated Press contributed to this report.",
            "The Associated Press contributed",
            "the Associated Press",
        ),
        (
            "In an interview with the Vale Gazette's editor he wept.",
            "interview with the Vale Gazette",
            "the Vale Gazette",
        ),
        ("The pier is shut, citing Interfax, an aide said.", "citing Interfax", "Interfax"),
    ],
)
def test_an_outlet_that_is_given_as_a_source_is_found(text: str, quote: str, name: str) -> None:
    [lean] = leans(article(text))
    assert (text[lean.start : lean.end], lean.name) == (quote, name) and outlet_like(lean.name)


@pytest.mark.parametrize(
    "text",
    [
        "According to Anna Berg, the pier is shut.",
        "The ministry told parliament that Royal Mail had lost it.",
        "The International Atomic Energy Agency said so, and Kovar said more.",
        "He reads the Harbour Post every morning.",
    ],
)
def test_other_names_are_no_outlets(text: str) -> None:
    assert not [lean for lean in leans(article(text)) if outlet_like(lean.name)]


def test_an_outlet_does_not_lean_on_itself_and_each_counts_once() -> None:
    text = "The mayor told the Harbour Post so. Reuters reported it, and later Reuters said more."
    assert [lean.name for lean in leans(article(text, "harbourpost.example"))] == ["Reuters"]


def test_a_name_ends_with_its_sentence_and_its_owner() -> None:
    found = leans(
        article("He told CNN. It was late. She told CNN's Ana Berg, and told Orvane’s Merrow Times, the same.")
    )
    assert [lean.name for lean in found] == ["CNN", "Merrow Times"]


def test_a_paper_may_call_itself_by_its_last_word() -> None:
    assert leans(article("The mayor told the Post that he would go.", "Harbour Post")) == []


def test_names_are_compared_however_they_are_written() -> None:
    assert same_outlet("The Harbour Post", "www.harbourpost.com") and same_outlet("AP", "the Associated Press")
    assert not same_outlet("Harbour Post", "Harbour Times") and not same_outlet("", "")
    assert an_outlet("Merrow", ["Merrow"]) and not an_outlet("Merrow", ["Vale Gazette"])


def test_the_store_knows_its_own_outlets_whatever_came_first(tmp_path: Path) -> None:
    leaning, other = tmp_path / "a.md", tmp_path / "b.md"
    text = (
        "The bridge over the Tamm will be shut for a year, according to Merrow, which saw the plans of the engineers."
    )
    leaning.write_text(f"---\ntitle: Bridge shut\noutlet: Vale Gazette\n---\n{text}\n", "utf-8")
    other.write_text(
        "---\ntitle: Ferry late\noutlet: Merrow\n---\nThe ferry to the island was late on every day.\n", "utf-8"
    )
    with Store.open(tmp_path / "store", WordEmbedder()) as store:
        store.ingest([leaning])
        [name] = [item.id for item in store.articles()]
        assert store.leans([name]) == {name: ()}
        store.ingest([other])
        [lean] = store.leans([name])[name]
        found = store.article(name)
        assert found and lean.name == "Merrow" and found.text[lean.start : lean.end] == "according to Merrow"
