"""Ask the readers that were chosen: over a store, or over a shelf of articles that is put into one for the run."""

import json
import tempfile
from collections.abc import Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from assistant.model.door import secret
from assistant.prompting import prompt_hashes
from assistant.settings import Settings
from evals.contenders import REPLIES, contenders
from evals.judge import judging
from evals.kept import Kept
from evals.options import Chosen, configured
from evals.passages import shelve_all
from evals.provenance import digest, provenance
from evals.replies import Remembered
from evals.run import Task, run
from evals.suite import Ran
from store.article import Article
from store.embed import Embedder, embedder
from store.store import Store

LIMITS = ("prompts", "reply_tokens", "history_tokens")
"""The settings that a model reader is made with."""


def over_store(suite: str, tasks: Sequence[Task], store: Store, embeds: Embedder, chosen: Chosen) -> Ran:
    """Return the run of `tasks` over `store`, made with `embeds`, by the readers that were chosen."""
    settings = configured(chosen)
    model = opened(settings) if chosen.judge or set(chosen.readers) - {"quotes"} else None
    with closing(model) if model else nullcontext():
        limits = {name: getattr(settings, name) for name in LIMITS}
        readers = contenders(chosen.readers, store, embeds, model=model, k=settings.k, limits=limits)
        judged = judging(tasks, model) if chosen.judge and model else tasks
        about = {"embeddings": embeds.name, "model": model and model.name, "judge": chosen.judge}
        kept = Kept(suite, about | described(chosen, settings, tasks), root=chosen.runs, name=chosen.name)
        lines = run(judged, readers, kept, jobs=chosen.jobs)
        return Ran(kept=kept, lines=lines, wanted=len(judged) * len(readers))


def over_shelf(suite: str, tasks: Sequence[Task], shelf: Sequence[Article], chosen: Chosen) -> Ran:
    """Return the run of `tasks` over a store that holds `shelf`, each article one passage."""
    embeds = embedder_of(configured(chosen))
    with tempfile.TemporaryDirectory() as folder, shelve_all(shelf, Path(folder), embeds, size=embeds.window) as store:
        return over_store(suite, tasks, store, embeds, chosen)


def embedder_of(settings: Settings) -> Embedder:
    """Return the embedder of the settings."""
    return embedder(settings.embeddings, base_url=settings.base_url, api_key=secret(settings))


def described(chosen: Chosen, settings: Settings, tasks: Sequence[Any]) -> dict[str, Any]:
    """Return what a run's figures depend on; it names the folder that keeps them."""
    about = provenance()
    return about | {
        "prompts": about["prompts"] | prompt_hashes(settings.prompts),
        "readers": chosen.readers,
        "k": settings.k,
        "limit": chosen.limit,
        "seed": chosen.seed,
        "set": {name: str(value) for name, value in sorted(chosen.settings.items())},
        "with": dict(sorted(chosen.parameters.items())),
        "cases": digest(json.dumps([[task.id, task.question, task.gold] for task in tasks], default=str)),
    }


def opened(settings: Settings) -> Remembered | None:
    """Return the model of the settings with its kept replies, None where none is set.

    The replies of one file or server are not taken for another's.
    """
    from assistant.model.door import gguf, open_model

    model, path = open_model(settings), gguf(settings)
    place = path.stat().st_size if path else settings.base_url
    return Remembered(model, REPLIES / digest(f"{settings.model} {place}")) if model else None
