"""An article is edited, removed or replaced while it is read: an answer is of the old text or of the new, never mixed.

At every place where a question looks into the catalogue, one after the other; by a process of its own; and while the
file itself is brought in.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from assistant import Answer
from assistant.likeness import compared
from assistant.pipeline import Desk, answer
from assistant.question import ask_for
from assistant.quotes import QuoteReader
from assistant.retrieve import retrieve, with_files
from assistant.timeline import timeline
from store.catalogue import Catalogue, Connection
from store.embed import Vectors, WordEmbedder
from store.ingest import Ingest
from store.prune import prune
from store.store import Filter, Store
from tests.faults.stores import EMBEDDER, copied

QUESTION = "When does the ferry Merrow leave for Ness Point?"
EDITIONS = 20
WRITER = "from pathlib import Path; from tests.faults import test_edit_while_reading as t; t.edit(Path(r'{}'))"


def said(edition: int) -> str:
    """Return the text of an edition; no two agree in where a sentence stands or in what it says."""
    padding = "The pier was painted green. " * (edition % 7)
    return f"{padding}The ferry Merrow leaves for Ness Point on {1 + edition % 28} June. Edition {edition} says so.\n"


def file(edition: int) -> str:
    """Return an edition as a file whose title names it."""
    head = f"title: Edition {edition} of the Merrow\noutlet: Sable Ledger\npublished: 2031-05-{1 + edition % 28:02}"
    return f"---\n{head}\n---\n{said(edition)}"


def made(work: Path) -> Path:
    """Make a folder of two articles and the store of it, and return the folder."""
    news = work / "news"
    news.mkdir(parents=True)
    (news / "merrow.md").write_text(file(0), "utf-8")
    (news / "other.md").write_text("---\ntitle: Walnuts are dear\n---\nWalnuts cost more than ever.\n", "utf-8")
    with Store.open(work / "store", EMBEDDER) as store:
        store.ingest([news])
    return work


def changed(work: Path, how: str) -> None:
    """Change the article in its folder and bring the store up to date, as another process does."""
    path = work / "news" / "merrow.md"
    if how == "removed":
        path.unlink()
    else:
        path.write_text(file(1), "utf-8")
    if how == "replaced":
        path.rename(path.with_name("merrow-again.md"))
    brought_in(work)


def brought_in(work: Path) -> None:
    """Bring the catalogue up to date with the folder; the Chroma index, which these questions do without, is left."""
    catalogue = Catalogue(work / "store")
    found = Ingest(catalogue, EMBEDDER, None).run([work / "news"])
    prune(catalogue, [work / "news"], found, force=True)
    catalogue.close()


class Watched(Catalogue):
    """A catalogue before whose nth reading something happens."""

    def __init__(self, folder: Path, nth: int, happens: Callable[[], None]) -> None:
        """Count from 1, once `counting`."""
        self.counting, self.left, self._happens = False, nth, happens
        super().__init__(folder)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection, at its time after what happens."""
        self.left -= self.counting
        if self.counting and self.left == 0:
            self._happens()
        with super().reading() as db:
            yield db


def of_one_edition(found: Answer) -> None:
    """Hold that each quote is a slice of the one edition that its source is named after."""
    for cited in found.citations:
        edition = int((cited.passage.title or "").split()[1])
        assert cited.quote == said(edition)[cited.start : cited.end]
        assert cited.passage.published and cited.passage.published.day == 1 + edition % 28


def asked(store: Store) -> Answer:
    """Return the answer of the quoting reader."""
    desk = Desk(store=store, embedder=EMBEDDER, reader=QuoteReader(), k=5)
    return next(event for event in answer(QUESTION, desk, where=Filter()) if isinstance(event, Answer))


def told(store: Store) -> None:
    """Make the timeline of the question."""
    question = ask_for(QUESTION, today=None, frequencies={}, total=store.passage_count())
    vector = EMBEDDER.embed_question(QUESTION)
    found = retrieve(question, store, vector, where=Filter(), k=5)
    hits, files = with_files(compared(vector, found, store, EMBEDDER), store)
    for moment in timeline(question, hits, files.__getitem__):
        assert moment.text == moment.citation.quote


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "does"), [("edited", asked), ("removed", asked), ("replaced", asked), ("removed", told)]
)
def test_wherever_a_question_is_when_an_article_changes(
    tmp_path: Path, how: str, does: Callable[[Store], Answer | None]
) -> None:
    first = made(tmp_path / "first")
    for nth in range(1, 100):
        work = copied(first, tmp_path / "next")
        catalogue = Watched(work / "store", nth, partial(changed, work, how))
        with Store(catalogue, EMBEDDER) as store:
            catalogue.counting = True
            if found := does(store):
                of_one_edition(found)
            catalogue.counting = False
        shutil.rmtree(work)
        if catalogue.left > 0:
            break
    assert 5 < nth < 99


def edit(work: Path) -> None:
    """Write one edition after the other, now and then none, and bring the store up to date each time."""
    path = work / "news" / "merrow.md"
    for edition in range(1, EDITIONS):
        path.unlink(missing_ok=True)
        if edition % 4:
            path = path.with_name(f"merrow-{edition % 3}.md")
            path.write_text(file(edition), "utf-8")
        brought_in(work)


@pytest.mark.slow
def test_a_process_that_edits_beside_one_that_answers(tmp_path: Path) -> None:
    work = made(tmp_path / "work")
    seen = set()
    with Store.open(work / "store", EMBEDDER) as store:
        writer = subprocess.Popen([sys.executable, "-c", WRITER.format(work)])
        while writer.poll() is None:
            found = asked(store)
            of_one_edition(found)
            seen |= {item.passage.title for item in found.citations}
    assert writer.returncode == 0 and len(seen) > 1


class Rewriting(WordEmbedder):
    """Another program writes the next edition into the file while this one is being embedded."""

    path: Path | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors, after the file was changed once."""
        if self.path is not None:
            self.path.write_text(file(2), "utf-8")
            self.path = None
        return super().embed(texts)


def test_a_file_that_is_edited_while_it_is_brought_in_is_read_again(tmp_path: Path) -> None:
    work = made(tmp_path / "work")
    embedder = Rewriting()
    with Store.open(work / "store", embedder) as store:
        (work / "news" / "merrow.md").write_text(file(1), "utf-8")
        embedder.path = work / "news" / "merrow.md"
        titles = []
        for _ in range(2):
            assert store.ingest([work / "news"]).updated == 1
            titles.append([article.title for article in store.articles() if "Merrow" in (article.title or "")])
    assert titles == [["Edition 1 of the Merrow"], ["Edition 2 of the Merrow"]]
