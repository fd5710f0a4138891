"""What was chosen for a run on the command line, and the settings that follow from it. No suite is known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from evals.kept import RUNS
from store.errors import SettingsError

ELSEWHERE = {
    "store": "a run makes a store of its own",
    "articles": "a suite brings its own articles; for yours there is the suite custom",
    "reader": "name readers with --reader",
    "model": "name the model with --model",
    "api_key": "put it in DATELINE_API_KEY or OPENAI_API_KEY",
}
"""Settings that --set does not take, and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was asked for. `data` is the folder of the suite's own files, `parameters` what else it can be told."""

    readers: tuple[str, ...] = ("quotes",)
    model: str | None = None
    data: Path | None = None
    articles: Path | None = None
    cases: Path | None = None
    limit: int | None = None
    seed: int = 0
    jobs: int = 1
    name: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    judge: bool = False
    runs: Path = RUNS

    @property
    def embeddings(self) -> str:
        """Who embeds, as the setting of that name."""
        return configured(self).embeddings


def configured(chosen: Chosen) -> Settings:
    """Return the settings with what was chosen; a name or value that is none is a SettingsError."""
    given = dict(chosen.settings)
    for name in given.keys() & ELSEWHERE.keys():
        raise SettingsError(f"{name} is not for --set: {ELSEWHERE[name]}")
    return Settings(**given) if chosen.model is None else Settings(**given, model=chosen.model)


def pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    """Return NAME=VALUE texts as a mapping; SettingsError where one is no pair or a name comes twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or name.strip() in found:
            raise SettingsError(f"{option} {text!r} is not NAME=VALUE, each name once")
        found[name.strip()] = value.strip()
    return found


def parameters(known: Mapping[str, str], given: Mapping[str, str], suite: str) -> dict[str, str]:
    """Return a suite's parameters with those given; SettingsError where the suite has no such parameter."""
    if strange := sorted(given.keys() - known.keys()):
        there = f"it has {', '.join(known)}" if known else "it has none"
        raise SettingsError(f"the suite {suite} has no parameter {strange[0]!r}; {there}")
    return {**known, **given}


def number(chosen: Chosen, name: str) -> int:
    """Return a parameter that is a whole number; SettingsError where it is none."""
    value = chosen.parameters[name]
    if not value.isdecimal():
        raise SettingsError(f"the parameter {name} is a whole number, not {value!r}")
    return int(value)
