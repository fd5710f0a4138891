"""Look the installation, the settings and the store over, and say what is wrong with its remedy.

It mends nothing itself; how a store is checked is in `store.health`.
"""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from assistant.places import articles_folder, store_place
from assistant.settings import PREFIX, Settings
from store.catalogue import NAME as CATALOGUE
from store.embed import embedder
from store.errors import DatelineError, SettingsError
from store.store import Store

LIBRARIES = ("dateline", "chromadb", "llama-index-core", "onnxruntime", "openai", "gradio")


class Finding(NamedTuple):
    """One thing looked at. `broken` is what stops Dateline from working, `note` what a person may want to know."""

    state: Literal["ok", "note", "broken"]
    about: str
    text: str
    remedy: str | None = None


def doctor(given: dict[str, Any]) -> list[Finding]:
    """Return what there is to say about the installation, the settings (with those given), the folder and the store."""
    found = [libraries(), *unknown_variables()]
    try:
        settings = Settings(**given)
    except SettingsError as error:
        return [*found, Finding("broken", "settings", str(error), "correct it, or take it out")]
    return [*found, configured(settings), reader(settings), folder(settings), *store(settings)]


def libraries() -> Finding:
    """Return the versions of Python and of what the work rests on."""
    named = {"python": platform.python_version()}
    try:
        named |= {name: version(name) for name in LIBRARIES}
    except PackageNotFoundError as error:
        return Finding("broken", "installation", f"{error.name} is not installed", "install the requirements again")
    return Finding("ok", "installation", ", ".join(f"{name} {number}" for name, number in named.items()))


def unknown_variables() -> list[Finding]:
    """Return a finding for each variable that looks like a setting and is none: usually a slip."""
    names = [name for name in sorted(os.environ) if name.startswith(PREFIX)]
    unknown = [name for name in names if name.removeprefix(PREFIX).lower() not in Settings.model_fields]
    known = ", ".join(PREFIX + name.upper() for name in Settings.model_fields)
    return [Finding("note", "environment", f"{name} is no setting", f"there are {known}") for name in unknown]


def configured(settings: Settings) -> Finding:
    """Return every setting with its value; of a key, only whether it is set."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    values["api_key"] = "set" if settings.api_key else None
    shown = (f"{name} {'not set' if value is None else value}" for name, value in values.items())
    return Finding("ok", "settings", ", ".join(shown))


def reader(settings: Settings) -> Finding:
    """Return who writes the answers."""
    if settings.reader == "model" and not settings.model:
        return Finding("broken", "reader", "no model is named", "set DATELINE_MODEL, or DATELINE_READER=quotes")
    model = settings.model if settings.reader != "quotes" else None
    return Finding("ok", "reader", f"model {model}" if model else "quotes (needs no model)")


def folder(settings: Settings) -> Finding:
    """Return whether the articles folder is there."""
    place = articles_folder(settings)
    if place is None:
        return Finding("ok", "articles", "no folder, only what is in the store")
    if not place.is_dir():
        return Finding("broken", "articles", f"{place} is no folder", "name one: --articles DIR or DATELINE_ARTICLES")
    return Finding("ok", "articles", f"{place}")


def store(settings: Settings) -> list[Finding]:
    """Return what the store holds, with which embedder, and whether it is whole."""
    place = Path(store_place(settings))
    if not (place / CATALOGUE).is_file():
        return [Finding("note", "store", f"{place} is not made yet", "`dateline ask` or `dateline ingest` makes it")]
    key = settings.api_key.get_secret_value() if settings.api_key else None
    try:
        wanted = embedder(settings.embeddings, base_url=settings.base_url, api_key=key)
        with Store.open(place, wanted) as opened:
            return [held(opened, place), Finding("ok", "embeddings", wanted.name), *damage(opened)]
    except DatelineError as error:
        return [Finding("broken", "store", str(error))]


def held(opened: Store, place: Path) -> Finding:
    """Return how much is in the store and how large it is."""
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 1e6
    text = f"{opened.article_count()} articles, {opened.passage_count()} passages, {size:.1f} MB in {place}"
    return Finding("ok", "store", text)


def damage(opened: Store) -> list[Finding]:
    """Return what is wrong with the catalogue and the Chroma index, or that nothing is."""
    problems = [Finding("broken", "health", problem) for problem in opened.check()]
    return problems or [Finding("ok", "health", "the catalogue is whole and the Chroma index agrees with it")]
