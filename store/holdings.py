"""What a store holds: its articles, the files that they are from, and how many there are. Searching is `reading`'s."""

from collections.abc import Collection
from pathlib import Path

from store import rows
from store.article import Article
from store.catalogue import Catalogue
from store.errors import StoreError
from store.view import generation


class Holdings:
    """The part of a store that is only looked up."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Use `Store.open` instead."""
        self._catalogue = catalogue

    @property
    def folder(self) -> Path:
        """The folder that the store is kept in."""
        return self._catalogue.folder

    def article(self, article_id: str) -> Article | None:
        """Return the article, None where there is none."""
        with self._catalogue.reading() as db:
            return rows.article(db, article_id)

    def articles(self) -> list[Article]:
        """Return every article, in the order of their ids."""
        with self._catalogue.reading() as db:
            return rows.articles(db)

    def leads(self, article_ids: Collection[str]) -> dict[str, str]:
        """Return how each article begins: its first 900 characters."""
        with self._catalogue.reading() as db:
            return rows.leads(db, article_ids)

    def files(self, article_ids: Collection[str]) -> dict[str, str]:
        """Return the file that each article is shown under, without the articles that are gone."""
        with self._catalogue.reading() as db:
            marks = ",".join("?" * len(article_ids))
            found = db.execute(f"SELECT id, path FROM articles WHERE id IN ({marks})", tuple(article_ids))
            return dict(found.fetchall())

    def path(self, article_id: str) -> str:
        """Return the file that an article is shown under; raise StoreError where there is no such article."""
        with self._catalogue.reading() as db:
            row = db.execute("SELECT path FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            raise StoreError(f"no article {article_id} is in the store; `dateline articles` lists them")
        return str(row[0])

    def paths(self, article_id: str) -> list[str]:
        """Return every file that holds an article."""
        with self._catalogue.reading() as db:
            found = db.execute("SELECT shown FROM names WHERE article_id = ? ORDER BY shown", (article_id,))
            return [row[0] for row in found]

    def article_count(self) -> int:
        """Return the number of articles."""
        with self._catalogue.reading() as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def undated(self) -> int:
        """Return how many articles have no publication date."""
        with self._catalogue.reading() as db:
            return int(db.execute("SELECT count(*) FROM articles WHERE published IS NULL").fetchone()[0])

    def verify(self) -> None:
        """Read the catalogue through where its file changed; from then on a damaged one is told, and nothing else."""
        self._catalogue.verify()

    def generation(self) -> int:
        """Return a number that grows with every change of what the store holds, and is that of no other store."""
        with self._catalogue.reading() as db:
            return generation(db)
