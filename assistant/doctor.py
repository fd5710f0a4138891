"""Look the installation, the settings and the store over, and say what is wrong with its remedy.

It mends nothing itself; how a store is checked is in `store.health`.
"""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import SecretStr

from assistant.model.door import gguf, needed_url, secret
from assistant.model.prices import price
from assistant.opening import open_store
from assistant.places import articles_folder, store_place
from assistant.settings import PREFIX, Place, Settings
from store.catalogue import NAME as CATALOGUE
from store.embed import embedder
from store.errors import DatelineError, ModelUnavailable, SettingsError
from store.shared import SharedStore
from store.shared_address import is_address
from store.store import Store

MOST_NAMES = 5
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
    return [*found, configured(settings), reader(settings), *model(settings), folder(settings), *store(settings)]


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
    """Return every setting with its value; of a key, only whether it is set, and no password of an address."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    values |= {name: "set" for name, value in values.items() if isinstance(value, SecretStr)}
    for name in ("base_url", "store"):
        if is_address(values[name]) or (name == "base_url" and values[name]):
            from store.model_server import shown

            values[name] = shown(values[name])
    printed = (f"{name} {'not set' if value is None else value}" for name, value in values.items())
    return Finding("ok", "settings", ", ".join(printed))


def reader(settings: Settings) -> Finding:
    """Return who writes the answers."""
    if settings.reader == "model" and not settings.model:
        return Finding("broken", "reader", "no model is named", "set DATELINE_MODEL, or DATELINE_READER=quotes")
    named = settings.model if settings.reader != "quotes" else None
    return Finding("ok", "reader", f"model {named}" if named else "quotes (needs no model)")


def model(settings: Settings) -> list[Finding]:
    """Return which model is configured, where it is, whether it can be reached, and how much it takes."""
    if not settings.model:
        if not settings.api_key or settings.embeddings.startswith("openai:"):
            return []
        return [Finding("note", "model", "a key is set but no model", "name one with DATELINE_MODEL to read with it")]
    path = gguf(settings)
    try:
        return [own_model(path) if path else served_model(settings, settings.model)]
    except ModelUnavailable as error:
        if settings.reader == "model":
            return [Finding("broken", "model", str(error), "or set DATELINE_READER=quotes, which needs no model")]
        return [Finding("note", "model", str(error), "until then the quoting reader answers")]
    except DatelineError as error:
        return [Finding("broken", "model", str(error))]


def own_model(path: Path) -> Finding:
    """Return whether a GGUF file can be run in this process; it is not loaded for that."""
    from assistant.model.local_server import check

    check(path)
    return Finding("ok", "model", f"{path}, {path.stat().st_size / 1e6:.0f} MB, is run in this process")


def served_model(settings: Settings, name: str) -> Finding:
    """Return whether the server of a model answers, and what it says of the model."""
    from assistant.model.tokens import UNKNOWN, known_window, told_window
    from store.model_server import ModelServer

    server = ModelServer(name, base_url=needed_url(settings), api_key=secret(settings))
    price(name, path=settings.prices)
    listed = server.models()
    window = settings.window or told_window(name, listed) or known_window(name)
    size = f"window {window} tokens" if window else f"window not known, {UNKNOWN} tokens are taken for it"
    text = f"{name} at {server.place}, which answers; {size}"
    names = sorted(str(entry.get("id")) for entry in listed)
    if not names:
        return Finding("note", "model", f"{text}; it lists no models", "if asking fails, add /v1 to the base URL")
    if name not in names:
        shown = ", ".join(names[:MOST_NAMES]) + (" and more" if len(names) > MOST_NAMES else "")
        return Finding("note", "model", f"{text}; {name} is not in its list", f"it has {shown}")
    return Finding("ok" if window else "note", "model", text, None if window else "set DATELINE_WINDOW")


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
    place = store_place(settings)
    if not is_address(place) and not (Path(place) / CATALOGUE).is_file():
        return [Finding("note", "store", f"{place} is not made yet", "`dateline ask` or `dateline ingest` makes it")]
    key = settings.api_key.get_secret_value() if settings.api_key else None
    try:
        wanted = embedder(settings.embeddings, base_url=settings.base_url, api_key=key)
        with open_store(settings, wanted) as opened:
            return [held(opened, place), Finding("ok", "embeddings", wanted.name), *damage(opened)]
    except DatelineError as error:
        return [Finding("broken", "store", str(error))]


def held(opened: Store, place: Place) -> Finding:
    """Return how much is in the store and how large it is."""
    size = sum(path.stat().st_size for path in opened.folder.rglob("*") if path.is_file()) / 1e6
    text = f"{opened.article_count()} articles, {opened.passage_count()} passages, {size:.1f} MB in {opened.folder}"
    text += f", a copy of what is shared at {place}" if is_address(place) else ""
    return Finding("ok", "store", text)


def damage(opened: Store) -> list[Finding]:
    """Return what is wrong with the catalogue and the Chroma index, or that nothing is."""
    problems = [Finding("broken", "health", problem) for problem in opened.check()]
    fine = "the catalogue is whole and the Chroma index agrees with it"
    if isinstance(opened, SharedStore):
        fine = "the copy is whole and agrees with the server"
    return problems or [Finding("ok", "health", fine)]
