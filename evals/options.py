"""The options that every suite of questions takes, and what they lead to: readers over a store, a run, its figures."""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from assistant.settings import Settings
from evals.contenders import NAMES, REPLIES, contenders
from evals.figures import Line, ahead, document, table
from evals.kept import Kept
from evals.passages import shelve_all
from evals.provenance import digest, provenance
from evals.replies import Remembered
from evals.run import Task, run
from store.article import Article
from store.embed import Embedder, embedder
from store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was asked for on the command line."""

    readers: tuple[str, ...] = ("quotes",)
    model: str | None = None
    limit: int | None = None
    seed: int = 0
    k: int | None = None
    name: str | None = None
    jobs: int = 1
    embeddings: str = "local"
    as_json: bool = False


def choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `Chosen`, as the parameters that `chosen` takes."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON document."),
        click.option("--jobs", type=click.IntRange(1), default=1, help="Cases answered at a time."),
        click.option("--embeddings", default="local", help="Who embeds, as the setting of that name."),
        click.option("--run", "name", help="Name of the run's folder; one for these settings if not given."),
        click.option("-k", type=click.IntRange(1, 100), help="Passages that a reader sees."),
        click.option("--seed", type=int, default=0, help="Which sample --limit takes."),
        click.option("--limit", type=click.IntRange(1), help="Cases, a fixed sample of all kinds."),
        click.option("--model", help="Model of the readers model and plain: a name, or a GGUF file."),
        click.option("--readers", default="quotes", help=f"Some of {','.join(NAMES)}.", show_default=True),
    ):
        command = option(command)
    return command


def chosen(*, readers: str, **given: Any) -> Chosen:
    """Return the options as they were given."""
    return Chosen(readers=tuple(part.strip() for part in readers.split(",") if part.strip()), **given)


def compare(suite: str, tasks: Sequence[Task], store: Store, embeds: Embedder, options: Chosen) -> list[Line]:
    """Return the lines of a run of `tasks` over `store` with the readers that were chosen."""
    settings = Settings() if options.model is None else Settings(model=options.model)
    k = options.k or settings.k
    model = _opened(settings) if set(options.readers) - {"quotes"} else None
    try:
        readers = contenders(options.readers, store, embeds, model=model, k=k)
        about = {
            "readers": options.readers,
            "model": model and model.name,
            "k": k,
            "limit": options.limit,
            "seed": options.seed,
            "embeddings": embeds.name,
            "cases": digest(json.dumps([[task.id, task.question, task.gold] for task in tasks], default=str)),
        }
        return run(tasks, readers, Kept(suite, about | provenance(), name=options.name), jobs=options.jobs)
    finally:
        if model:
            model.close()


def over(shelf: Sequence[Article], suite: str, tasks: Sequence[Task], options: Chosen, *, published: str = "") -> None:
    """Answer `tasks` from a store that holds `shelf`, each article one passage, and print the figures."""
    embeds = embedder(options.embeddings)
    with tempfile.TemporaryDirectory() as folder, shelve_all(shelf, Path(folder), embeds, size=embeds.window) as store:
        show(compare(suite, tasks, store, embeds, options), options, published=published)


def show(lines: Sequence[Line], options: Chosen, *, published: str = "") -> None:
    """Print the figures, what the model reader is ahead of the plain prompt, and what was published elsewhere."""
    gaps = ahead(lines, reader="model", other="plain") if {"model", "plain"} <= set(options.readers) else {}
    if options.as_json:
        found = {"figures": document(lines), "model ahead of plain": {name: asdict(gap) for name, gap in gaps.items()}}
        click.echo(json.dumps(found, indent=1))
        return
    click.echo(table(lines))
    for name, gap in gaps.items():
        click.echo(f"model ahead of plain in {name}: {gap.mean:+.3f} [{gap.low:+.3f}, {gap.high:+.3f}] n={gap.n}")
    if published:
        click.echo(published)


def _opened(settings: Settings) -> Remembered | None:
    """Return the model of the settings; the replies of one file or server are not taken for another's."""
    from assistant.model.door import gguf, open_model

    model, path = open_model(settings), gguf(settings)
    place = path.stat().st_size if path else settings.base_url
    return Remembered(model, REPLIES / digest(f"{settings.model} {place}")) if model else None
