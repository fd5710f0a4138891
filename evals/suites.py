"""All suites by name. A module is imported when its suite is asked for; each offers its value as `SUITE`."""

from importlib import import_module

from evals.suite import Suite
from store.errors import SettingsError

MODULES = {
    "sample": "evals.sample",
    "custom": "evals.custom",
    "chunking": "evals.chunking",
    "realtimeqa": "evals.realtimeqa",
    "ramdocs": "evals.ramdocs",
    "clapnq": "evals.clapnq",
    "wice": "evals.wice",
    "timebank": "evals.timebank",
    "claims": "evals.claims",
    "copies": "evals.copies",
    "bipia": "evals.bipia",
    "attacks": "evals.attacks",
    "speed": "evals.speed",
}


def suite(name: str) -> Suite:
    """Return the suite called `name`; SettingsError names those that there are."""
    if name not in MODULES:
        raise SettingsError(f"there is no suite {name!r}; there are {', '.join(MODULES)}")
    found: Suite = import_module(MODULES[name]).SUITE
    return found


def suites() -> list[Suite]:
    """Return all suites."""
    return [suite(name) for name in MODULES]
