"""A pool of news with copies and look-alikes of known kinds among it, and what an ingest finds in it.

Each article gets two copies of changing kinds under other outlets; every other one also look-alikes.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from time import process_time

from evals.copying import COPIES, Paragraphs, another_place, another_year, paragraphs, round_up, with_background
from evals.news import made_up
from evals.realtimeqa import read
from store import copies
from store.article import Loaded
from store.catalogue import Catalogue, put
from store.embed import Embedder, WordEmbedder
from store.errors import ArticleError
from store.load import discover, load
from store.store import Store

ROOT = Path(__file__).resolve().parent.parent
FEWEST_PARAGRAPHS = 5
FEWEST_WORDS = 120
_DAY = date(2031, 3, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A text of the pool: what `kind` it is, and the names of the originals whose story it carries."""

    name: str
    paragraphs: Paragraphs
    kind: str = "original"
    carries: tuple[str, ...]
    days: int = 0
    outlet: str


def originals(data: Path | None, limit: int) -> list[Made]:
    """Return articles to copy: our own corpus, and of RealTimeQA's every year as many as `limit`, evenly spread."""
    own = [item for item in chain.from_iterable(map(load, _files(ROOT / "articles"))) if isinstance(item, Loaded)]
    found = [(item.outlet or "own", item.text) for item in own]
    if data:
        news = [article for year in sorted((data / "past").iterdir()) for article in read(year)[0]]
        found += [(article["url"].split("/")[2], article["text"]) for article in news[:: max(1, len(news) // limit)]]
    parts = ((outlet, paragraphs(text)) for outlet, text in dict.fromkeys(found))
    long = [item for item in parts if len(item[1]) >= FEWEST_PARAGRAPHS and _words(item[1]) >= FEWEST_WORDS]
    return [
        Made(name=f"o{place}", carries=(f"o{place}",), paragraphs=text, outlet=outlet)
        for place, (outlet, text) in enumerate(long)
    ]


def pool(news: Sequence[Made]) -> list[Made]:
    """Return the originals with copies and look-alikes of them."""
    return [*news, *chain.from_iterable(_around(place, news) for place in range(len(news)))]


def grouped(texts: Sequence[Made], folder: Path) -> dict[str, set[str]]:
    """Return for each text the names of all in its group, after an ingest into `folder`."""
    _write(texts, folder / "pool.jsonl")
    with Store.open(folder / "store", WordEmbedder()) as store:
        store.ingest([folder / "pool.jsonl"])
        names = {article.id: str(article.title) for article in store.articles()}
        found = store.copies(list(names))
        return {names[key]: {names[copy.article_id] for copy in members} for key, members in found.items()}


def cost(texts: Sequence[Made], folder: Path, chosen: Embedder) -> float:
    """Return which share of the processor time of an ingest goes into finding copies and whom reports lean on."""
    _write(texts, folder / "timed.jsonl")
    begin = process_time()
    with Store.open(folder / "timed", chosen) as store:
        store.ingest([folder / "timed.jsonl"])
    whole = process_time() - begin
    catalogue = Catalogue(folder / "timed")
    with catalogue.writing() as db:
        put(db, "traits", None)
        put(db, "copies", None)
    begin = process_time()
    copies.refresh(catalogue)
    again = process_time() - begin
    catalogue.close()
    return again / whole


def _around(place: int, news: Sequence[Made]) -> Iterator[Made]:
    """Yield two copies of an article, and for every other one what only looks like a copy."""
    one, other, draw = news[place], news[(place + 7) % len(news)], random.Random(place)
    text, kinds = one.paragraphs, list(COPIES)
    for number in (place, place + 3 + place // len(kinds)):
        kind, name = kinds[number % len(kinds)], f"{one.name}-{number}"
        copy = COPIES[kind](text, draw)
        yield Made(name=name, paragraphs=copy, kind=kind, carries=one.carries, days=1, outlet=f"Paper {number % 5}")
    if place % 2:
        return
    for kind, days, form in (("another year", 364, another_year(text)), ("another place", 0, another_place(text))):
        if sum(a != b for a, b in zip(form, text, strict=True)) >= len(text) / 2:
            yield Made(name=f"{one.name}-{kind}", paragraphs=form, kind=kind, carries=(), days=days, outlet=one.outlet)
    follow = with_background(paragraphs(made_up(100_000 + place)["text"]), text)
    yield Made(name=f"{one.name}-follow", paragraphs=follow, kind="background", carries=(), days=2, outlet=one.outlet)
    if other is not one:
        both, carried = round_up([text, other.paragraphs]), (*one.carries, *other.carries)
        yield Made(
            name=f"{one.name}-round", paragraphs=both, kind="round-up", carries=carried, days=3, outlet="Paper 9"
        )


def _files(folder: Path) -> list[Path]:
    return [item for item in discover([folder]) if not isinstance(item, ArticleError)]


def _words(text: Paragraphs) -> int:
    return sum(len(part.split()) for part in text)


def _write(texts: Sequence[Made], path: Path) -> None:
    lines = [
        {
            "title": text.name,
            "outlet": text.outlet,
            "text": "\n\n".join(text.paragraphs),
            "published": (_DAY + timedelta(days=text.days)).isoformat(),
        }
        for text in texts
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
