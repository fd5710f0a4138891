"""Passages are slices of their article, whole sentences, within the window, and never from a skipped span."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.article import Article, Skipped
from store.chunk import chunk, header
from store.describe import describe
from store.embed import WordEmbedder
from store.load import discover, load

REAL = Path(__file__).parents[3] / "shared" / "articles"
SAMPLE = Path(__file__).parents[2] / "articles"


def article(text: str, skipped: tuple[Skipped, ...] = ()) -> Article:
    return Article(
        id="a1",
        path="a.txt",
        text=text,
        title="A title",
        outlet=None,
        author=None,
        published=None,
        published_from=None,
        url=None,
        skipped=skipped,
    )


def check(source: Article, size: int) -> None:
    embedder = WordEmbedder()
    for passage in chunk(source, embedder, size=size):
        assert source.text[passage.start : passage.end] == passage.text
        assert not any(passage.start < end and start < passage.end for start, end, _ in source.skipped)
        assert passage.sentences[0].start == passage.start and passage.sentences[-1].end == passage.end
        assert embedder.count([header(passage) + passage.text])[0] <= embedder.window


@given(
    st.lists(
        st.sampled_from(["One two three.", "A U.S. day.", "\n\n", "\n", "word " * 40, "x" * 700, "Ünïcode 😀 ok!"])
    ),
    st.integers(8, 200),
    st.tuples(st.integers(0, 80), st.integers(0, 80)),
)
def test_passages_are_slices_within_the_window(pieces: list[str], size: int, cut: tuple[int, int]) -> None:
    text = " ".join(pieces)
    start, end = sorted(min(bound, len(text)) for bound in cut)
    check(article(text, (Skipped(start, end, "repeat"),) if start < end else ()), size)


@pytest.mark.parametrize("folder", [REAL, SAMPLE], ids=["real", "sample"])
def test_passages_of_articles(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name}: the folder is not here")
    read = [found for path in discover([folder]) if isinstance(path, Path) for found in load(path)]
    assert read
    for loaded in read:
        assert not isinstance(loaded, Exception)
        check(describe(loaded), 128)


def test_neighbouring_passages_are_about_the_same_size() -> None:
    passages = chunk(article("One two three four. " * 30), WordEmbedder(), size=50)
    lengths = [len(passage.text) for passage in passages]
    assert len(passages) == 3
    assert max(lengths) < 1.3 * min(lengths)
